"""Settings of a number in the window: read, proposed with their price, written after a Confirm."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.store import lines
from desktop.ui.lines.line_settings_model import Form, Stage
from tests.providers.voipms_account import Server
from tests.ui.lines.settings_house import OFF, house, serving_account


@pytest.fixture
def server() -> Iterator[Server]:
    with serving_account() as found:
        yield found


def written(server: Server) -> int:
    return sum(one.get("method") == "setSMS" for one in server.fake.asked)


async def test_a_proposal_names_number_change_price_and_wallet_and_writes_nothing(
    tmp_path: Path, server: Server
) -> None:
    """A9, G4"""
    async with house(tmp_path, server) as one:
        form = await one.read()
        proposal = one.propose(replace(form, texting=True))
        assert "+1 415-555-0102" in proposal.text
        assert "SMS: off → on" in proposal.text
        assert "No price is named for it" in proposal.text
        assert "$112.192790 before" in proposal.text
        assert proposal.possible
        assert written(server) == 0


async def test_after_the_confirm_the_number_can_text(tmp_path: Path, server: Server) -> None:
    """A9, A4"""
    async with house(tmp_path, server) as one:
        form = await one.read()
        one.model.confirm(one.propose(replace(form, texting=True)))
        await one.until(lambda: len(one.ended) == 2)
        assert one.ended[-1][0]
        assert one.model.form == replace(form, texting=True)
        assert lines.find(one.db, OFF)[0].can_text


async def test_what_was_changed_meanwhile_is_shown_and_asked_again(tmp_path: Path, server: Server) -> None:
    """D5: never over settings that were not shown"""
    async with house(tmp_path, server) as one:
        form = await one.read()
        server.fake.settings.of[OFF[-10:]] = {"sms_email_enabled": "1", "sms_email": "new@example.com"}
        one.model.confirm(one.propose(replace(form, texting=True)))
        await one.until(lambda: len(one.ended) == 2)
        well, sentence = one.ended[-1]
        assert not well and "nothing was written" in sentence
        assert one.model.form is not None and one.model.form.email == "new@example.com"
        assert one.model.stage is Stage.SHOWN
        assert written(server) == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email_on": True}, "address is missing"),
        ({"forward_on": True, "forward": "12"}, ""),
        ({"forward_on": True, "forward": "72345"}, ""),
    ],
)
async def test_what_cannot_be_is_said_before_the_service_is_asked(
    tmp_path: Path, server: Server, change: dict[str, object], words: str
) -> None:
    """D5, D6"""
    async with house(tmp_path, server) as one:
        form = await one.read()
        trouble = one.model.propose(replace(form, **change))  # type: ignore[arg-type]
        assert isinstance(trouble, str) and trouble and words in trouble
        assert one.model.propose(form) == ""


async def test_a_refusal_keeps_what_is_shown(tmp_path: Path, server: Server) -> None:
    async with house(tmp_path, server) as one:
        form = await one.read()
        server.fake.statuses["setSMS"] = "sms_apply_regulations"
        one.model.confirm(one.propose(replace(form, texting=True)))
        await one.until(lambda: len(one.ended) == 2)
        assert one.ended[-1][0] is False and one.ended[-1][1]
        assert one.model.form == form


async def test_where_nobody_can_say_what_came_of_it_nothing_is_shown_as_true(
    tmp_path: Path, server: Server
) -> None:
    async with house(tmp_path, server) as one:
        form = await one.read()
        server.fake.statuses["setSMS"] = "tls_error"
        one.model.confirm(one.propose(replace(form, texting=True)))
        await one.until(lambda: len(one.ended) == 2)
        assert "Nobody can say" in one.ended[-1][1]
        assert one.model.form is None


async def test_a_service_that_cannot_be_reached_is_said_so(tmp_path: Path, server: Server) -> None:
    async with house(tmp_path, server) as one:
        server.kill()
        one.model.read()
        await one.until(lambda: one.ended)
        assert one.ended[0][0] is False and one.ended[0][1]
        assert one.model.stage is Stage.NOTHING
        assert isinstance(one.model.propose(Form()), str)


async def test_an_answer_about_another_number_is_passed_over(tmp_path: Path, server: Server) -> None:
    async with house(tmp_path, server) as one:
        one.model.read()
        one.model.open(None, None)
        await asyncio.sleep(0)
        assert one.model.form is None
