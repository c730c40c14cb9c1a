"""What is known of our numbers: noted when it is news, told by persons, kept with its beginning."""

from datetime import UTC, datetime, timedelta

from desktop.announce import Announcement, LinesChanged
from desktop.sms.abilities import ASKED_ANEW, PORTED_AT, VOICE_ONLY, Fact, Source
from desktop.store import accounts, line_facts, lines
from desktop.store.database import Database
from desktop.store.lines import Line

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
NUMBER, OTHER = "+14155550101", "+14155550102"


def test_a_fact_keeps_its_beginning_while_it_stays_the_same(
    db: Database, announced: list[Announcement]
) -> None:
    """A16: since when"""
    line_facts.note(db, "a", {NUMBER: {"send": "yes", "media": "no"}}, NOW)
    announced.clear()
    line_facts.note(db, "a", {NUMBER: {"send": "yes", "media": "no"}}, LATER)
    assert announced == []
    line_facts.note(db, "a", {NUMBER: {"send": "no", "media": "no"}}, LATER)
    assert announced == [LinesChanged("a")]
    assert line_facts.of(db, "a", NUMBER) == {
        "send": Fact("no", Source.SERVICE, LATER),
        "media": Fact("no", Source.SERVICE, NOW),
    }


def test_what_the_service_no_longer_tells_is_not_known_any_more(db: Database) -> None:
    """A16; a number that is not in this list stays as it was"""
    line_facts.note(db, "a", {NUMBER: {"send": "yes"}, OTHER: {"send": "yes"}}, NOW)
    line_facts.note(db, "a", {NUMBER: {}}, LATER)
    assert line_facts.of(db, "a", NUMBER) == {}
    assert "send" in line_facts.of(db, "a", OTHER)
    assert line_facts.of(db, "b", OTHER) == {}


def test_what_a_person_told_stays_until_the_service_tells_it(db: Database) -> None:
    """A13"""
    line_facts.tell(db, "a", NUMBER, PORTED_AT, NOW.isoformat(), NOW)
    line_facts.note(db, "a", {NUMBER: {"send": "yes"}}, LATER)
    assert line_facts.of(db, "a", NUMBER)[PORTED_AT].source is Source.PERSON
    line_facts.note(db, "a", {NUMBER: {PORTED_AT: LATER.isoformat()}}, LATER)
    line_facts.tell(db, "a", NUMBER, PORTED_AT, "", LATER)
    assert line_facts.of(db, "a", NUMBER)[PORTED_AT] == Fact(LATER.isoformat(), Source.SERVICE, LATER)


def test_a_note_can_be_taken_back(db: Database) -> None:
    """A13"""
    line_facts.tell(db, "a", NUMBER, PORTED_AT, NOW.isoformat(), NOW)
    line_facts.tell(db, "a", NUMBER, PORTED_AT, "", NOW)
    assert line_facts.of(db, "a", NUMBER) == {}


def test_a_line_of_which_the_service_says_nothing_is_greyed_by_a_persons_note(db: Database) -> None:
    """A16, A2"""
    lines.replace(db, "a", [Line("a", "1", NUMBER), Line("a", "2", OTHER, can_send=True, can_receive=True)])
    for number in (NUMBER, OTHER):
        line_facts.tell(db, "a", number, VOICE_ONLY, "yes", NOW)
    silent, other = lines.listing(db)
    assert (silent.can_text, silent.reason_code) == (False, line_facts.TOLD_VOICE_ONLY)
    assert other.can_text
    told = Fact("yes", Source.PERSON, NOW)
    assert line_facts.found_out(db, "a") == {NUMBER: told, OTHER: told}
    line_facts.tell(db, "a", NUMBER, VOICE_ONLY, "", NOW)
    assert lines.listing(db)[0] == Line("a", "1", NUMBER)


def test_nothing_of_it_stays_when_the_account_is_forgotten(db: Database) -> None:
    line_facts.tell(db, "a", NUMBER, VOICE_ONLY, "yes", NOW)
    accounts.forget(db, "a")
    assert line_facts.of(db, "a", NUMBER) == {}


def test_what_became_of_a_text_tells_whether_a_line_can_text_where_its_service_does_not(
    db: Database, announced: list[Announcement]
) -> None:
    """A6: unknown, then yes after a text was taken, no after one was refused; told once each."""
    lines.replace(db, "a", [Line("a", "1", NUMBER), Line("a", "2", OTHER, can_send=True, can_receive=True)])
    announced.clear()
    for number in (NUMBER, OTHER, "+12025550199"):
        line_facts.learn(db, "a", number, can=True, now=NOW)
        line_facts.learn(db, "a", number, can=True, now=LATER)
    taken, other = lines.listing(db)
    assert (taken.can_send, taken.can_receive) == (True, None)
    assert line_facts.found_out(db, "a") == {NUMBER: Fact("no", Source.LEARNED, NOW)}
    assert announced == [LinesChanged("a")]
    for number in (NUMBER, OTHER):
        line_facts.learn(db, "a", number, can=False, now=LATER)
    refused, same = lines.listing(db)
    assert (refused.can_text, refused.reason_code) == (False, line_facts.LEARNED_VOICE_ONLY)
    assert same == other


def test_what_a_text_taught_can_be_put_aside_and_is_learned_anew(db: Database) -> None:
    """A6: a manual reset; a note of a person counts again after it as well."""
    lines.replace(db, "a", [Line("a", "1", NUMBER)])
    line_facts.learn(db, "a", NUMBER, can=False, now=NOW)
    for _ in range(2):
        line_facts.tell(db, "a", NUMBER, VOICE_ONLY, "", LATER)
        assert lines.listing(db) == [Line("a", "1", NUMBER)]
        assert line_facts.of(db, "a", NUMBER)[VOICE_ONLY] == Fact(ASKED_ANEW, Source.PERSON, LATER)
    line_facts.learn(db, "a", NUMBER, can=True, now=LATER)
    assert lines.listing(db)[0].can_send is True
    line_facts.tell(db, "a", NUMBER, VOICE_ONLY, "yes", LATER)
    assert lines.listing(db)[0].reason_code == line_facts.TOLD_VOICE_ONLY
    line_facts.learn(db, "a", NUMBER, can=True, now=LATER)
    assert lines.listing(db)[0].reason_code == line_facts.TOLD_VOICE_ONLY
