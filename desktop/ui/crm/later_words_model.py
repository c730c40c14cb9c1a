"""Words about texts that leave at a time: when that is, and why one will not leave by itself."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from desktop import error_words
from desktop.store import later
from desktop.store.later import Later
from desktop.ui import moments
from desktop.ui.plain import one_line
from desktop.wording import tr


def leaves(due: datetime, now: datetime) -> str:
    """When a text leaves, for a sentence: "leaves today at 15:00"."""
    local, today = due.astimezone(), now.astimezone()
    time = moments.clock(due)
    if local.date() == today.date():
        return tr("leaves today at {time}").format(time=time)
    if local.date() == today.date() + timedelta(days=1):
        return tr("leaves tomorrow at {time}").format(time=time)
    pattern = "ddd d MMM" if local.year == today.year else "d MMM yyyy"
    day = QLocale().toString(QDate(local.year, local.month, local.day), pattern)
    return tr("leaves on {day} at {time}").format(day=day, time=time)


def why_ended(one: Later, service: str, key: str) -> str:
    """Why a text for a time will not leave by itself, or has left although it was to come back.

    ``service`` is what the service is called, ``key`` its name in ``catalog``.
    """
    known = {
        later.MISSED: tr("its time was over before {service} knew of it. It was not sent."),
        later.TOO_LATE: tr("it was too late to take it back: it has left."),
        later.RETURNED: tr("taken back. It was not sent."),
        later.STOPPED_THERE: tr("somebody made it a draft again in {service}. It was not sent."),
        later.GONE: tr("somebody deleted it in {service}. It was not sent."),
        later.OPTED_OUT: tr("they opted out meanwhile. It was not sent."),
        "line_gone": tr("its line is no longer in the account. It was not sent."),
        "forbidden": tr("{service} does not let this key do that. It was not sent."),
    }
    if one.code in known:
        return known[one.code].format(service=service)
    explained = error_words.explain(key, one.code, one.text)
    return tr("{why} It was not sent.").format(why=one_line(explained.sentence))
