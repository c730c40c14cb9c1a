"""Which actions have keys, in which group, by which words, with which keys where nobody chose others.

One row an action (conventions, 4.1). What an action does is bound in ``bindings``; which keys it has
now, ``shortcuts`` knows. Fixed rows are keys that Qt or a field answers itself: listed, never changed.
"""

import platform
from dataclasses import dataclass

from desktop.wording import tr


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that keys can do. ``keys`` are written as Qt does on Linux: "Ctrl+K"."""

    id: str
    group: str
    words: str
    keys: tuple[str, ...]
    fixed: bool = False
    """Its keys cannot be changed."""
    in_text: bool = True
    """Works while one writes, too; otherwise the field in which one writes comes first."""


def actions() -> list[Action]:
    """All of them, group by group, in the order in which they are listed."""
    return [*_going(), *_conversations(), *_writing(), *_window()]


def default_keys(action: Action) -> tuple[str, ...]:
    """The keys where nobody chose others; on macOS Qt reads Ctrl as Cmd, and Cmd+Tab is the system's."""
    if platform.system() != "Darwin":
        return action.keys
    return tuple(keys.replace("Ctrl", "Meta") if keys.endswith("+Tab") else keys for keys in action.keys)


def _going() -> list[Action]:
    group = tr("Going about")
    return [
        Action("calls", group, tr("Show Calls"), ("Ctrl+1",)),
        Action("contacts", group, tr("Show Contacts"), ("Ctrl+2",)),
        Action("dialpad", group, tr("Show the dialpad"), ("Ctrl+3",)),
        Action("messages", group, tr("Show Messages"), ("Ctrl+4",)),
        Action("jump", group, tr("Jump to a person, page or action"), ("Ctrl+K",)),
        Action("failures", group, tr("Texts that failed"), ()),
        Action("line", group, tr("What this number can do"), ("Ctrl+I",)),
        Action("next_section", group, tr("Next part of the window"), ("F6",)),
        Action("previous_section", group, tr("Previous part of the window"), ("Shift+F6",)),
        Action("find", group, tr("Find in this conversation or page"), ("Ctrl+F",)),
        Action("find_everywhere", group, tr("Find in all conversations"), ("Ctrl+Shift+F",)),
        Action("context_menu", group, tr("Menu of what is marked"), ("Shift+F10", "Menu"), fixed=True),
        Action("escape", group, tr("Close what is on top, go back"), ("Esc",), fixed=True),
    ]


def _conversations() -> list[Action]:
    group = tr("Conversations")
    before = ("Alt+Up", "Ctrl+Shift+Tab", "Ctrl+PgUp")
    after = ("Alt+Down", "Ctrl+Tab", "Ctrl+PgDown")
    return [
        Action("new_message", group, tr("New message"), ("Ctrl+N",)),
        Action("previous_conversation", group, tr("Previous conversation"), before),
        Action("next_conversation", group, tr("Next conversation"), after),
        Action("previous_unread", group, tr("Previous unread conversation"), ("Alt+Shift+Up",)),
        Action("next_unread", group, tr("Next unread conversation"), ("Alt+Shift+Down",)),
        *(
            Action(f"conversation_{n}", group, tr("Conversation {n} of the list").format(n=n), (f"Alt+{n}",))
            for n in range(1, 10)
        ),
        Action("to_top", group, tr("Oldest text of the conversation"), ("Ctrl+Home",), in_text=False),
        Action("to_latest", group, tr("Latest text of the conversation"), ("Ctrl+End",), in_text=False),
        Action("details", group, tr("Details of the marked or latest text"), ("Ctrl+D",)),
        Action("mark_read", group, tr("Mark the conversation as read"), ("Ctrl+R",)),
        Action("mark_unread", group, tr("Mark the conversation as unread"), ("Ctrl+U",)),
        Action("mark_done", group, tr("Mark done in the shared inbox, for everybody"), ("Ctrl+Shift+E",)),
    ]


def _writing() -> list[Action]:
    group = tr("Writing")
    return [
        Action("compose", group, tr("Go to the message text"), ("Ctrl+Shift+T",)),
        Action("send", group, tr("Send"), ("Return",), fixed=True),
        Action("snippets", group, tr("Ready-made texts"), ("Ctrl+Space",)),
        Action("send_later", group, tr("Send later"), ("Ctrl+Shift+L",)),
        Action("undo_send", group, tr("Take back the last text before it leaves"), ("Alt+Z",)),
        Action(
            "undo_in_empty",
            group,
            tr("In an empty message: take back the last text before it leaves"),
            ("Ctrl+Z",),
            fixed=True,
        ),
        Action("new_line", group, tr("New line"), ("Shift+Return",), fixed=True),
        Action("fix_it", group, tr("Write it with fewer parts, where that can be done"), ("Ctrl+.",)),
        Action("parts", group, tr("Show the parts of the text"), ("Ctrl+Shift+P",)),
        Action("turn_direction", group, tr("Let this paragraph read the other way"), ("Ctrl+Shift+X",)),
        Action(
            "bring_back",
            group,
            tr("In an empty message: bring back the last text that did not go out"),
            ("Up",),
            fixed=True,
        ),
    ]


def _window() -> list[Action]:
    group = tr("Window")
    return [
        Action("larger", group, tr("Larger text"), ("Ctrl++", "Ctrl+=")),
        Action("smaller", group, tr("Smaller text"), ("Ctrl+-",)),
        Action("usual_size", group, tr("Text in its usual size"), ("Ctrl+0",)),
        Action("preferences", group, tr("Preferences"), ("Ctrl+,",)),
        Action("accounts", group, tr("Accounts and sign-in"), ()),
        Action("keys", group, tr("Keyboard shortcuts"), ("Ctrl+/",)),
        Action("guide", group, tr("Error guide"), ()),
        Action("minimise", group, tr("Minimise the window"), ("Ctrl+M",)),
        Action("close", group, tr("Close the window"), ("Ctrl+W",)),
        Action("quit", group, tr("Quit Linedesk"), ("Ctrl+Q",)),
    ]
