"""Every choice on the preferences page: its group, its words, one sentence of what it does, its options.

The names are those of ``settings.preferences``; a new preference gets its row here and is on the page.
"""

from dataclasses import dataclass

from desktop.ui.preferences.preferences_model import LONGEST_UNDO
from desktop.wording import ntr, tr

SIZE, SWITCH, OPTIONS, LINK = "size", "switch", "options", "link"
"""Kinds of control: the slider of the text's size, on or off, one of several, a way to another page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the page. ``name`` is a preference, or of a ``LINK`` the page that it leads to."""

    name: str
    group: str
    title: str
    sentence: str
    kind: str = SWITCH
    options: tuple[tuple[str | int, str], ...] = ()
    """(value, words) of each option; of a ``LINK`` the words on its button."""


def choices() -> list[Choice]:
    """All of them, group by group."""
    return [*_looks(), *_texts(), *_telling(), *_privacy(), *_others()]


def _looks() -> list[Choice]:
    group = tr("Looks")
    return [
        Choice(
            "scheme",
            group,
            tr("Colours"),
            tr("System follows your desktop, also when it turns dark in the evening."),
            OPTIONS,
            (
                ("system", tr("System")),
                ("light", tr("Light")),
                ("dark", tr("Dark")),
                ("high_contrast", tr("High contrast")),
            ),
        ),
        Choice(
            "text_size",
            group,
            tr("Text size"),
            tr("Makes all words larger or smaller, measured by your desktop's own size."),
            SIZE,
        ),
        Choice(
            "motion",
            group,
            tr("Motion"),
            tr("System keeps everything still where your desktop asks for less motion."),
            OPTIONS,
            (("system", tr("System")), ("on", tr("Short fades")), ("off", tr("None"))),
        ),
    ]


def _texts() -> list[Choice]:
    return [
        Choice(
            "send_with",
            tr("Writing"),
            tr("Send with"),
            tr("With Ctrl+Enter chosen, Enter alone begins a new line."),
            OPTIONS,
            (("enter", tr("Enter")), ("ctrl_enter", tr("Ctrl+Enter"))),
        ),
        Choice(
            "undo_seconds",
            tr("Writing"),
            tr("Undo sending"),
            tr("A text waits so long after Send, and can be taken back until then."),
            OPTIONS,
            (
                (0, tr("Off")),
                *((n, ntr("{n} second", "{n} seconds", n)) for n in range(1, LONGEST_UNDO + 1)),
            ),
        ),
        Choice(
            "word_lists",
            tr("Writing"),
            tr("Words that carriers filter"),
            tr("Lists of words for which a text is warned about before it is sent. Yours to change."),
            LINK,
            (("word_lists", tr("Show the words")),),
        ),
        Choice(
            "calls_in_threads",
            tr("Threads"),
            tr("Calls in threads"),
            tr("Shows the calls with a person between the texts, in the order in which they happened."),
        ),
        Choice(
            "all_lines_in_threads",
            tr("Threads"),
            tr("All lines with a person"),
            tr("Shows what went over all your lines with somebody in one thread. Texts leave from one."),
        ),
        Choice(
            "call_with",
            tr("Calling"),
            tr("Hand calls over as"),
            tr("Your system opens the program that is set for such links: a phone app or a softphone."),
            OPTIONS,
            (("tel", tr("tel: links")), ("sip", tr("sip: links"))),
        ),
    ]


def _telling() -> list[Choice]:
    group = tr("Notifications")
    return [
        Choice(
            "notifications",
            group,
            tr("Notifications"),
            tr("Tells you of new texts while you look at something else."),
        ),
        Choice(
            "notification_text",
            group,
            tr("Words in notifications"),
            tr("Shows who wrote and what. Off, a notification only says that a text came."),
        ),
        Choice(
            "tray",
            tr("Window and tray"),
            tr("Tray icon"),
            tr("Shows an icon with the number of unread texts in the desktop's tray."),
        ),
        Choice(
            "close_to_tray",
            tr("Window and tray"),
            tr("Close to the tray"),
            tr("Closing the window leaves Linedesk running behind its icon. Quit ends it."),
        ),
    ]


def _privacy() -> list[Choice]:
    return [
        Choice(
            "privacy",
            tr("Privacy"),
            tr("Texts on this computer"),
            tr("Says whether they are encrypted and where the key is; with a passphrase of your own, too."),
            LINK,
            (("privacy", tr("Show privacy")),),
        )
    ]


def _others() -> list[Choice]:
    return [
        Choice(
            "keys",
            tr("Keys"),
            tr("Shortcuts of the keyboard"),
            tr("Lists every action with its keys, and lets you choose others."),
            LINK,
            (("keys", tr("Show keys")),),
        ),
        Choice(
            "guide",
            tr("Help"),
            tr("Error guide"),
            tr("Says what each error code means and what to do. Works without a connection."),
            LINK,
            (("guide", tr("Show the guide")),),
        ),
        Choice(
            "accounts",
            tr("Accounts"),
            tr("Services and sign-in"),
            tr("Add an account, change its key, or sign out."),
            LINK,
            (("accounts", tr("Show accounts")),),
        ),
    ]
