"""Opens pictures and other files of the thread: fetched, decoded behind the window, shown or explained.

One at a time. Look here for what is done with a file that is no picture, and for saving one.
"""

import asyncio
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from desktop.ui.messages import media_words_model as words
from desktop.ui.messages import pictures
from desktop.ui.messages.media_model import About, MediaModel, Opened
from desktop.ui.messages.media_view import MediaView
from desktop.ui.messages.thread_view import ThreadView
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from desktop.wording import attachment, tr


class MediaOpener(QObject):
    """One per thread; at most one file shows at a time."""

    def __init__(self, model: MediaModel, view: ThreadView, theme: Theme, tasks: Tasks) -> None:
        super().__init__(view)
        model.setParent(self)
        self._model = model
        self._view = view
        self._theme = theme
        self._tasks = tasks
        self.wanted = 0
        """The id of the file that was asked for last."""
        self._content = b""
        self._mime = ""
        self._about: About | None = None
        self.shown: MediaView | None = None
        """What is open."""
        view.file_wanted.connect(self.open)
        model.opened.connect(self.arrived)
        model.failed.connect(self.failed)
        model.saved.connect(lambda name: self._tell(tr("Saved as {name}.").format(name=name)))
        model.not_saved.connect(lambda why: self._tell(tr("It could not be saved: {why}").format(why=why)))

    def open(self, media_id: int) -> None:
        """Show the file of this id, in place of one that shows."""
        about = self._model.about(media_id)
        if about is None:
            return
        if self.shown is not None:
            self.shown.reject()
        self.wanted, self._about, self._content, self._mime = media_id, about, b"", ""
        self.shown = dialog = MediaView(self._theme, about, self._view.window())
        dialog.again.clicked.connect(self._again)
        dialog.save.clicked.connect(self._ask_where)
        dialog.finished.connect(lambda: self._closed(dialog))
        dialog.open()
        self._model.fetch(media_id)

    def _again(self) -> None:
        if self.shown is not None:
            self.shown.wait()
            self._model.fetch(self.wanted)

    def arrived(self, media_id: int, opened: Opened) -> None:
        """The file is there: it is decoded, if it is still waited for."""
        if self.shown is None or media_id != self.wanted:
            return
        self._content, self._mime = opened.content, opened.mime
        self._tasks.start(self._decode(media_id, opened.content), tr("reading a picture"))

    async def _decode(self, media_id: int, content: bytes) -> None:
        try:
            image = await asyncio.to_thread(pictures.read, content)
        except pictures.Unshown as no:
            if (dialog := self._showing(media_id)) is not None:
                code = "broken" if no.code == "other" and self._mime.startswith("image/") else no.code
                dialog.say(self._why(code), again=False, save=True)
            return
        if (dialog := self._showing(media_id)) is not None:
            dialog.show_picture(image, words.size(len(content)))

    def failed(self, media_id: int, code: str) -> None:
        """The file cannot be had, for the reason of this code."""
        if (dialog := self._showing(media_id)) is not None:
            dialog.say(self._why(code), again=code not in ("deleted", "address", "too_large"), save=False)

    def _why(self, code: str) -> str:
        if code == "other":
            kind = f"{attachment(self._mime)}, {words.size(len(self._content))}. "
            return kind + words.why_not(code, most=self._model.most)
        return words.why_not(code, most=self._model.most)

    def _ask_where(self) -> None:
        """Where the file is to be kept. Nothing is ever opened by another program from here."""
        if self.shown is None or self._about is None:
            return
        dialog = QFileDialog(self.shown, tr("Save as"))
        dialog.setAccessibleName(tr("Save as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(words.ending(self._mime))
        dialog.selectFile(self._about.file_name)
        content = self._content
        dialog.fileSelected.connect(lambda name: self._model.save(content, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, said: str) -> None:
        if self.shown is not None:
            self.shown.tell(said)

    def _showing(self, media_id: int) -> MediaView | None:
        """The dialog, if it still waits for this file."""
        return self.shown if media_id == self.wanted else None

    def _closed(self, dialog: MediaView) -> None:
        if self.shown is dialog:
            self.shown, self._content = None, b""
            self._view.setFocus()
