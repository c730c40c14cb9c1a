"""What the failure inbox says: the heading, cause and buttons of a group, and what came of a press.

The words of single errors are those of the catalogue, in ``error_words``; here stand those of many together.
"""

from desktop import error_words
from desktop.sms.errors import Step
from desktop.sms.remedy import Act, Kind
from desktop.ui.failures.failure_groups_model import Group
from desktop.ui.plain import one_line
from desktop.wording import ntr, tr

_LONGEST = 300


def heading(group: Group) -> str:
    """How many texts, and what they have in common."""
    n = len(group.ids)
    remedy = group.key.remedy
    match remedy.kind:
        case Kind.AGAIN:
            return ntr("{n} text stopped by a passing fault", "{n} texts stopped by a passing fault", n)
        case Kind.UNREACHABLE:
            return ntr("{n} phone was off", "{n} texts to phones that were off", n)
        case Kind.PERHAPS:
            return ntr("{n} text lost on its way", "{n} texts lost on their way", n)
        case Kind.NO_REASON:
            return ntr("{n} text without a reason", "{n} texts without a reason", n)
        case Kind.CREDIT:
            return ntr("{n} text waited for credit", "{n} texts waited for credit", n)
        case Kind.STOPPED:
            return ntr("{n} text was stopped", "{n} texts were stopped", n)
        case Kind.LANDLINE:
            return ntr("{n} text to a landline", "{n} texts to landlines", n)
        case Kind.DEAD:
            return ntr("{n} text to a number not in use", "{n} texts to numbers not in use", n)
        case Kind.NUMBER:
            return ntr("{n} text with a wrong number", "{n} texts with a wrong number", n)
        case Kind.OPTED_OUT if remedy.step is Step.SHOW_STOP:
            return ntr("{n} text to somebody who opted out", "{n} texts to people who opted out", n)
        case Kind.OPTED_OUT:
            return ntr("{n} text was blocked there", "{n} texts were blocked there", n)
        case Kind.CONTENT:
            return ntr("{n} text refused for its words", "{n} texts refused for their words", n)
        case Kind.TWICE:
            return ntr("{n} text sent twice", "{n} texts sent twice", n)
        case Kind.CHANGE:
            return ntr("{n} text that has to be changed", "{n} texts that have to be changed", n)
        case Kind.SETTING if remedy.step is Step.OPEN_SETTING:
            return ntr("{n} text to a country switched off", "{n} texts to countries switched off", n)
        case Kind.SETTING:
            return ntr("{n} text: {what}", "{n} texts: {what}", n, what=_what(group))
        case Kind.UNSURE:
            return ntr("{n} text that may be out", "{n} texts that may be out", n)
        case _:
            return ntr("{n} text failed: {what}", "{n} texts failed: {what}", n, what=_what(group))


def cause(group: Group) -> str:
    """Why, and what to do: the catalogue's words where they share one error, else those of the kind."""
    if group.key.remedy.kind is Kind.UNKNOWN:
        said = one_line(group.key.said, longest=_LONGEST)
        if not said:
            return tr("Nobody said why.")
        return tr("Only the service knows what this means: {said}").format(said=said)
    if len(group.entries) == 1:
        return error_words.of(group.entries[0]).sentence
    names = tuple(dict.fromkeys(error_words.of(entry).name for entry in group.entries))
    step = error_words.step_sentence(group.entries[0].step)
    return tr("{causes}. {step}").format(causes=", ".join(names), step=step)


def actor(group: Group) -> str:
    """Who has to act; "" where that differs or is not known."""
    actors = {entry.actor for entry in group.entries}
    return error_words.actor_words(actors.pop()) if len(actors) == 1 else ""


def remark(group: Group) -> str:
    """What to know before the main button is pressed; "" for nothing."""
    kind = group.key.remedy.kind
    if kind is Kind.OPTED_OUT and group.key.remedy.step is Step.SHOW_STOP:
        return tr("They get no more texts from this line until they write START.")
    if kind is Kind.CREDIT and group.again:
        return tr("Send them again once there is credit.")
    if group.act is not Act.SEND_AGAIN:
        return ""
    once = len(group.ids) - len(group.again)
    parts = []
    if group.perhaps:
        parts.append(tr("The first may have arrived: then they get it twice."))
    if kind is Kind.NO_REASON:
        parts.append(tr("A shorter, plainer text is more likely to arrive: edit it below."))
    if once:
        parts.append(
            ntr("{n} failed twice and is not among them.", "{n} failed twice and are not among them.", once)
        )
    return " ".join(parts)


def button(group: Group) -> str:
    """What the main button says."""
    match group.act:
        case Act.SEND_AGAIN if group.key.remedy.kind is Kind.STOPPED:
            return error_words.step_label(Step.SEND_REST)
        case Act.SEND_AGAIN:
            n = len(group.again)
            return tr("Send again") if n == 1 else ntr("Send {n} again", "Send {n} again", n)
        case Act.MARK_LANDLINE:
            return ntr("Mark as landline", "Mark as landlines", len(group.ids))
        case Act.MARK_DEAD:
            return tr("Mark as not in service")
        case _:
            return leave_words(group)


def leave_words(group: Group) -> str:
    """The button that settles without doing anything."""
    if group.key.remedy.kind is Kind.OPTED_OUT:
        return ntr("Leave them out", "Leave them out", len(group.ids))
    if group.key.remedy.kind in (Kind.SETTING, Kind.CREDIT):
        return tr("Dealt with")
    return ntr("Leave it", "Leave them", len(group.ids))


def show_words(n: int, *, shown: bool) -> str:
    """The button that opens or closes the rows of a group."""
    if shown:
        return ntr("Hide the text", "Hide the texts", n)
    return ntr("Show the text", "Show the {n} texts", n)


def done_words(act: Act, n: int, numbers: int, passed_over: int) -> str:
    """What came of a press on ``n`` texts."""
    match act:
        case Act.SEND_AGAIN if n == 0:
            return tr("None of them can be sent again as it is.")
        case Act.SEND_AGAIN:
            one, many = ntr("{n} text is sent again.", "{n} texts are sent again.", n), ""
            if passed_over:
                many = ntr("{n} cannot be.", "{n} cannot be.", passed_over)
            return f"{one} {many}".strip()
        case Act.MARK_LANDLINE:
            return ntr("{n} number is marked as a landline.", "{n} numbers are marked as landlines.", numbers)
        case Act.MARK_DEAD:
            return ntr(
                "{n} number is marked as not in service.",
                "{n} numbers are marked as not in service.",
                numbers,
            )
        case _:
            return ntr("{n} text is dealt with.", "{n} texts are dealt with.", n)


def undone_words(n: int, wanted: int) -> str:
    """What came of Undo."""
    if not n:
        return tr("They have left already and cannot be taken back.")
    words = ntr("{n} text is in the list again.", "{n} texts are in the list again.", n)
    if n < wanted:
        gone = ntr("{n} has left already.", "{n} have left already.", wanted - n)
        words = f"{words} {gone}"
    return words


def chip_words(n: int) -> str:
    """The chip above the conversations."""
    return ntr("{n} failed", "{n} failed", n)


def _what(group: Group) -> str:
    """In a few words what they share: the error's name, else the step."""
    if group.key.said:
        return one_line(group.key.said, longest=60)
    if len(group.entries) == 1:
        return error_words.of(group.entries[0]).name
    if group.entries:
        return error_words.step_label(group.entries[0].step)
    return tr("no reason given")
