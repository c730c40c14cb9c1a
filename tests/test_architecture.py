"""The rules that keep the house in order, checked: ARCHITECTURE.md says why, this file says whether.

Which packages of ours may import which are contracts of import-linter in pyproject.toml. Here is what
those cannot say: which libraries are used where, what screens and their models may import, which calls
are banned, how large a file gets, and that each module has a docstring and its tests.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "desktop").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LONGEST_FILE = 400

COMPOSITION = {
    "__main__",
    "accounts",
    "app",
    "at_service",
    "demo",
    "desk",
    "furnishing",
    "samples",
    "tour",
    "unlocking",
}
"""The modules that put the program together: may import everything, and only each other imports them."""

GALLERY = "ui/gallery*.py"
"""Puts the whole window together as well, for its pictures; it is a program of its own."""

LIBRARIES = {
    "PySide6": ["ui/**", "app.py", "demo.py", "desk.py", "furnishing.py", "tour.py"],
    "shiboken6": ["ui/messages/thread_view.py", "ui/window.py"],
    "qasync": ["ui/**", "app.py", "demo.py", "desk.py", "furnishing.py", "tour.py"],
    "httpx": ["providers/*"],
    "keyring": ["settings/*"],
    "sqlmodel": ["store/**"],
    "sqlalchemy": ["store/**", "search/**"],
    "alembic": ["store/**"],
    "sqlite3": ["store/**", "sandbox/*"],
    "sqlcipher3": ["store/*"],
    "phonenumbers": ["sms/*"],
    "pydantic": ["settings/*"],
    "platformdirs": ["settings/*"],
    "filelock": ["settings/*", "sync/*", "store/encrypting.py"],
    "typer": ["cli/*", "__main__.py"],
    "desktop_notifier": ["ui/notifications_system.py"],
    "starlette": ["sandbox/*", "webhook/*"],
    "uvicorn": ["sandbox/*", "webhook/*"],
}
"""The only places that import a library themselves. What is not named here is imported nowhere."""

OWN_IMPORTS = {
    GALLERY: ["*"],
    "wording.py": ["announce", "sms.*", "providers.base"],
    "finding_words*.py": ["finding_words*", "sms.*", "wording"],
    "sign_in_words.py": ["error_words", "wording"],
    "line_words.py": ["sms.*", "wording"],
    "line_setting_words.py": ["error_words", "line_words", "providers.line_settings", "sms.*", "wording"],
    "error_words*.py": ["error_words*", "sms.*", "wording"],
    "ui/**/*_model.py": [
        "announce",
        "error_words",
        "finding_words",
        "line_setting_words",
        "line_words",
        "phonebook.*",
        "providers.base",
        "providers.catalog",
        "providers.line_settings",
        "search*",
        "settings.*",
        "sign_in_words",
        "sms.*",
        "store.*",
        "sync.*",
        "ui.*",
        "webhook.address",
        "wording",
    ],
    "ui/second_start.py": ["instance"],
    "ui/**": [
        "__version__",
        "announce",
        "error_words",
        "finding_words",
        "line_setting_words",
        "line_words",
        "providers.base",
        "sign_in_words",
        "sms.*",
        "ui.*",
        "wording",
    ],
}
"""What of ours these may import; the first pattern that fits counts."""

WITHOUT_OWN_TEST = {
    "__main__.py": "every test in tests/journeys starts it",
    "finding_words_amounts.py": "tests/test_finding_words.py goes through every one of their words",
    "finding_words_stop.py": "tests/test_finding_words.py goes through every one of their words",
    "error_words_*.py": "tests/test_error_words.py goes through every one of their words",
    "sms/error_table_*.py": "tests/sms/test_errors.py goes through every entry",
    "providers/base.py": "records and a Protocol: the contract every adapter's tests share exercises it",
    "ui/gallery_*.py": "tests/ui/test_gallery.py shows every one of them",
    "ui/gallery_errors.py": "tests/ui/test_gallery.py shows every one of them",
    "store/migrations/env.py": "run by Alembic only: tests/store/test_migrations.py runs it",
    "store/migrations/versions/*.py": "tests/store/test_migrations.py runs every one of them",
}

ANY_FOLDER_OF_THE_AUTHOR = re.compile(r"(?<![\w.~-])/(?:root|home|work)/[\w.]|\.\./shared/")
NOT_OURS = {".git", ".venv", "build", "demo-pictures", "dist", "node_modules"}


def name_of(module: Path) -> str:
    """The module's path below desktop/, as in ``sms/segments.py``."""
    return module.relative_to(ROOT / "desktop").as_posix()


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), str(module))


