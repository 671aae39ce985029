#!/bin/sh
# Sees to one thing that only the system can give: `pango` (for PDFs), `chromium` (for browser tests), `venv`.
# Installs it with the system's package manager where that needs no password; otherwise says in one line what
# to run. Never fails: without Pango the website is built without PDFs, without Chromium its tests fail.
# OBSITE_NO_SYSTEM=1 forbids any installation.
set -u
thing=${1:?pango, chromium or venv}
python=${2:-}

has_pango() {
    # What WeasyPrint loads, by the names it tries.
    for candidate in "${VENV:-.venv}/bin/python" python3 python3.13 python3.12 python3.11 python; do
        "$candidate" -c '' >/dev/null 2>&1 || continue
        "$candidate" - >/dev/null 2>&1 <<'CHECK'
import ctypes, ctypes.util, os, sys
if sys.platform == "darwin":
    os.environ["DYLD_FALLBACK_LIBRARY_PATH"] = "/opt/homebrew/lib:/usr/local/lib:/usr/lib"
for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig"):
    for spelling in (f"lib{name}.so.0", f"lib{name}.so.1", f"lib{name}.0.dylib", f"lib{name}.dylib",
                     f"/opt/homebrew/lib/lib{name}.dylib", ctypes.util.find_library(name)):
        try:
            spelling and ctypes.CDLL(spelling)
        except OSError:
            continue
        if spelling:
            break
    else:
        sys.exit(1)
CHECK
        return
    done
    return 1
}

has_chromium() {
    for candidate in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$candidate" >/dev/null 2>&1 && return 0
    done
    [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ] || [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}

has_venv() { "${python:-python3}" -c 'import ensurepip, venv' >/dev/null 2>&1; }

manager() {
    for candidate in apt-get dnf apk pacman brew; do
        command -v "$candidate" >/dev/null 2>&1 && { echo "$candidate"; return; }
    done
    echo none
}

packages() {
    case "$thing-$1" in
        pango-apt-get) echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 fontconfig ;;
        pango-apk) echo pango harfbuzz harfbuzz-subset fontconfig ;;
        pango-dnf | pango-pacman) echo pango harfbuzz fontconfig ;;
        pango-brew) echo pango fontconfig ;;
        chromium-brew) echo --cask chromium ;;
        chromium-*) echo chromium ;;
        venv-apt-get) echo python3-venv ;;
    esac
}

command_for() {
    case "$1" in
        apt-get) echo "apt-get install --yes --no-install-recommends $(packages apt-get)" ;;
        dnf) echo "dnf install --assumeyes $(packages dnf)" ;;
        apk) echo "apk add $(packages apk)" ;;
        pacman) echo "pacman --sync --noconfirm $(packages pacman)" ;;
        brew) echo "brew install $(packages brew)" ;;
    esac
}

case "$thing" in
    pango) has_pango && exit 0; loss="PDFs are left out" ;;
    chromium) has_chromium && exit 0; loss="browser tests will fail" ;;
    venv) has_venv && exit 0; loss="no virtual environment can be made" ;;
    *) echo "usage: setup_system.sh pango|chromium|venv [python]" >&2; exit 2 ;;
esac

manager=$(manager)
[ -n "$(packages "$manager")" ] || {
    echo "$thing is missing, so $loss. Install it with this system's package manager." >&2
    exit 0
}
cure=$(command_for "$manager")

if [ "$manager" = brew ] || [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
    as_root="sudo -n"
else
    as_root="no"
fi

if [ "$as_root" != no ] && [ "${OBSITE_NO_SYSTEM:-}" != 1 ]; then
    echo "Installing $thing: $cure" >&2
    [ "$manager" = apt-get ] && $as_root apt-get -qq -o DPkg::Lock::Timeout=120 -o Acquire::Retries=1 -o Acquire::http::Timeout=20 update </dev/null >/dev/null 2>&1
    $as_root env DEBIAN_FRONTEND=noninteractive $cure </dev/null >/dev/null 2>&1
    "has_$thing" && exit 0
fi
[ "$manager" = brew ] || [ "$(id -u)" = 0 ] || cure="sudo $cure"
echo "$thing is missing, so $loss. To install it, run: $cure" >&2
