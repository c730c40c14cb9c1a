"""The screens of the gallery: what is done to a furnished window until it shows each.

A new screen gets its line here; ``gallery`` shows it, ``tests/ui/test_gallery.py`` looks for clipped words
and unnamed controls on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QKeySequence

from desktop import samples
from desktop.announce import Link, LinkChanged
from desktop.settings.cache_key import PASSPHRASE
from desktop.sms.links import links_in
from desktop.store import held
from desktop.sync.cache import CacheLocked
from desktop.ui import gallery_accounts as signing
from desktop.ui import gallery_contacts as people
from desktop.ui import gallery_crm, gallery_errors, gallery_media, gallery_parts, gallery_person
from desktop.ui import gallery_failures as failed
from desktop.ui import gallery_keys_that_end as ending
from desktop.ui import gallery_lines as numbers
from desktop.ui import gallery_unlisted as unlisted
from desktop.ui.cache.unlock_model import UnlockModel
from desktop.ui.cache.unlock_view import UnlockView
from desktop.ui.keys.keys_view import KeysView
from desktop.ui.search_field import SearchField
from desktop.wording import tr

if TYPE_CHECKING:
    from desktop.ui.gallery import Room


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen; ``arrange`` brings a fresh window to it, ``words`` say what it shows."""

    name: str
    words: str
    arrange: Callable[[Room], object]
    accounts: bool = True
    """Whether the profile has an account."""
    samples: bool = True
    """Whether the account has samples in it."""
    plain_why: str = ""
    """Why the cache is not encrypted, as in ``sync.cache.Cache``; "" where nothing is said of it."""
    lock: str = ""
    """What the cache is encrypted with, as in ``settings.cache_key``; "" where it is not."""


def _page(name: str) -> Callable[[Room], object]:
    return lambda room: room.window.show_page(name)


