"""Makes the icons of the desktop entry from our own drawing: ``.venv/bin/python packaging/make_icons.py``.

Run it after ``resources/icons/linedesk.svg`` changed; a test says when that was forgotten. The symbolic icon,
one filled shape because desktops colour it themselves, is a drawing of its own.
"""

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "io.github.linedesk.Linedesk"
SIDES = (48, 128, 256)


def make(tree: Path) -> None:
    """Write the icons of an icon theme's folders below ``tree``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    drawing = ROOT / "resources" / "icons" / "linedesk.svg"
    place = tree / "scalable" / "apps" / f"{NAME}.svg"
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(drawing, place)
    renderer = QSvgRenderer(str(drawing))
    for side in SIDES:
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        place = tree / f"{side}x{side}" / "apps" / f"{NAME}.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(place)):
            raise OSError(f"cannot write {place}")
    del application


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "packaging" / "icons" / "hicolor")
