"""When one MMS is offered in place of several texts, and what is said of its price (B7, G4)."""

from datetime import UTC, datetime

from desktop.providers.base import Capabilities
from desktop.sms.abilities import Ability
from desktop.sms.segments import SEPARATE_160_BYTES, count
from desktop.store import accounts, line_facts
from desktop.sync.translate import stored_capabilities
from desktop.ui.messages.kept_drafts_model import Target
from desktop.ui.messages.mms_model import MmsModel
from tests.ui.account import ACCOUNT, SUPPORT, Account
from tests.ui.messages.texts import ZOE

LONG = "word " * 60


def said(account: Account, body: str = LONG) -> str:
    there = Target(ACCOUNT, SUPPORT, ZOE)
    return MmsModel(account.db).offer(there, body, count(body, SEPARATE_160_BYTES))


def test_only_where_service_and_line_can_and_the_text_fits_it_is_offered(account: Account) -> None:
    """B7: of a service whose price nobody knows, that is said."""
    assert said(account) == ""
    can = Capabilities(service="another", policy=SEPARATE_160_BYTES, mms=2048)
    told = stored_capabilities(can)
    accounts.learn(account.db, ACCOUNT, capabilities=told, balance=None, currency="")
    for answer, offered in (("no", False), ("yes", True)):
        line_facts.note(account.db, ACCOUNT, {SUPPORT: {Ability.MEDIA: answer}}, datetime.now(UTC))
        assert bool(said(account)) is offered
    assert "Its price is not known here." in said(account)
    assert said(account, "short") == "" and said(account, "x" * 2049) == ""
