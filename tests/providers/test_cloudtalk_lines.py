"""Which of CloudTalk's numbers can text is learned from what becomes of texts, over the whole road (A6)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.providers.base import Provider
from desktop.sms.abilities import VOICE_ONLY, Ability, Answer, Do, Source
from desktop.sms.line_sheet import sheet
from desktop.store import line_about, line_facts, lines
from desktop.store.database import Database
from desktop.store.preflight_facts import Given
from desktop.sync.check import check
from desktop.sync.once import Once
from tests.providers.cloudtalk_account import LINE, Server, account, hurried, new_account
from tests.providers.contract.adapters import without_waits
from tests.providers.contract.stored import ACCOUNT, now, opened, write
from tests.providers.fakes.serving import Wire, serving

FREEPHONE = "+18005550134"


@pytest.fixture(scope="module")
def wire() -> Iterator[Wire]:
    """One server; each test has a company of its own."""
    with serving(new_account().app) as served:
        yield served


@pytest.fixture
def server(wire: Wire) -> Server:
    """A company that has sent nothing."""
    return account(wire)


def line(db: Database, number: str) -> lines.Line:
    """The line as it stands."""
    return next(one for one in lines.listing(db, ACCOUNT) if one.number == number)


def about(db: Database, number: str) -> tuple[Answer, Source, list[Do]]:
    """What its sheet says of sending, who says so, and what can be done."""
    given = Given(service="cloudtalk")
    found = sheet(line_about.about(db, line(db, number), given, datetime.now(UTC)))
    (sends,) = [one for one in found.statements if one.ability is Ability.SEND]
    return sends.answer, sends.source, [one.do for one in found.steps]


async def test_a_line_is_tried_while_nobody_knows_and_what_became_of_it_counts(
    server: Server, tmp_path: Path
) -> None:
    """Unknown, yes, no, and unknown again by a person's wish; checks in between change none of it."""
    provider: Provider = without_waits(hurried(server))
    with opened(tmp_path) as db:
        worker = Once(db, ACCOUNT, provider)
        await worker.whole()
        assert line(db, FREEPHONE).can_text and line(db, FREEPHONE).can_send is None
        answer, source, todo = about(db, LINE)
        assert (answer, source) == (Answer.UNKNOWN, Source.UNKNOWN) and Do.NOT_HERE in todo
        texts = [write(db, number, "Hello") for number in (LINE, FREEPHONE)]
        await worker.whole()
        await check(db, ACCOUNT, provider)
        assert [now(db, one).state for one in texts] == ["accepted", "failed"]
        assert (line(db, LINE).can_send, line(db, LINE).can_receive) == (True, None)
        assert about(db, LINE)[:2] == (Answer.YES, Source.LEARNED)
        assert not line(db, FREEPHONE).can_text
        assert line(db, FREEPHONE).reason_code == line_facts.LEARNED_VOICE_ONLY
        answer, source, todo = about(db, FREEPHONE)
        assert (answer, source) == (Answer.NO, Source.LEARNED) and Do.TRY_AGAIN in todo
        line_facts.tell(db, ACCOUNT, FREEPHONE, VOICE_ONLY, "", datetime.now(UTC))
        await check(db, ACCOUNT, provider)
        assert line(db, FREEPHONE).can_text and about(db, FREEPHONE)[0] is Answer.UNKNOWN
        freephone = server.fake.carrier.line(FREEPHONE)
        assert freephone is not None
        freephone.can_text = True
        again = write(db, FREEPHONE, "Hello again")
        await worker.whole()
        assert now(db, again).state == "accepted"
        assert about(db, FREEPHONE)[:2] == (Answer.YES, Source.LEARNED)
    await provider.close()
