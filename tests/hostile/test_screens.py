"""Hostile texts on every screen: shown as plain text wherever they can stand, and turning nothing round."""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtGui import QAccessible, QAction, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QPushButton, QWidget
from sqlalchemy import desc, select, text

from desktop import samples
from desktop.announce import Announcer
from desktop.settings.accounts import Accounts
from desktop.settings.profile import open_profile
from desktop.store.contact_tables import ContactNumberRow, ContactRow
from desktop.store.database import open_database
from desktop.store.tables import DraftRow, LineRow, MessageRow
from desktop.ui.fair_loop import FairLoop
from desktop.ui.gallery import Gallery, Look, Room
from desktop.ui.gallery_scenes import SCENES, Scene
from desktop.ui.plain import shown
from desktop.ui.theme import Theme
from desktop.ui.tooltip import set_tooltip
from tests.hostile.corpus import CORPUS, storable, unbalanced
from tests.ui.account import walk

WORDS = [storable(text) for text in CORPUS.values()]
NAMES = [words[:500] for words in WORDS]
SHOWN = (
    *("conversations", "thread", "thread-states", "thread-menu", "thread-find", "thread-long-name", "calls"),
    *("contacts", "contact", "contact-duplicates", "dialpad-number", "dialpad-name", "jump", "jump-search"),
    *("accounts", "sign-out", "new-message", "search", "voice-only", "keys"),
)
ROWS = 40
TURN = 7
"""Names that the next screen goes on by, so that each comes several times and in several places."""
_TAG = re.compile(r"<\s*(?:img|h1|b|table|qt|meta|a|p|style|html|body)\b", re.IGNORECASE)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def _fill(root: Path, turn: int) -> None:
    """Put the corpus into everything of a profile of samples that comes from outside.

    ``turn`` says which of it the first name is: the samples have fewer names than the corpus.
    """

    def name_of(number: int | None) -> str:
        return NAMES[((number or 0) + turn) % len(NAMES)]

    profile = open_profile(root)
    accounts = Accounts(profile.accounts)
    accounts.update(samples.ACCOUNT.model_copy(update={"name": name_of(0)}))
    db = open_database(profile.database, Announcer())
    with db.transaction() as session:
        for row in session.scalars(select(ContactRow)):
            row.name = row.company = row.email = name_of(row.id)
            row.notes = WORDS[((row.id or 0) + turn) % len(WORDS)][:20_000]
        for number in session.scalars(select(ContactNumberRow)):
            number.label = name_of(number.id)
        for line in session.scalars(select(LineRow)):
            line.label = line.reason = line.kind = name_of(line.id)
        # The newest of every conversation, so that whichever thread is open shows the whole corpus.
        places: Counter[int] = Counter()
        for message in session.scalars(select(MessageRow).order_by(desc(text("created_at")))):
            place = places[message.conversation_id]
            places[message.conversation_id] += 1
            if place < len(WORDS):
                message.body = WORDS[(place + message.conversation_id) % len(WORDS)]
                message.error_text = message.carrier = message.remote_status = name_of(place)
        for draft in session.scalars(select(DraftRow)):
            draft.body = name_of(0)
    db.close()


class Hostile(Gallery):
    """The gallery, with the corpus where the samples were."""

    def _profile(self, scene: Scene) -> Path:
        folder = super()._profile(scene)
        _fill(folder, TURN * SHOWN.index(scene.name))
        return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


def faults(room: Room) -> Iterator[str]:
    """What on the screen is not plain, or turns round the words beside it."""
    for window in [one for one in QApplication.topLevelWidgets() if one.isVisible()]:
        if unbalanced(window.windowTitle()) or "\n" in window.windowTitle():
            yield f"title {window.windowTitle()!r}"
        for widget in [window, *window.findChildren(QWidget)]:
            yield from _of_widget(widget)
        for action in window.findChildren(QAction):
            yield from _of_accelerators("action", action.text())
        for node in walk(window):
            for kind in (QAccessible.Text.Name, QAccessible.Text.Description):
                words = node.text(kind)
                if (unbalanced(words) and not _is_alone(words)) or "&lt;img" in words:
                    yield f"{kind.name} of {node.role().name}: {words[:100]!r}"