def fits(name: str, pattern: str) -> bool:
    """``**`` stands for any folders, none included."""
    return fnmatch(name, pattern.replace("**/*", "*").replace("**", "*"))


def imports_of(module: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of all that a module imports, wherever in the file."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def project_files() -> Iterator[Path]:
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        ours = not NOT_OURS.intersection(parts) and not any(part.endswith("cache") for part in parts)
        if ours and path.is_file() and "__pycache__" not in parts and ".hypothesis" not in parts:
            yield path


def test_every_module_says_what_it_is_for() -> None:
    assert [name_of(module) for module in MODULES if not ast.get_docstring(tree_of(module))] == []


def test_no_file_outgrows_four_hundred_lines() -> None:
    files = [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "packaging").rglob("*.py")]
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in files}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_module_that_does_something_has_its_tests() -> None:
    """desktop/sms/phone.py has tests/sms/test_phone.py; the parts of a screen may share test_<screen>.py."""
    orphans = []
    for module in MODULES:
        name = name_of(module)
        does_something = any(
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree_of(module))
        )
        if not does_something or any(fits(name, exception) for exception in WITHOUT_OWN_TEST):
            continue
        folder = ROOT / "tests" / Path(name).parent
        own = folder / f"test_{module.stem.strip('_')}.py"
        shared = [folder / f"test_{folder.name}.py", folder.parent / f"test_{folder.name}.py"]
        if not own.is_file() and not any(path.is_file() for path in shared if name.startswith("ui/")):
            orphans.append(name)
    assert not orphans, "\n".join(orphans)


def test_imports_between_our_packages_keep_the_contracts() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_every_package_stands_in_a_contract() -> None:
    """A new package gets its row in the table before it gets its second module."""
    packages = {path.stem for path in (ROOT / "desktop").glob("*.py")} - {"__init__"}
    packages |= {path.parent.name for path in (ROOT / "desktop").glob("*/__init__.py")}
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    bound = {source.removeprefix("desktop.") for one in contracts for source in one.get("source_modules", [])}
    assert packages - bound - COMPOSITION == set()


def test_what_puts_the_program_together_is_imported_by_no_part_of_it() -> None:
    offenders = [
        f"{name_of(module)}:{line} imports {imported}"
        for module in MODULES
        for line, imported in imports_of(module)
        if imported.startswith("desktop.") and imported.split(".")[1] in COMPOSITION
        if name_of(module).removesuffix(".py") not in COMPOSITION and not fits(name_of(module), GALLERY)
    ]
    assert not offenders, "\n".join(offenders)


def test_libraries_are_imported_only_where_they_belong() -> None:
    """The store is the only SQL, the adapters the only outgoing HTTP, ui the only Qt."""
    offenders = []
    for module in MODULES:
        for line, imported in imports_of(module):
            library = imported.partition(".")[0]
            standard = library in sys.stdlib_module_names and library not in LIBRARIES
            if standard or library == "desktop":
                continue
            if not any(fits(name_of(module), place) for place in LIBRARIES.get(library, [])):
                offenders.append(f"{name_of(module)}:{line} imports {imported}")
    assert not offenders, "\n".join(offenders)


def test_screens_models_and_words_import_only_what_they_may_of_ours() -> None:
    """A view reaches the store through its model; a model draws nothing; words depend on codes alone."""
    offenders = []
    for module in MODULES:
        name = name_of(module)
        allowed = next((places for pattern, places in OWN_IMPORTS.items() if fits(name, pattern)), None)
        for line, imported in imports_of(module):
            ours = imported.removeprefix("desktop.")
            wrong = allowed is not None and imported.startswith("desktop.")
            wrong = wrong and not any(
                fnmatch(ours, one) or fnmatch(ours, f"{one}.*") for one in allowed or []
            )
            if name.endswith("_model.py") and imported.startswith(("PySide6.QtGui", "PySide6.QtWidgets")):
                wrong = True
            if wrong:
                offenders.append(f"{name}:{line} imports {imported}")
    assert not offenders, "\n".join(offenders)