def _thread(peer: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        rows = room.furnishing.conversations
        shown = [rows.conversation(rows.index(place)) for place in range(rows.rowCount())]
        room.furnishing.messages.open(next(row.id for row in shown if row.peer == peer))

    return arrange


def _notes(room: Room) -> None:
    words = "It’s the verification code for your payday loan, as we said on the phone this morning. "
    _write(words * 2)(room)


def _parts(room: Room) -> None:
    _write("Zamówienie zostało wysłane, kurier dzwoni przed wizytą. " * 3)(room)
    # The window takes its place first.
    QTimer.singleShot(0, room.furnishing.messages.composer.show_parts)


def _write(words: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        _thread(samples.ZOE)(room)
        room.furnishing.messages.composer.edit.setPlainText(words)

    return arrange


def _count_down(room: Room) -> None:
    room.furnishing.preferences.change(undo_seconds=30)
    for words in ("On its way, it is with you before noon.", "Ring the side bell, please."):
        _write(words)(room)
        room.furnishing.messages.composer.send()


def _held(room: Room) -> None:
    samples.written_offline(room.furnishing.db)
    _thread(samples.ZOE)(room)


def _from_another_line(room: Room) -> None:
    room.furnishing.lines.choose(samples.ACCOUNT.id, samples.SALES)
    room.furnishing.messages.start_with(samples.ZOE)
    room.furnishing.messages.composer.edit.setPlainText("Hi Omar, call me on +44 7700 900124.")


def _failed_last(room: Room) -> None:
    samples.refused(room.furnishing.db)
    _thread(samples.SHOP)(room)
    room.furnishing.messages.composer.edit.clear()


def _read_older(room: Room) -> None:
    _thread(samples.ZOE)(room)
    bar = room.furnishing.messages.thread_view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)


def _find(words: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        _thread(samples.ZOE)(room)
        room.furnishing.messages.find_here()
        room.furnishing.messages.pane.find_bar.field.setText(words)
        room.furnishing.messages.pane.find_bar.wanted.emit(words)

    return arrange


def _select(room: Room) -> None:
    _thread(samples.OMAR)(room)
    room.furnishing.messages.thread_view.selection.select_all()


def _states_above(room: Room) -> None:
    _thread(samples.WEI)(room)
    room.furnishing.messages.to_top()


def _states_offline(room: Room) -> None:
    _states_above(room)
    for text in room.furnishing.thread.messages():
        held.drop(room.furnishing.db, text.id)
    room.furnishing.announcer.publish(LinkChanged(samples.ACCOUNT.id, Link.OFFLINE, "timed out"))


def _details(words: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        _thread(samples.WEI)(room)
        found = next(one for one in room.furnishing.thread.messages() if words in one.body)
        room.furnishing.messages.pane.details.open(found.id)

    return arrange


def _follow_link(room: Room) -> None:
    _thread(samples.ZOE)(room)
    text = "https://bank.example@аррӏе.com:8443/login"
    room.furnishing.messages.thread_view.links.ask(links_in(text)[0], text)


def _new_message(room: Room) -> None:
    room.furnishing.messages.start_new("020 7946 0018")


def _search(words: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        room.furnishing.messages.search.setText(words)
        room.furnishing.conversations.show_matches(words)

    return arrange


def _voice_only(room: Room) -> None:
    room.furnishing.lines.choose(samples.ACCOUNT.id, samples.FREEPHONE)


def _offline(room: Room) -> None:
    _thread(samples.ZOE)(room)
    room.furnishing.announcer.publish(LinkChanged(samples.ACCOUNT.id, Link.OFFLINE, "timed out"))


def _sign_in_needed(room: Room) -> None:
    _thread(samples.ZOE)(room)
    room.furnishing.announcer.publish(LinkChanged(samples.ACCOUNT.id, Link.SIGN_IN_NEEDED, "401"))


def _standing_by(room: Room) -> None:
    _thread(samples.ZOE)(room)
    room.furnishing.announcer.publish(LinkChanged(samples.ACCOUNT.id, Link.STANDING_BY))


def _dates(room: Room) -> None:
    _thread(samples.ZOE)(room)
    room.furnishing.messages.pane.choose_day()


def _thread_menu(room: Room) -> None:
    _thread(samples.ZOE)(room)
    header = room.furnishing.messages.header
    corner = header.more.mapToGlobal(header.more.rect().bottomRight())
    header.menu.popup(corner - QPoint(header.menu.sizeHint().width(), 0))


def _calls(filter_: str, words: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        room.window.show_page("calls")
        room.furnishing.calls.pane.filters.choose(filter_)
        room.furnishing.calls.pane.search.setText(words)

    return arrange


def _dial(number: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        room.window.show_page("dialpad")
        room.furnishing.dialpad.fill(number)

    return arrange


def _privacy_form(room: Room) -> None:
    room.furnishing.privacy.notice.protect.click()


def _unlock(reason: str, *, lost: bool = False) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        model = UnlockModel(room.profile, CacheLocked(reason, room.profile.database), room.tasks)
        page = UnlockView(model, room.theme)
        room.window.add_page("unlock", page)
        room.window.hold_back(tr("Unlock the texts first."), "unlock")
        # Before the cache is open there are no lines, and nothing is known of texts.
        room.furnishing.line_bar.hide()
        room.window.navigation.set_unread(0)
        room.window.navigation.set_waiting(0)
        if lost:
            page.lost.click()

    return arrange


def _search_preferences(words: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        room.window.show_page("preferences")
        for field in room.window.pages["preferences"].findChildren(SearchField):
            field.setText(words)

    return arrange


def _keys(room: Room) -> None:
    room.window.show_page("keys")
    view = room.window.pages["keys"]
    assert isinstance(view, KeysView)
    room.window.shortcuts.assign("jump", [QKeySequence("Ctrl+J")])
    view.rows["calls"].field.pressed_keys.emit(QKeySequence("Ctrl+N"))


def _jump(words: str) -> Callable[[Room], None]:
    def arrange(room: Room) -> None:
        room.furnishing.handling.jump.open()
        room.furnishing.handling.jump.field.setText(words)

    return arrange


SCENES: dict[str, Scene] = {
    scene.name: scene
    for scene in (
        Scene("conversations", "the Messages tab before a thread is open", _page("messages")),
        Scene("thread", "a long thread at its end", _thread(samples.ZOE)),
        Scene("thread-older", "the same thread, scrolled back", _read_older),
        Scene("thread-arabic", "two scripts in one thread, unread texts in it", _thread(samples.OMAR)),
        Scene("thread-states", "a text in every state", _thread(samples.WEI)),
        Scene("thread-doubts", "texts that failed or are not confirmed", _states_above),
        Scene("thread-blind", "the same while the service cannot be reached", _states_offline),
        Scene("details", "all that is known of a text without a receipt", _details("without a receipt")),
        Scene("details-doubt", "all that is known of an unconfirmed text", _details("perhaps sent.")),
        Scene("thread-all-lines", "all lines with one person in one thread", gallery_person.thread),
        Scene("thread-long-name", "a name that does not fit", _thread(samples.LONG)),
        Scene("thread-find", "words found in the open thread", _find("the")),
        Scene("thread-selected", "all texts of a thread selected", _select),
        Scene("thread-media", "pictures in a thread, one without words", gallery_media.thread),
        Scene("media-picture", "a picture of a text", gallery_media.picture),
        Scene("media-document", "a file that is no picture", gallery_media.document),
        Scene("media-gone", "a picture that cannot be fetched now", gallery_media.gone),
        Scene("lookup-question", "what it costs to ask about a number", gallery_media.lookup),
        Scene("delete-question", "what is deleted where", gallery_media.delete),
        Scene("redact-question", "words taken out at the service", gallery_media.redact),
        Scene("link-question", "where a link leads that was made to deceive", _follow_link),
        Scene("composer-unicode", "one curly quote", _write("It’s on the van and arrives before noon. " * 3)),
        Scene("composer-parts", "the parts of a long text, and what would save some", _parts),
        Scene("composer-separate", "a text that goes as several of its own", gallery_parts.written),
        Scene("composer-part-failed", "one of its parts failed, the rest waits", gallery_parts.failed),
        Scene("composer-stopped", "they said STOP: a notice where one writes", _thread(samples.UNKNOWN)),
        Scene("composer-notes", "several things to know of one text", _notes),
        Scene("composer-too-long", "more than the service takes", _write("Much too long. " * 120)),
        Scene("composer-undo", "two texts that can still be taken back", _count_down),
        Scene("composer-held", "texts written offline wait for a person", _held),
        Scene("snippets", "ready-made texts of the service", gallery_crm.snippet_list),
        Scene("snippets-put", "one of them with an open gap", gallery_crm.snippet_put),
        Scene("later", "texts that leave later", gallery_crm.waiting),
        Scene("later-times", "when a text is to leave", gallery_crm.times),
        Scene("shared-inbox", "what is open for everybody", gallery_crm.shared),
        Scene("person-unknown", "a number that the service does not know", gallery_crm.unknown),
        Scene("person-question", "before somebody is added there", gallery_crm.person),
        Scene("composer-blocked", "opted out, as the service's phone book says", gallery_crm.off),
        Scene("composer-brake", "notes of a wrong line and a wrong person", _from_another_line),
        Scene(
            "composer-adviser", "a line that cannot, and the one that reached them", gallery_person.adviser
        ),
        Scene("composer-failed", "the last text failed: its words are offered", _failed_last),
        Scene("failure-card", "why the last text failed, and what can be done", gallery_errors.why_failed),
        Scene("failures", "failed texts by what has to be done", failed.groups),
        Scene("failures-texts", "the texts of a group, and one press to undo", failed.texts),
        Scene("failures-chip", "how many failed, above the conversations", failed.chip),
        Scene("failures-none", "nothing has failed", failed.page, samples=False),
        Scene("new-message", "a text to a number that has no thread yet", _new_message),
        Scene("search", "conversations that hold a word", _search("parcel")),
        Scene("search-nothing", "a search without a hit", _search("xyzzy")),
        Scene("voice-only", "a line that cannot text: Messages is greyed", _voice_only),
        Scene("line", "what the current number can do, and who says so", numbers.sheet(samples.SUPPORT)),
        Scene(
            "line-voice-only", "why a number cannot text, and what to do", numbers.sheet(samples.FREEPHONE)
        ),
        Scene("line-off", "a number that was ported lately, and is switched off", numbers.off),
        Scene("line-settings", "the settings of a number at its service", numbers.settings),
        Scene("line-confirm", "what a change does and costs, before it is confirmed", numbers.confirm),
        Scene("no-list", "a lost answer that nobody can be asked about", unlisted.asks),
        Scene("no-list-empty", "where answers are, before the first text", unlisted.empty),
        Scene("no-list-line", "a number of which nobody says whether it can text", unlisted.unknown),
        Scene("no-list-refused", "one whose text was refused, to be tried again", unlisted.refused),
        Scene("no-list-account", "what an account cannot show", unlisted.account),
        Scene("no-list-sign-in", "a key of the whole company", unlisted.sign_in),
        Scene("offline", "no connection, everything readable", _offline),
        Scene("sign-in-needed", "the key is not accepted any more", _sign_in_needed),
        Scene("standing-by", "a long sentence across the window", _standing_by),
        Scene("thread-dates", "the calendar that leads to a day of the thread", _dates),
        Scene("thread-menu", "what concerns the whole thread", _thread_menu),
        Scene("calls", "the Calls tab", _page("calls")),
        Scene("calls-elsewhere", "one kind of call alone", _calls("elsewhere", "")),
        Scene("calls-nobody", "no call matches", _calls("missed", "xyzzy")),
        Scene("contacts", "the Contacts tab", _page("contacts")),
        Scene("contact", "an own contact with all that one can have", people.one),
        Scene("contact-failed", "texts to somebody that failed", failed.contact),
        Scene("contact-deleted", "a contact that was deleted and can be brought back", people.deleted),
        Scene("contact-form", "a new contact with a number that cannot be read", people.form),
        Scene("contact-duplicates", "two contacts that may be the same", people.duplicates),
        Scene(
            "contact-services", "one person in the phone books of two services", gallery_person.phone_books
        ),
        Scene("contact-import", "a file of contacts before it is imported", people.import_),
        Scene("contact-progress", "an import that runs", people.import_runs),
        Scene("contact-report", "what came of an import", people.import_report),
        Scene("dialpad", "the empty dialpad", _page("dialpad")),
        Scene("dialpad-number", "a number with a match", _dial(samples.SHOP)),
        Scene("dialpad-name", "a name spelled with the keys", _dial("963")),
        Scene("dialpad-emergency", "a number that is called and not texted", _dial("112")),
        Scene("dialpad-refused", "a paste that is no number", _dial("zoe@example.com")),
        Scene("word-lists", "the words that carriers filter", _page("word_lists")),
        Scene("preferences", "the page of preferences", _page("preferences")),
        Scene("preferences-none", "no preference has these words", _search_preferences("xyzzy")),
        Scene("privacy", "whether the texts on this computer are encrypted", _page("privacy")),
        Scene("privacy-encrypted", "they are", _page("privacy"), samples=False, lock=PASSPHRASE),
        Scene(
            "privacy-offered",
            "a password manager that is locked, said above the texts",
            _thread(samples.ZOE),
            plain_why="keyring_silent",
        ),
        Scene("privacy-form", "a passphrase is being chosen", _privacy_form, plain_why="no_keyring"),
        Scene("unlock", "the passphrase is asked for at the start", _unlock("passphrase_needed")),
        Scene("unlock-lost", "what setting a lost cache aside means", _unlock("keyring_empty", lost=True)),
        Scene("guide", "every error code, one of them explained", gallery_errors.guide("30007")),
        Scene("guide-all", "the error guide before anything is searched", gallery_errors.guide("")),
        Scene("guide-none", "no code has these words", gallery_errors.guide("xyzzy")),
        Scene("keys", "all actions and their keys; one asks whether to take another's", _keys),
        Scene("jump", "the list that Ctrl+K opens", _jump("")),
        Scene("jump-search", "what fits a few letters", _jump("zo")),
        Scene("accounts", "one that works, those to sign in to again, one nobody knows", signing.listed),
        Scene("sign-in", "an address that others could read the key on the way to", signing.sign_in),
        Scene("sign-in-fields", "a service that asks for several things", signing.sign_in_fields),
        Scene("sign-in-again", "a new password where the user name is known", signing.sign_in_again),
        Scene("token-ended", "an account whose key lasted an hour", ending.ended),
        Scene("token-again", "where a new one is made", ending.again),
        Scene("token-waits", "a text that was written meanwhile", ending.waits),
        Scene("token-unkept", "a renewed key that could not be kept", ending.unkept),
        Scene("webhook", "the address that a service's calls are forwarded to", signing.webhook),
        Scene("sign-out", "what signing out does, with what waits", signing.sign_out),
        Scene("two-services", "lines of two services in one list", signing.two_services),
        Scene("new-account", "Messages before the first text", _page("messages"), samples=False),
        Scene("new-account-calls", "Calls before the first call", _page("calls"), samples=False),
        Scene("new-account-contacts", "Contacts before the first one", _page("contacts"), samples=False),
        Scene("welcome", "the first start", lambda _: None, accounts=False),
    )
}
"""By name, in the order of the pictures."""
