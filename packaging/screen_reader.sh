#!/usr/bin/env bash
# Reads every screen of the gallery as a screen reader does: over AT-SPI, from another process, on a virtual
# screen. Fails where something that takes the focus has no name. Linux only; brings what it needs with apt.
set -euo pipefail
cd "$(dirname "$0")/.."

find_launcher() {
    for launcher in /usr/libexec/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher ""; do
        [ -x "$launcher" ] && return
    done
    return 0
}

needed=()
find_launcher
command -v Xvfb >/dev/null || needed+=(xvfb)
command -v dbus-run-session >/dev/null || needed+=(dbus)
[ -n "$launcher" ] || needed+=(at-spi2-core)
if [ "${#needed[@]}" -gt 0 ]; then
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get install --yes --no-install-recommends "${needed[@]}"
    find_launcher
fi

display=:$((90 + RANDOM % 900))
Xvfb "$display" -screen 0 1280x900x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
trap 'kill "$screen" 2>/dev/null || true' EXIT
export DISPLAY=$display QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
unset WAYLAND_DISPLAY AT_SPI_BUS_ADDRESS
# shellcheck disable=SC2016
dbus-run-session -- bash -c '"$1" --launch-immediately & sleep 1; shift; exec "$@"' _ \
    "$launcher" .venv/bin/python packaging/screen_reader.py "$@"
