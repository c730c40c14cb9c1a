"""What a number can and cannot do, who says so, and what to do about it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desktop.sms.abilities import (
    CAPABLE,
    PORTED_AT,
    TOLL_FREE,
    VOICE_ONLY,
    Ability,
    About,
    Answer,
    Do,
    Fact,
    Learned,
    Source,
    Statement,
)
from desktop.sms.line_sheet import TABLE, sheet

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LAST_WEEK = NOW - timedelta(days=7)
WORKS = About("+14155550101", NOW, "voipms", "US", state="active", can_send=True, can_receive=True)


def told(value: str, since: datetime = LAST_WEEK, source: Source = Source.SERVICE) -> Fact:
    return Fact(value, source, since)


def said(about: About, ability: Ability) -> Statement:
    return next(one for one in sheet(about).statements if one.ability is ability)


def steps(about: About) -> list[Do]:
    return [one.do for one in sheet(about).steps]


def cannot(**more: Any) -> About:
    return replace(WORKS, can_send=False, can_receive=False, **more)


def test_every_ability_is_said_once_and_in_order() -> None:
    """A5: out, in, domestic, international, short codes, names, MMS are told apart"""
    assert [one.ability for one in sheet(WORKS).statements] == list(Ability)


def test_what_the_service_says_of_the_number_comes_first_with_its_date() -> None:
    """A16"""
    about = replace(WORKS, facts={"send": told("yes"), "media": told("no")})
    assert said(about, Ability.SEND) == Statement(Ability.SEND, Answer.YES, Source.SERVICE, LAST_WEEK)
    assert said(about, Ability.MEDIA).answer is Answer.NO


def test_a_date_of_another_answer_is_not_given_to_this_one() -> None:
    """A16"""
    about = replace(WORKS, facts={"send": told("no")})
    assert said(about, Ability.SEND) == Statement(Ability.SEND, Answer.YES, Source.SERVICE)


def test_what_nobody_says_is_learned_from_texts_else_unknown_never_no() -> None:
    """A16"""
    about = replace(WORKS, service="twilio", can_send=None, can_receive=None)
    assert said(about, Ability.SEND) == Statement(Ability.SEND, Answer.UNKNOWN)
    assert Do.FIND_OUT in steps(about)
    about = replace(about, learned=Learned(taken=LAST_WEEK, abroad=LAST_WEEK, short_code=LAST_WEEK))
    for ability in (Ability.SEND, Ability.INTERNATIONAL, Ability.SHORT_CODES):
        found = said(about, ability)
        assert (found.answer, found.source, found.since) == (Answer.YES, Source.LEARNED, LAST_WEEK)
    assert said(about, Ability.NAMES).answer is Answer.UNKNOWN


def test_what_a_service_wrote_of_all_its_numbers_is_dated() -> None:
    """A16, D7: VoIP.ms does not promise texts from short codes"""
    found = said(WORKS, Ability.SHORT_CODES)
    assert (found.answer, found.source) == (Answer.NOT_SURE, Source.TABLE)
    assert found.by and found.dated is not None
    assert said(replace(WORKS, service="cloudtalk"), Ability.NAMES).answer is Answer.NO
    assert all(row.by and row.dated for row in TABLE.values())


def test_countries_follow_the_services_list_and_what_an_admin_allows() -> None:
    """A5, B14, B16"""
    assert said(WORKS, Ability.DOMESTIC).answer is Answer.YES
    abroad = said(WORKS, Ability.INTERNATIONAL)
    assert (abroad.answer, abroad.countries, abroad.source) == (Answer.PARTLY, ("CA",), Source.TABLE)
    about = replace(WORKS, allowed=frozenset({"US"}))
    assert said(about, Ability.INTERNATIONAL) == Statement(Ability.INTERNATIONAL, Answer.NO, Source.PERSON)
    about = replace(WORKS, allowed=frozenset({"CA"}))
    assert said(about, Ability.DOMESTIC).answer is Answer.NO
    about = replace(WORKS, service="close", facts={"sms_countries": told("GB US")})
    abroad = said(about, Ability.INTERNATIONAL)
    assert (abroad.answer, abroad.countries, abroad.source) == (Answer.PARTLY, ("GB",), Source.SERVICE)
    assert abroad.since is not None


def test_where_nothing_leaves_nothing_leaves_for_any_country() -> None:
    """A5"""
    about = cannot(facts={"send": told("no")})
    for ability in (Ability.DOMESTIC, Ability.INTERNATIONAL, Ability.ONE_TIME):
        found = said(about, ability)
        assert (found.answer, found.detail) == (Answer.NO, "follows")


def test_a_refusal_of_the_sender_that_nothing_followed_makes_it_uncertain() -> None:
    """B17: 21606"""
    learned = Learned(taken=LAST_WEEK, no_sender=NOW, no_sender_code="21606")
    about = replace(WORKS, learned=learned)
    assert said(about, Ability.SEND).answer is Answer.NOT_SURE
    assert Do.OTHER_LINE in steps(about)
    silent = replace(about, can_send=None, can_receive=None)
    assert said(silent, Ability.SEND).answer is Answer.NO
    later = replace(about, learned=replace(learned, taken=NOW + timedelta(minutes=1)))
    assert said(later, Ability.SEND).answer is Answer.YES
    assert Do.OTHER_LINE not in steps(later)


def test_what_a_person_found_out_counts_where_the_service_is_silent() -> None:
    """A16"""
    fact = told("yes", source=Source.PERSON)
    about = cannot(facts={VOICE_ONLY: fact}, reason_code="told_voice_only")
    assert said(about, Ability.SEND) == Statement(Ability.SEND, Answer.NO, Source.PERSON, LAST_WEEK)
    assert steps(about) == [Do.REPLACE, Do.ASK]


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        (cannot(reason_code="voice_only"), [Do.REPLACE, Do.ASK]),
        (cannot(facts={CAPABLE: told("no")}), [Do.REPLACE, Do.ASK]),
        (cannot(reason_code="sms_off"), [Do.ENABLE]),
        (cannot(facts={CAPABLE: told("yes")}), [Do.ENABLE]),
        (cannot(reason_code="provisioning", state="provisioning"), [Do.WAIT_ACTIVE]),
        (cannot(reason_code="sms_off", state="pending verification"), [Do.WAIT_ACTIVE]),
        (replace(WORKS, can_receive=False), [Do.NO_REPLIES]),
        (replace(WORKS, can_send=False), [Do.READ_ONLY, Do.CODES]),
        (WORKS, [Do.CODES]),
    ],
)
def test_each_case_has_its_own_next_step(about: About, expected: list[Do]) -> None:
    """A5, A6, A7, A9, A10, A11, A12: capable but off is another thing than not capable"""
    assert steps(about) == expected


def test_a_replacement_is_of_a_kind_that_has_sms_there() -> None:
    """A6, A11: try a mobile number; in North America mobile numbers are no kind of their own"""
    british = cannot(number="+442079460018", country="GB", reason_code="voice_only")
    assert [one.kind for one in sheet(british).steps] == ["mobile", "mobile"]
    assert sheet(cannot(reason_code="voice_only")).steps[0].kind == "local"


def test_a_ported_number_may_need_two_days() -> None:
    """A13"""
    ported = {PORTED_AT: told((NOW - timedelta(hours=10)).isoformat(), source=Source.PERSON)}
    first = sheet(cannot(reason_code="sms_off", facts=ported)).steps[0]
    assert (first.do, first.until) == (Do.WAIT_PORT, NOW + timedelta(hours=38))
    silent = replace(WORKS, can_send=None, can_receive=None, facts=ported)
    assert Do.WAIT_PORT in steps(silent)
    assert Do.FIND_OUT not in steps(silent)
    assert Do.WAIT_PORT not in steps(replace(WORKS, facts=ported))
    old = {PORTED_AT: told((NOW - timedelta(hours=49)).isoformat())}
    assert Do.WAIT_PORT not in steps(cannot(facts=old))


@pytest.mark.parametrize("value", ["", "yesterday", "2026-11-22T10:00:00"])
def test_a_time_that_cannot_be_read_is_no_time(value: str) -> None:
    """A13"""
    assert Do.WAIT_PORT not in steps(cannot(facts={PORTED_AT: told(value)}))


def test_a_toll_free_number_that_is_not_verified_is_said_so() -> None:
    """B29"""
    toll_free = replace(WORKS, number="+18005550103", service="twilio", kind="toll_free")
    assert Do.ASK_VERIFIED in steps(toll_free)
    assert Do.VERIFY in steps(replace(toll_free, facts={TOLL_FREE: told("pending")}))
    assert Do.VERIFY in steps(replace(toll_free, learned=Learned(unverified=NOW)))
    verified = steps(replace(toll_free, facts={TOLL_FREE: told("verified")}, learned=Learned(unverified=NOW)))
    assert not {Do.VERIFY, Do.ASK_VERIFIED} & set(verified)
    assert Do.ASK_VERIFIED not in steps(replace(toll_free, learned=Learned(taken=NOW)))
    assert Do.ASK_VERIFIED not in steps(replace(toll_free, number="+448081570123", country="GB"))


def test_a_trial_says_how_many_parts_are_left() -> None:
    """A14"""
    about = replace(WORKS, trial=True, trial_parts=10, trial_used=6)
    (step,) = [one for one in sheet(about).steps if one.do is Do.TRIAL]
    assert dict(step.values) == {"left": "4", "total": "10"}
    (step,) = [one for one in sheet(replace(about, trial_parts=None)).steps if one.do is Do.TRIAL]
    assert step.values == ()


def test_pairs_that_were_refused_are_told_with_the_last_of_them() -> None:
    """B19"""
    about = replace(WORKS, learned=Learned(taken=NOW, pairs=("+12025550117", "+12025550118")))
    (step,) = [one for one in sheet(about).steps if one.do is Do.OTHER_LINE]
    assert dict(step.values) == {"pairs": "2", "peer": "+12025550117"}
