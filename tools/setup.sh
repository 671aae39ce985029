#!/bin/sh
# Sets up what a Makefile target needs and returns at once when that is done already.
#   sh tools/setup.sh site   the program and what it runs on
#   sh tools/setup.sh dev    that, and what tests and checks need
#   sh tools/setup.sh lock   the tool that resolves dependencies, in an environment of its own
# VENV is the virtual environment (.venv), PYTHON the interpreter to make it with (the first fit one found).
set -eu
cd "$(dirname "$0")/.."
mode=${1:-site}
venv=${VENV:-.venv}

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3.14 python3.13 python3.12 python3.11 python3 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$candidate"
            return 0
        fi
    done
    echo "obsite needs Python 3.11 or later. Install it, or name one: make ${mode} PYTHON=/path/to/python3" >&2
    return 1
}

make_venv() { # folder
    [ -x "$1/bin/python" ] && "$1/bin/python" -c 'import pip' >/dev/null 2>&1 && return 0
    python=$(find_python)
    echo "Making a virtual environment in $1" >&2
    if ! "$python" -m venv --clear "$1" >/dev/null 2>&1; then
        sh tools/setup_system.sh venv "$python"
        "$python" -m venv --clear "$1"
    fi
}

install() { # pip's arguments, in the environment $venv
    "$venv/bin/python" -m pip install -qq --no-input --disable-pip-version-check "$@" </dev/null
}

if [ "$mode" = lock ]; then
    venv=$venv-lock
    make_venv "$venv"
    "$venv/bin/python" -c 'import uv' 2>/dev/null || install 'uv>=0.9'
    exit 0
fi

sh tools/setup_system.sh pango
[ "$mode" = dev ] && sh tools/setup_system.sh chromium

# The stamp names what the environment was made from, so that a changed lock or a moved folder is noticed.
state="$(pwd) $(cat requirements.lock requirements-build.lock requirements-dev.lock pyproject.toml | cksum)"
fresh() { [ -x "$venv/bin/python" ] && [ "$(cat "$venv/.obsite-$1" 2>/dev/null)" = "$state" ]; }
fresh dev && exit 0
[ "$mode" = site ] && fresh site && exit 0

make_venv "$venv"
rm -f "$venv/.obsite-site" "$venv/.obsite-dev"
echo "Installing what obsite needs ($mode)" >&2
if [ "$mode" = dev ]; then
    install --require-hashes -r requirements-dev.lock
else
    install --require-hashes -r requirements.lock -r requirements-build.lock
fi
install --no-deps --no-build-isolation --editable .
# As an installed package would be, also where Python is told not to write what it has compiled.
"$venv/bin/python" -m compileall -q src
printf '%s' "$state" >"$venv/.obsite-$mode"