def _of_widget(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        rich = widget.textFormat() is not Qt.TextFormat.PlainText and Qt.mightBeRichText(widget.text())
        if rich or (widget.textFormat() is Qt.TextFormat.MarkdownText):
            yield f"label {widget.text()[:100]!r} is no plain text"
        if unbalanced(widget.text()) and not _is_alone(widget.text()):
            yield f"label {widget.text()[:100]!r} turns words round"
        if widget.buddy() is None and widget.textFormat() is not Qt.TextFormat.PlainText:
            yield from _of_accelerators("label", widget.text())
    if isinstance(widget, QAbstractButton):
        yield from _of_accelerators("button", widget.text())
    yield from _of_tooltip(widget.toolTip())
    if isinstance(widget, QAbstractItemView) and widget.isVisible() and widget.model() is not None:
        yield from _of_model(widget.model())


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(), ROWS)):
        for role in _ROLES:
            words = model.index(row, 0).data(role)
            if not isinstance(words, str):
                continue
            if role is Qt.ItemDataRole.ToolTipRole:
                yield from _of_tooltip(words)
            elif unbalanced(words) and not _is_alone(words):
                yield f"{role.name} of row {row}: {words[:100]!r}"


def _of_tooltip(tip: str) -> Iterator[str]:
    if Qt.mightBeRichText(tip) and _TAG.search(tip):
        yield f"tooltip {tip[:100]!r} is no plain text"
    if unbalanced(unescape(tip)) and not _is_alone(unescape(tip)):
        yield f"tooltip {tip[:100]!r} turns words round"


def _of_accelerators(kind: str, words: str) -> Iterator[str]:
    for hostile in ("Smith & Sons", "&File", "&&Quit"):
        if hostile in words and hostile.replace("&", "&&") not in words:
            yield f"{kind} {words[:100]!r}: an ampersand takes a key"


def _is_alone(words: str) -> bool:
    """Whether the words are one hostile text and nothing else: there is nothing beside them to turn round."""
    return any(
        words.strip("… ") in (hostile, shown(hostile)) or words.strip("… ") in hostile for hostile in WORDS
    )


@pytest.mark.parametrize("name", SHOWN)
def test_hostile_texts_are_plain_wherever_they_can_show(
    name: str, theme: Theme, application: QApplication, folder: Path
) -> None:
    loop = FairLoop(application)
    asyncio.set_event_loop(loop)
    found: list[str] = []
    with loop:
        gallery = Hostile(application, theme, folder, settled=0.05)
        looks = [Look("light", 1080), Look("light", 360, mirrored=True)]
        loop.run_until_complete(
            gallery.visit([SCENES[name]], looks, lambda scene, look, room: found.extend(faults(room)))
        )
    asyncio.set_event_loop(None)
    assert sorted(set(found)) == []


def test_the_search_for_what_is_not_plain_finds(theme: Theme, application: QApplication) -> None:
    """A rule that finds nothing anywhere would pass just as quietly."""
    image, turned = CORPUS["image"], f"Call \u202e{CORPUS['ampersands']}"
    window = QWidget(windowTitle=turned)
    guessing, plain = QLabel(image, window), QLabel(image, window)
    plain.setTextFormat(Qt.TextFormat.PlainText)
    QLabel(turned, window)
    QPushButton(f"Call {CORPUS['ampersands']}", window)
    window.addAction(QAction(f"Call {CORPUS['ampersands']}", window))
    guessing.setToolTip(image)
    plain.setAccessibleName(f"Call {turned}")
    set_tooltip(plain, image)
    found = [one for widget in (window, *window.findChildren(QWidget)) for one in _of_widget(widget)]
    found += [one for action in window.actions() for one in _of_accelerators("action", action.text())]
    assert len([one for one in found if "no plain text" in one]) == 2  # the label and its tooltip
    assert len([one for one in found if "turns words round" in one]) == 1
    assert len([one for one in found if "takes a key" in one]) >= 4
    window.deleteLater()
