#!/usr/bin/env bash
# Puts Linedesk into this user's menu: desktop entry, icons, AppStream data, all below XDG_DATA_HOME.
#   packaging/install-desktop-entry.sh            the entry starts the linedesk of this checkout, or the one in PATH
#   packaging/install-desktop-entry.sh --remove   takes it all away again
# It makes Linedesk no default for any kind of link, and starts nothing at sign-in.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

id=io.github.linedesk.Linedesk
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/$id.desktop

if [ "${1:-}" = --remove ]; then
    rm -f "$entry" "$data/metainfo/$id.metainfo.xml"
    find icons/hicolor -type f | while read -r icon; do rm -f "$data/$icon"; done
else
    program=$(cd .. && pwd)/.venv/bin/linedesk
    if [ ! -x "$program" ]; then program=$(command -v linedesk) || {
        echo "Linedesk is not set up here yet. Run make demo once, then this again." >&2
        exit 1
    }; fi
    mkdir -p "$data/applications" "$data/metainfo"
    # Quoted as the Desktop Entry Specification wants it: first for the command, then for the file.
    quoted=$(printf '%s' "$program" | sed -e 's/[\\"$`]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')
    for_sed=$(printf '%s' "$quoted" | sed -e 's/[\\&|]/\\&/g')
    sed -e "s|^Exec=linedesk|Exec=\"$for_sed\"|" "$id.desktop" >"$entry"
    install -m 644 "$id.metainfo.xml" "$data/metainfo/"
    find icons/hicolor -type f | while read -r icon; do install -D -m 644 "$icon" "$data/$icon"; done
fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$data/applications" || true; fi
