#!/bin/sh
# Make .venv and install one hashed list into it:  requirements/install.sh local|dev
# A second run does nothing until the list changes. The system's Python is never touched.
set -eu
cd "$(dirname "$0")/.."
wanted="$1"
stamp=.venv/installed

sum_of() { cat "requirements/$1.txt" requirements/uv.txt | cksum; }
says() { [ -x .venv/bin/python ] && [ "$(cat $stamp 2>/dev/null)" = "$1 $(sum_of "$1")" ]; }

# dev holds all of local, so `make run` after `make test` has nothing to do, and takes nothing away.
case "$(cat $stamp 2>/dev/null)" in dev*) wanted=dev ;; esac
if says "$wanted"; then exit 0; fi

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}
if ! { [ -x .venv/bin/python ] && new_enough .venv/bin/python; }; then
    for python in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11; do
        if new_enough "$python"; then break; fi
        python=
    done
    if [ -z "$python" ]; then
        echo "Homeward needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3" >&2
        exit 1
    fi
    echo "Making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv || {
        rm -rf .venv
        echo "This Python cannot make a .venv. On Debian and Ubuntu: apt install python3-venv" >&2
        exit 1
    }
fi

rm -f $stamp
echo "Installing requirements/$wanted.txt into .venv"
pip() { .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes "$@"; }
# uv is fast. It does not read pip's configuration, so where only pip knows the index, pip does it.
if pip -r requirements/uv.txt &&
    .venv/bin/python -m uv pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes \
        "requirements/$wanted.txt" 2>.venv/uv.log; then :; else
    echo "uv could not install (.venv/uv.log says why). Trying pip, which takes longer."
    pip -r "requirements/$wanted.txt"
fi
echo "$wanted $(sum_of "$wanted")" >$stamp
