"""What each action's keys do in the furnished window: the one place where keys meet pages.

The keys themselves are in ``actions``; what the window can do alone (its pages, closing) it binds itself.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from desktop.ui.going import Going
from desktop.ui.jump.jump_model import Command
from desktop.ui.jump.jump_view import JumpView
from desktop.ui.keys.sections import Sections
from desktop.ui.keys.type_through import TypeThrough
from desktop.ui.messages.messages_view import MessagesView
from desktop.ui.preferences.preferences_model import LARGEST, SMALLEST, PreferencesModel
from desktop.ui.window import Window

STEP = 10
"""Per cent by which the text grows or shrinks at a press."""


@runtime_checkable
class Findable(Protocol):
    """A page with a field to search in."""

    def find_here(self) -> None:
        """Go to that field."""


@runtime_checkable
class InParts(Protocol):
    """A page that F6 stops in more than once."""

    def sections(self) -> Sequence[QWidget]:
        """Its parts, in reading order."""


def bind_keys(
    window: Window,
    messages: MessagesView,
    going: Going,
    preferences: PreferencesModel,
    jump: JumpView,
) -> None:
    """Bind every action that is not the window's own; follow the keys that a person chose."""
    bind = window.shortcuts.bind
    bind("new_message", going.to_new_message)
    bind("jump", jump.open)
    bind("preferences", partial(window.show_page, "preferences"))
    bind("keys", partial(window.show_page, "keys"))
    bind("accounts", partial(window.show_page, "accounts"))
    bind("failures", partial(window.show_page, "failures"))
    bind("line", partial(window.show_page, "line"))
    bind("guide", partial(window.show_page, "guide"))
    bind("find", lambda: _find(window))
    bind("larger", lambda: _zoom(preferences, STEP))
    bind("smaller", lambda: _zoom(preferences, -STEP))
    bind("usual_size", lambda: preferences.change(text_size=100))
    _bind_conversations(window, messages, going)
    sections = Sections(window, lambda: _parts(window, messages))
    bind("next_section", lambda: sections.go(1))
    bind("previous_section", lambda: sections.go(-1))
    TypeThrough(messages.composer.edit, messages.list, messages.thread_view)
    jump.command_chosen.connect(window.shortcuts.run)
    jump.person_chosen.connect(
        lambda person: (
            going.to_number(person.number)
            if person.conversation_id is None
            else going.to_conversation(person.conversation_id)
        )
    )
    window.shortcuts.chose.connect(lambda chosen: preferences.change(shortcuts=chosen))
    preferences.changed.connect(lambda: window.shortcuts.apply(preferences.now.shortcuts))
    window.shortcuts.apply(preferences.now.shortcuts)


def commands(window: Window) -> list[Command]:
    """What Ctrl+K offers of the actions: those that do something, but for the list itself."""
    shortcuts = window.shortcuts
    return [
        Command(one.id, one.words, shortcuts.words(one.id))
        for one in shortcuts.actions
        if shortcuts.can_run(one.id) and one.id != "jump" and not one.id.startswith("conversation_")
    ]


def _bind_conversations(window: Window, messages: MessagesView, going: Going) -> None:
    def there(act: Callable[[], object]) -> Callable[[], None]:
        """``act`` on the Messages page, which comes to the front for it."""

        def step() -> None:
            if going.to_messages():
                act()

        return step

    def here(act: Callable[[], object]) -> Callable[[], None]:
        """``act`` only where Messages shows: it is about the conversation on screen."""

        def step() -> None:
            if window.page == "messages":
                act()

        return step

    bind = window.shortcuts.bind
    for name, by in (("previous", -1), ("next", 1)):
        bind(f"{name}_conversation", there(partial(messages.step, by)))
        bind(f"{name}_unread", there(partial(messages.next_unread, by)))
    for number in range(1, 10):
        bind(f"conversation_{number}", there(partial(messages.nth, number)))
    bind("find_everywhere", there(messages.find_everywhere))
    bind("turn_direction", here(messages.composer.edit.turn_direction))
    bind("fix_it", here(messages.composer.fix_it))
    bind("parts", here(messages.composer.show_parts))
    tools = messages.composer.tools
    bind("snippets", here(partial(tools.use, tools.snippets)))
    bind("send_later", here(partial(tools.use, tools.later)))
    bind("mark_done", here(messages.header.done_wanted.emit))
    bind("undo_send", there(messages.undo_send))
    bind("compose", there(messages.focus_composer))
    bind("to_top", here(messages.to_top))
    bind("to_latest", here(messages.to_latest))
    bind("details", here(lambda: messages.pane.details.open()))
    bind("mark_read", here(messages.mark_read))
    bind("mark_unread", here(messages.mark_unread))


def _find(window: Window) -> None:
    page: object = window.pages.get(window.page)
    if isinstance(page, Findable):
        page.find_here()


def _zoom(preferences: PreferencesModel, by: int) -> None:
    size = preferences.now.text_size + by
    preferences.change(text_size=max(SMALLEST, min(size, LARGEST)))


def _parts(window: Window, messages: MessagesView) -> list[QWidget]:
    page = window.pages.get(window.page)
    inside: Sequence[QWidget] = () if page is None else (page,)
    if page is messages:
        rows = messages.list if messages.list.isVisible() else messages.search
        inside = (rows, messages.recipient, messages.thread_view, messages.composer)
    elif (parts := _own_parts(page)) is not None:
        inside = parts
    first = () if window.line_bar is None else (window.line_bar,)
    return [*first, window.banner, *inside, window.navigation]


def _own_parts(page: object) -> Sequence[QWidget] | None:
    return page.sections() if isinstance(page, InParts) else None
