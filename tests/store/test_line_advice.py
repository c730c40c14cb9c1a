"""Which line reached somebody, by what was delivered or answered; nothing without evidence (idea 16)."""

from datetime import timedelta

import pytest

from desktop.sms.delivery import State
from desktop.store import accounts, blocked, consent, deleted, lines, messages, reach
from desktop.store.database import Database
from desktop.store.line_advice import Advice, advise
from desktop.store.lines import Line
from desktop.store.merge import Listed, merge
from tests.store.texts import LINE, NOON, PEER, WINDOW, at, receipt

SALES, DESK = "+12125550142", "+12125550199"
HERE, TWILIO, OTHER = ("close", LINE), ("twilio", SALES), ("voipms", DESK)


@pytest.fixture
def db_with_lines(db: Database) -> Database:
    for account, number in (HERE, TWILIO, OTHER):
        lines.replace(db, account, [Line(account, "1", number, account, can_send=True, can_receive=True)])
    return db


def went(
    db: Database,
    line: tuple[str, str],
    seconds: float,
    state: State = State.DELIVERED,
    *,
    body: str = "Hi",
    **told: str,
) -> None:
    """A text over a line that became this; ``State.RECEIVED`` came from them."""
    account, number = line
    text = Listed(
        state is not State.RECEIVED, number, PEER, body, at(seconds), receipt(f"{seconds}", state, **told)
    )
    merge(db, account, [text], window=WINDOW, now=NOON)


def named(db: Database) -> Advice | None:
    return advise(db, PEER, account_id=HERE[0], line=HERE[1])


def line_of(advice: Advice | None) -> str:
    return "" if advice is None else advice.line.account_id


def test_no_evidence_no_advice(db_with_lines: Database) -> None:
    assert named(db_with_lines) is None
    went(db_with_lines, TWILIO, 1, State.SENT)
    went(db_with_lines, HERE, 2, State.DELIVERED)
    assert named(db_with_lines) is None


def test_the_line_that_reached_them_last_is_named_with_what_proves_it(db_with_lines: Database) -> None:
    went(db_with_lines, TWILIO, 1)
    went(db_with_lines, OTHER, 5, State.RECEIVED)
    found = named(db_with_lines)
    assert found is not None
    assert (found.line.number, found.answered, found.at) == (DESK, True, at(5))
    went(db_with_lines, TWILIO, 9)
    found = named(db_with_lines)
    assert found is not None and (found.line.number, found.answered, found.at) == (SALES, False, at(9))


def test_a_line_from_which_a_later_text_failed_is_passed_over(db_with_lines: Database) -> None:
    went(db_with_lines, OTHER, 1)
    went(db_with_lines, TWILIO, 5)
    went(db_with_lines, TWILIO, 6, State.FAILED, error_code="21612")
    assert line_of(named(db_with_lines)) == "voipms"
    went(db_with_lines, TWILIO, 7)
    assert line_of(named(db_with_lines)) == "twilio"


def test_a_line_that_cannot_send_any_more_is_not_named(db_with_lines: Database) -> None:
    went(db_with_lines, TWILIO, 1)
    lines.replace(db_with_lines, "twilio", [Line("twilio", "1", SALES, can_send=False)])
    assert named(db_with_lines) is None
    lines.replace(db_with_lines, "twilio", [])
    assert named(db_with_lines) is None


@pytest.mark.parametrize("stopped", [HERE, TWILIO, OTHER])
def test_whoever_told_one_of_our_lines_to_stop_is_never_advised_about_another(
    db_with_lines: Database, stopped: tuple[str, str]
) -> None:
    """B20: a STOP is not got round."""
    went(db_with_lines, TWILIO, 1)
    went(db_with_lines, OTHER, 2)
    went(db_with_lines, stopped, 3, State.RECEIVED, body="STOP")
    assert consent.state(db_with_lines, *stopped, PEER).stopped
    assert named(db_with_lines) is None
    went(db_with_lines, stopped, 4, State.RECEIVED, body="START")
    assert named(db_with_lines) is not None


def test_a_failure_that_lay_in_the_line_is_known_until_a_text_arrives_or_long_after(
    db_with_lines: Database,
) -> None:
    accounts.learn(db_with_lines, "close", capabilities='{"service": "twilio"}', balance=None, currency="")

    def failed(days: float = 0) -> bool:
        now = NOON + timedelta(days=days)
        return reach.of(db_with_lines, PEER, now, account_id=HERE[0], line=HERE[1]).line_failed

    assert not failed()
    went(db_with_lines, HERE, 1, State.FAILED, error_code="21606")
    assert failed() and not failed(days=91)
    assert not reach.of(db_with_lines, PEER, NOON, account_id=TWILIO[0], line=TWILIO[1]).line_failed
    assert not reach.of(db_with_lines, PEER, NOON).line_failed
    went(db_with_lines, HERE, 2)
    assert not failed()


@pytest.mark.parametrize("account", ["close", "twilio", "voipms"])
def test_a_block_without_any_text_there_is_not_got_round_either(
    db_with_lines: Database, account: str
) -> None:
    """B20: a service's phone book says that they opted out; there is no thread at that service."""
    went(db_with_lines, TWILIO, 1)
    assert advise(db_with_lines, PEER, account_id=OTHER[0], line=OTHER[1]) is not None
    blocked.keep(db_with_lines, account, [PEER], NOON)
    assert advise(db_with_lines, PEER, account_id=OTHER[0], line=OTHER[1]) is None
    blocked.keep(db_with_lines, account, [], NOON, free=[PEER])
    assert advise(db_with_lines, PEER, account_id=OTHER[0], line=OTHER[1]) is not None


def test_a_stop_whose_text_was_deleted_is_not_got_round_either(db_with_lines: Database) -> None:
    """B20: the log keeps it when the text is gone."""
    went(db_with_lines, TWILIO, 1)
    went(db_with_lines, OTHER, 2, State.RECEIVED, body="STOP")
    deleted.delete(db_with_lines, [one.id for one in messages.newest(db_with_lines, limit=1)], NOON)
    assert named(db_with_lines) is None
