"""Every case of the line sheet has its words, and the first line is the tooltip of the greyed Messages."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop import line_words, wording
from desktop.sms.abilities import Ability, About, Answer, Do, Source, Statement, Step
from desktop.sms.prices import PER_TEXT, SWITCHED_ON

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ABOUT = About("+14155550101", NOW, "voipms", "US", can_send=False, can_receive=False, reason_code="sms_off")


def money(amount: str, currency: str) -> str:
    return f"{amount} {currency}"


def test_the_first_line_is_the_reason_that_greys_messages() -> None:
    """A3, idea 15"""
    assert line_words.headline(ABOUT) == wording.line_reason("+14155550101", "sms_off", "")
    assert line_words.headline(replace(ABOUT, can_receive=True)) == wording.line_reason(
        "+14155550101", "receive_only", ""
    )
    works = replace(ABOUT, can_send=True, can_receive=True)
    assert line_words.headline(works).endswith("can send and receive texts.")
    assert "does not say" in line_words.headline(replace(works, can_send=None))


def test_every_ability_answer_and_source_has_words_of_its_own() -> None:
    """A16"""
    assert len({line_words.ability(one) for one in Ability}) == len(Ability)
    answers = {line_words.answer(Statement(Ability.SEND, one)) for one in Answer}
    assert len(answers) == len(Answer)
    sources = {
        line_words.source(
            Statement(Ability.SEND, Answer.YES, one, NOW, "A wiki", date(2017, 2, 10)), "VoIP.ms"
        )
        for one in Source
    }
    assert len(sources) == len(Source)
    assert any("A wiki, of 2017-02-10" in one for one in sources)


def test_the_day_of_reading_is_said_as_such() -> None:
    """G4"""
    read = Statement(Ability.NAMES, Answer.NO, Source.TABLE, by="A page", dated=date(2026, 11, 22), read=True)
    assert line_words.source(read, "VoIP.ms") == "From A page, read on 2026-11-22; it may have changed."


def test_countries_are_named_and_many_are_cut() -> None:
    """B16"""
    few = Statement(Ability.INTERNATIONAL, Answer.PARTLY, countries=("CA", "GB"))
    assert line_words.answer(few) == "Only to Canada, United Kingdom"
    many = replace(few, countries=("AU", "CA", "DE", "FR", "GB"))
    assert line_words.answer(many).endswith("France and others")


@pytest.mark.parametrize("do", list(Do))
@pytest.mark.parametrize("service", ["voipms", "cliqtel", "other"])
def test_every_step_says_what_to_do(do: Do, service: str) -> None:
    """A5 to A14"""
    about = replace(ABOUT, service=service)
    words = line_words.step(Step(do, NOW, "mobile"), about, "VoIP.ms")
    assert words.endswith(".")
    assert "{" not in words


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Step(Do.ENABLE, values=(("here", "yes"),)), "switched on from here"),
        (Step(Do.ENABLE), "DID Numbers >> Manage DID >> Edit Selection >> SMS"),
        (Step(Do.REPLACE, kind="local"), "DID Numbers >> Order DID"),
        (Step(Do.WAIT_ACTIVE, values=(("state", "provisioning"),)), "“provisioning”"),
        (Step(Do.TRIAL, values=(("left", "4"), ("total", "10"))), "4 of 10 parts"),
        (Step(Do.OTHER_LINE, values=(("pairs", "1"), ("peer", "+12025550117"))), "+1 202-555-0117"),
        (Step(Do.OTHER_LINE, values=(("short_code", "yes"),)), "its own country"),
        (Step(Do.OTHER_LINE, values=(("code", "21606"),)), "21606"),
        (Step(Do.VERIFY, values=(("learned", "yes"),)), "A carrier refused"),
        (Step(Do.VERIFY, values=(("state", "pending"),)), "waits to be verified"),
    ],
)
def test_a_step_names_the_way_and_the_figures(step: Step, words: str) -> None:
    """A6, A9, A10, A12, A14, B18, B19, B29"""
    assert words in line_words.step(step, ABOUT, "VoIP.ms")


def test_the_request_names_the_number_and_says_that_sms_is_needed() -> None:
    """A7"""
    words = line_words.request(ABOUT, "local", "VoIP.ms")
    assert "+1 415-555-0101" in words
    assert "SMS" in words
    assert "United States" in words


def test_a_price_is_said_with_its_paper_and_date() -> None:
    """G4, A9"""
    said = line_words.price(SWITCHED_ON["cliqtel"], money)
    assert said.startswith("usually 0.75 EUR a month; it varies by country. From Cliqtel help")
    assert "2026-11-22" in said
    assert line_words.price(SWITCHED_ON["voipms"], money).startswith("No price is named for it.")
    assert line_words.price(PER_TEXT["voipms"], money).startswith("0.0075 USD. From VoIP.ms wiki")
