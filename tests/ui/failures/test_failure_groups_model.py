import pytest

from desktop.sms import errors
from desktop.sms.remedy import NEVER_UNCHANGED, Act, Kind
from desktop.store.failures import Failure
from desktop.ui.failures import failure_words as words
from desktop.ui.failures.failure_groups_model import MOST_UNKNOWN, grouped


def failure(place: int, code: str | None, *, service: str = "salesmsg", text: str = "") -> Failure:
    return Failure(place, service, code, text, sent_again=False)


def one_of_each() -> list[Failure]:
    """A failure of every code of every service, ours included."""
    return [
        Failure(place, entry.provider, entry.code, "", sent_again=False)
        for place, entry in enumerate(errors.entries())
    ]


def test_each_failure_stands_in_one_group_and_nothing_of_n_k_or_c_is_among_what_is_sent_again() -> None:
    failures = one_of_each()
    groups = grouped(failures)
    assert sorted(one for group in groups for one in group.ids) == [one.id for one in failures]
    by_id = dict(enumerate(errors.entries()))
    again = [by_id[one] for group in groups for one in group.again]
    assert again
    assert not [entry for entry in again if entry.group in NEVER_UNCHANGED]
    for group in groups:
        classes = {entry.group for entry in group.entries}
        if classes & NEVER_UNCHANGED:
            assert group.act is not Act.SEND_AGAIN and classes <= NEVER_UNCHANGED


def test_every_group_has_its_words() -> None:
    for group in grouped([*one_of_each(), failure(-1, "71999"), failure(-2, None)]):
        assert str(len(group.ids)) in words.heading(group)
        assert words.cause(group) and words.button(group) and words.leave_words(group)
        assert "{" not in words.heading(group) + words.cause(group) + words.remark(group)


def test_those_that_need_the_same_stand_together() -> None:
    groups = grouped([failure(1, "30006"), failure(2, "21614"), failure(3, "landline"), failure(4, "21610")])
    assert [(group.key.remedy.kind, group.ids) for group in groups] == [
        (Kind.LANDLINE, (1, 2, 3)),
        (Kind.OPTED_OUT, (4,)),
    ]
    assert words.heading(groups[0]) == "3 texts to landlines"
    assert words.button(groups[0]) == "Mark as landlines"


def test_unknown_reasons_stand_alone_in_the_services_words() -> None:
    groups = grouped([failure(1, None, text="Quota of fairies"), failure(2, "71999"), failure(3, "71999")])
    assert [words.heading(group) for group in groups] == [
        "2 texts failed: 71999",
        "1 text failed: Quota of fairies",
    ]
    assert all(group.act is Act.SETTLE for group in groups)


def test_very_many_unknown_reasons_do_not_make_very_many_groups() -> None:
    groups = grouped([failure(place, f"x{place}") for place in range(300)])
    assert len(groups) == MOST_UNKNOWN + 1
    assert len(groups[-1].ids) == 300 - MOST_UNKNOWN
    assert words.cause(groups[-1]) == "Nobody said why."


def test_what_failed_twice_is_not_sent_a_third_time_at_once() -> None:
    (group,) = grouped([failure(1, "30003"), Failure(2, "salesmsg", "30003", "", sent_again=True)])
    assert (group.ids, group.again) == ((1, 2), (1,))
    assert "1 failed twice and is not among them." in words.remark(group)
    (twice,) = grouped([Failure(2, "salesmsg", "30003", "", sent_again=True)])
    assert twice.act is Act.SETTLE


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("30410", "The first may have arrived"),
        ("30008", "A shorter, plainer text"),
        ("21610", "until they write START"),
        ("insufficient_funds", "once there is credit"),
        ("30006", ""),
    ],
)
def test_what_to_know_before_the_press_is_said(code: str, said: str) -> None:
    (group,) = grouped([failure(1, code)])
    found = words.remark(group)
    assert said in found if said else not found


def test_the_first_that_may_have_arrived_is_not_spoken_of_where_it_cannot_have() -> None:
    (group,) = grouped([failure(1, "30003")])
    assert not group.perhaps
    assert words.actor(group) == "You can act."
