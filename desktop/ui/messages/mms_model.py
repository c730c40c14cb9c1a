"""One MMS in place of several texts: whether a line can send it, and what is said of its price (B7, G4).

A choice of each single message: nothing is remembered, and nothing is sent so without a click.
"""

from desktop.sms import prices
from desktop.sms.abilities import Ability
from desktop.sms.segments import Count
from desktop.store import accounts, line_facts
from desktop.store.database import Database
from desktop.ui.messages.kept_drafts_model import Target
from desktop.ui.messages.price import price
from desktop.wording import day_of_paper, tr


class MmsModel:
    """Of one composer."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def offer(self, target: Target | None, body: str, count: Count) -> str:
        """What is offered of a text that would go as several of its own; "" where it cannot go as one."""
        if target is None or count.segments < 2:
            return ""
        terms = accounts.terms(self._db, target.account_id)
        if terms.mms is None or len(body) > terms.mms:
            return ""
        told = line_facts.of(self._db, target.account_id, target.line).get(Ability.MEDIA)
        if told is None or told.value != "yes":
            return ""
        known = prices.PER_MEDIA.get(terms.service)
        if known is None or known.amount is None:
            return tr("This line can also send it whole, as one MMS. Its price is not known here.")
        return tr("This line can also send it whole, as one MMS for {price} ({source}, {date}).").format(
            price=price((str(known.amount), known.currency), 1),
            source=known.source,
            date=day_of_paper(known.dated.isoformat(), read=known.read),
        )
