"""What a window shows of its cache's protection: the page "Privacy", and the bar that offers a passphrase."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.cache.privacy_model import PrivacyModel
from desktop.ui.cache.privacy_view import PrivacyView
from desktop.ui.cache.protect_notice import ProtectNotice
from desktop.ui.theme import Theme
from desktop.ui.window import Window


class Privacy(QObject):
    """One per window. The bar shows only where there is an account: before, there is nothing to protect."""

    def __init__(self, window: Window, theme: Theme, model: PrivacyModel) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self.model = model
        self._accounts = False
        self._read = False
        self.notice = ProtectNotice(theme)
        column = window.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(window.banner) + 1, self.notice)
        window.add_late_page("privacy", self._make_page)
        self.notice.wanted.connect(self._open_form)
        self.notice.declined.connect(self._decline)
        model.changed.connect(self._follow)

    def follow_accounts(self, *, any_left: bool) -> None:
        """Accounts came or went."""
        self._accounts = any_left
        self.model.follow_accounts()
        self._follow()

    def _make_page(self) -> PrivacyView:
        page = PrivacyView(self.model, self._theme)
        page.went_back.connect(self._window.go_back)
        return page

    def _open_form(self) -> None:
        self._read = True
        self._follow()
        self._window.show_page("privacy")
        page = self._window.pages.get("privacy")
        if isinstance(page, PrivacyView):
            page.open_form()

    def _decline(self) -> None:
        self._read = True
        self.model.decline()

    def _follow(self) -> None:
        shows = self._accounts and not self._read
        self.notice.say(self.model.notice if shows else "", can_protect=self.model.can_protect)
