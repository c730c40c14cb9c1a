"""The tour, made by the real program: it ends well only if each of its steps really happened."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

STEPS = (
    "conversations",
    "thread",
    "typing",
    "unicode",
    "sent",
    "delivered",
    "answer",
    "dark",
    "narrow",
    "voice-only",
    "offline",
)

WITHOUT_A_SERVER = """
import sys
from pathlib import Path
from desktop import practice, tour

start = practice.start

def stopped(**options):
    server = start(**options)
    server.stop()
    return server

practice.start = stopped
tour.PATIENCE = 3.0
sys.exit(tour.run(Path(sys.argv[1]), None))
"""


def test_the_tour_does_the_main_job_and_saves_a_picture_a_step(tmp_path: Path) -> None:
    """Item 2: open, type, count, send, delivered, answered, greyed Messages, offline."""
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "demo", "--pictures", str(tmp_path / "pictures")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pictures = sorted((tmp_path / "pictures").iterdir())
    assert [path.stem.partition("-")[2] for path in pictures] == list(STEPS)
    images = [QImage(str(path)) for path in pictures]
    assert all(image.width() >= 400 and image.height() >= 700 for image in images)
    assert len({bytes(image.constBits()) for image in images}) == len(STEPS), "two steps look the same"


def test_a_step_that_did_not_happen_fails_the_tour(tmp_path: Path) -> None:
    """Item 2: exit 0 only if each step really happened."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_SERVER, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "The tour failed: the history has come" in done.stderr
