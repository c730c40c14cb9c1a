"""Times as people read them: in the computer's zone, as short as the place allows, exact in tooltips."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale, QTime

from desktop.wording import tr


def clock(moment: datetime) -> str:
    """The time of day, as the locale writes it."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def short(moment: datetime, now: datetime) -> str:
    """For a list: the time today, the weekday within a week, else the date."""
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return clock(moment)
    if timedelta(0) < today.date() - local.date() < timedelta(days=7):
        return QLocale().dayName(local.isoweekday(), QLocale.FormatType.ShortFormat)
    pattern = "d MMM" if local.year == today.year else "d MMM yyyy"
    return QLocale().toString(QDate(local.year, local.month, local.day), pattern)


def day(moment: datetime, now: datetime) -> str:
    """For a separator: Today, Yesterday, or the whole date."""
    local, today = moment.astimezone().date(), now.astimezone().date()
    if local == today:
        return tr("Today")
    if local == today - timedelta(days=1):
        return tr("Yesterday")
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)


def stamp(moment: datetime) -> str:
    """Date, the year in full, and time of day, as the locale writes them: for texts that leave the window."""
    local = moment.astimezone()
    pattern = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    pattern = pattern if "yyyy" in pattern else pattern.replace("yy", "yyyy")
    return f"{QLocale().toString(QDate(local.year, local.month, local.day), pattern)} {clock(moment)}"


def exact(moment: datetime) -> str:
    """Date, time with seconds, and zone."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S %Z")


def age(moment: datetime, now: datetime) -> str:
    """When that was, for a sentence: "at 13:28" today, "yesterday at 13:28", else with the date."""
    words = since(moment, now)
    days = (now.astimezone().date() - moment.astimezone().date()).days
    if days == 0:
        return tr("at {time}").format(time=words)
    return words if days == 1 else tr("on {date}").format(date=words)


def since(moment: datetime, now: datetime) -> str:
    """A beginning, for a sentence: "13:28" today, "yesterday at 13:28", else with the date."""
    local, today = moment.astimezone().date(), now.astimezone().date()
    if local == today:
        return clock(moment)
    if local == today - timedelta(days=1):
        return tr("yesterday at {time}").format(time=clock(moment))
    date = QLocale().toString(QDate(local.year, local.month, local.day), "d MMMM yyyy")
    return tr("{date} at {time}").format(date=date, time=clock(moment))
