"""Who takes tel: links, from the files of a Linux desktop, and giving them one."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop.ui.calls import phone_app
from desktop.ui.calls.hand_off_model import Opened
from desktop.ui.calls.phone_app import handlers, open_link


class Desktop:
    """Folders of settings and programs, as a Linux desktop has them."""

    def __init__(self, folder: Path) -> None:
        self.config, self.data, self.shared = folder / "config", folder / "data", folder / "shared"
        for one in (self.config, self.data / "applications", self.shared / "applications"):
            one.mkdir(parents=True)

    def install(self, name: str) -> None:
        """A program whose desktop file is there."""
        (self.shared / "applications" / name).write_text("[Desktop Entry]\n")

    def cache(self, *names: str) -> None:
        """What the programs say of themselves."""
        entry = f"[MIME Cache]\ntext/plain=edit.desktop;\nx-scheme-handler/tel={';'.join(names)};\n"
        (self.shared / "applications" / "mimeinfo.cache").write_text(entry)

    def choose(self, name: str, file: str = "mimeapps.list") -> None:
        """What the person chose."""
        entry = f"[Added Associations]\n[Default Applications]\nx-scheme-handler/tel={name}\n"
        (self.config / file).write_text(entry)


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    made = Desktop(tmp_path / "desktop")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(made.config))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(made.config / "all"))
    monkeypatch.setenv("XDG_DATA_HOME", str(made.data))
    monkeypatch.setenv("XDG_DATA_DIRS", str(made.shared))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "Example:GNOME")
    monkeypatch.delenv("SNAP", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(phone_app, "_SANDBOX", made.config / "no-sandbox")
    return made


class PhoneApp(QObject):
    """Takes tel: links inside this process."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.taken.append(url.toString())


@pytest.fixture
def phone() -> PhoneApp:
    return PhoneApp()


def test_nobody_takes_links_on_a_desktop_without_a_phone_app(desktop: Desktop) -> None:
    assert handlers("tel") == []
    assert open_link("tel:+447700900123") is Opened.NOBODY


def test_a_program_that_is_gone_takes_none(desktop: Desktop) -> None:
    desktop.choose("gone.desktop")
    desktop.cache("gone.desktop")
    assert handlers("tel") == []


def test_the_chosen_program_comes_first_then_the_others(desktop: Desktop) -> None:
    for name in ("phone.desktop", "other.desktop"):
        desktop.install(name)
    desktop.cache("phone.desktop", "other.desktop")
    assert handlers("tel") == ["phone.desktop", "other.desktop"]
    desktop.choose("other.desktop")
    assert handlers("tel") == ["other.desktop", "phone.desktop"]
    desktop.choose("phone.desktop", "gnome-mimeapps.list")
    assert handlers("tel") == ["phone.desktop", "other.desktop"]
    assert handlers("sip") == []


def test_a_link_goes_to_the_program_that_takes_it(desktop: Desktop, phone: PhoneApp) -> None:
    desktop.install("phone.desktop")
    desktop.cache("phone.desktop")
    QDesktopServices.setUrlHandler("tel", phone, "take")  # type: ignore[arg-type]  # bytes raise
    try:
        assert open_link("tel:+447700900123") is Opened.DONE
    finally:
        QDesktopServices.unsetUrlHandler("tel")
    assert phone.taken == ["tel:+447700900123"]


def test_a_link_that_would_come_back_to_us_is_not_given_away(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = QGuiApplication.desktopFileName()
    QGuiApplication.setDesktopFileName("io.github.linedesk.Linedesk")
    try:
        desktop.install("io.github.linedesk.Linedesk.desktop")
        desktop.choose("io.github.linedesk.Linedesk.desktop")
        assert open_link("tel:+447700900123") is Opened.OURSELVES
    finally:
        QGuiApplication.setDesktopFileName(before)
