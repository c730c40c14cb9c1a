#!/usr/bin/env bash
# Brings everything that `make demo` and `make test` need: Debian/Ubuntu packages found missing by trying,
# and .venv with exactly what requirements.lock names. Does nothing, and needs no network, where nothing changed.
#   packaging/setup.sh            enough to run offscreen
#   packaging/setup.sh --window   also what a window on this session's screen needs
# PYTHON=/path/to/python3 chooses the interpreter; otherwise the first that is new enough.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

question=base
if [ "${1:-}" = --window ]; then question=window; fi

say() { printf '%s\n' "$*" >&2; }

find_python() {
    local candidates=(python3 python3.13 python3.12 python3.11) candidate
    if [ -n "${PYTHON:-}" ]; then candidates=("$PYTHON"); fi
    for candidate in "${candidates[@]}"; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    say "Linedesk needs Python 3.11 or newer, and none of these is: ${candidates[*]}."
    say "Install one, or name it: make PYTHON=/path/to/python3.12 …"
    return 1
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

apt_install() {
    say "Installing with apt-get: $*"
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y
        -o Dpkg::Use-Pty=0 --no-install-recommends "$@")
    # A fresh machine has no package lists and an old one has outdated ones; only then fetch them.
    if ! "${install[@]}" --simulate >/dev/null 2>&1; then as_root apt-get update -qq; fi
    as_root "${install[@]}" </dev/null >&2 || { as_root apt-get update -qq && as_root "${install[@]}" </dev/null >&2; }
}

say_line() { say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"; }

# Two of these at once would tear down each other's .venv.
exec 9<requirements.lock
if command -v flock >/dev/null; then flock 9; fi

python=$(find_python)
missing=$("$python" packaging/missing_packages.py "$question")
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086  # a list of words
    if may_install && apt_install $missing; then
        missing=$("$python" packaging/missing_packages.py "$question")
    fi
    if [ -n "$missing" ]; then
        say "Linedesk needs packages of the system that are not there. Run this, then the same command again:"
        say_line "$missing"
        exit 1
    fi
fi

# A moved folder, another Python or a changed lock needs a new .venv: its scripts hold absolute paths.
libraries=$("$python" -c '
import hashlib, pathlib, platform, sys
lock = hashlib.sha256(pathlib.Path("requirements.lock").read_bytes()).hexdigest()
print(lock, sys.implementation.cache_tag, platform.machine(), sys.base_prefix, pathlib.Path.cwd())')
program=$("$python" -c '
import hashlib, pathlib
print(hashlib.sha256(pathlib.Path("pyproject.toml").read_bytes()).hexdigest())')
# Written last, so that an interrupted run leaves no stamp and starts over.
stamps=.venv/linedesk-stamps

if [ "$(cat $stamps/libraries 2>/dev/null)" != "$libraries" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    say "Making .venv with $("$python" --version) and the libraries of requirements.lock (about 130 MB to fetch) …"
    rm -rf .venv
    "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
    if ! fonts=$(.venv/bin/python packaging/missing_packages.py fonts); then
        say "Qt does not start offscreen; its own words are above."
        exit 1
    fi
    # shellcheck disable=SC2086  # a list of words
    if [ -n "$fonts" ] && ! { may_install && apt_install $fonts; }; then
        say "Some texts will show boxes in place of characters. This line brings the fonts:"
        say_line "$fonts"
    fi
    mkdir -p $stamps
    printf '%s\n' "$libraries" >$stamps/libraries
fi
if [ "$(cat $stamps/program 2>/dev/null)" != "$program" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
    printf '%s\n' "$program" >$stamps/program
fi