def banned(node: ast.AST) -> str | None:
    """What is wrong with a node of a module that uses Qt or asyncio, or ``None``."""
    if isinstance(node, ast.Attribute):
        if node.attr == "processEvents":
            return "processEvents runs whatever is due in the middle of a function"
        if node.attr in {"exec", "exec_"}:
            return "exec() runs a nested loop: open() and an awaited future"
        if node.attr in {"create_task", "ensure_future"} and "group" not in ast.unparse(node.value).lower():
            return f"{node.attr} outside a TaskGroup loses the error"
    if isinstance(node, ast.Attribute | ast.Name | ast.alias):
        name = (
            node.attr
            if isinstance(node, ast.Attribute)
            else node.id
            if isinstance(node, ast.Name)
            else node.name
        )
        if name in {"QThread", "QThreadPool", "asyncSlot", "asyncClose"}:
            return f"{name}: the loop runs everything; ui/tasks.py starts coroutines"
    return None


def test_nothing_nests_a_loop_or_loses_a_task() -> None:
    """No exec() on dialogs and menus, no processEvents, no QThread, no bare create_task."""
    offenders = [
        f"{name_of(module)}:{getattr(node, 'lineno', '?')} {fault}"
        for module in MODULES
        # A database session's own exec() is another thing; and before the first frame no loop runs yet.
        if not name_of(module).startswith(("store/", "app.py"))
        for node in ast.walk(tree_of(module))
        if (fault := banned(node))
    ]
    assert not offenders, "\n".join(offenders)


@pytest.mark.parametrize(
    "code",
    [
        "dialog.exec()",
        "self.menu.exec(at)",
        "QApplication.processEvents()",
        "asyncio.create_task(work())",
        "asyncio.get_running_loop().create_task(work())",
        "from PySide6.QtCore import QThread",
        "QtCore.QThread()",
        "from qasync import asyncSlot",
    ],
)
def test_the_search_for_banned_calls_finds(code: str) -> None:
    """A rule that finds nothing anywhere would pass just as quietly."""
    assert any(banned(node) for node in ast.walk(ast.parse(code)))


def pyside_in(requirements: list[str], python: str) -> Requirement:
    """The one requirement on PySide6 that holds for a version of Python."""
    here = [one for one in map(Requirement, requirements) if one.name == "pyside6-essentials"]
    environment = {"python_version": python, "python_full_version": f"{python}.0"}
    (one,) = [one for one in here if one.marker is None or one.marker.evaluate(environment)]
    return one


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_no_python_gets_a_pyside_that_aborts_on_it_or_that_nobody_tried(python: str) -> None:
    """6.12.0 loses references on Python 3.11; from 3.12 on it is the newest that was tried."""
    fence = pyside_in(PROJECT["project"]["dependencies"], python).specifier
    assert not fence.contains("6.7.3")
    assert fence.contains("6.11.3")
    assert fence.contains("6.12.0") is (python != "3.11")
    assert not fence.contains("6.12.1")

    lines = re.findall(r"^(pyside6-essentials==[^\\\n]+)", (ROOT / "requirements.lock").read_text(), re.M)
    (locked,) = pyside_in(lines, python).specifier
    assert fence.contains(Version(locked.version))


def test_the_lock_holds_every_dependency_with_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    entries = re.split(r"\n(?=[a-z0-9])", lock.partition("\n\n")[2] or lock)
    assert "://" not in lock
    assert [
        entry.splitlines()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry
    ] == []
    wanted = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
    locked: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ ]+)", lock, re.M):
        locked.setdefault(name, []).append(version)
    for requirement in map(Requirement, wanted):
        versions = locked.get(requirement.name, [])
        assert any(requirement.specifier.contains(version) for version in versions), requirement


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    offenders = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if found := ANY_FOLDER_OF_THE_AUTHOR.search(text):
            offenders.append(f"{path.relative_to(ROOT)}: {found.group()}")
    assert not offenders, "\n".join(offenders)
