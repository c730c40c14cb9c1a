"""The wheel as somebody else gets it: it holds everything the program reads, and runs without this folder."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def _run(*command: str | Path, folder: Path, **environment: str) -> str:
    ended = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT),
        folder=folder,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    _run(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
        *("--disable-pip-version-check", "--target", folder, wheel),
        folder=folder,
    )
    return folder


def _files_of(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in files}


def test_the_wheel_holds_every_module_every_migration_and_every_resource(wheel: Path) -> None:
    """Nothing of the program stays behind, and nothing else comes along."""
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = {f"desktop/{name}" for name in _files_of(ROOT / "desktop")}
    expected |= {f"desktop/resources/{name}" for name in _files_of(ROOT / "resources")}
    assert held == expected
    assert any(name.startswith("desktop/store/migrations/versions/") for name in held)
    assert any(name.startswith("desktop/resources/icons/") for name in held)


def test_the_wheel_carries_its_licence_and_the_command(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        (entry_points,) = [name for name in names if name.endswith("/entry_points.txt")]
        assert "linedesk = desktop.__main__:main" in archive.read(entry_points).decode()
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_an_installed_wheel_runs_away_from_this_folder(installed: Path, tmp_path: Path) -> None:
    """Both ways to start it; modules come from the installed copy."""
    where = _run(
        *(sys.executable, "-c", "import desktop; print(desktop.__file__)"),
        folder=tmp_path,
        PYTHONPATH=str(installed),
    )
    assert Path(where.strip()).is_relative_to(installed)
    for command in ([sys.executable, "-m", "desktop"], [installed / "bin" / "linedesk"]):
        assert VERSION in _run(*command, "--version", folder=tmp_path, PYTHONPATH=str(installed))
