# Shared by ./run and ./test: the virtual environment from the hashed lock.
# The environment is built anew only when the lock, the Python or the project's own description changed.

VENV="${LAGEBILD_VENV:-.venv}"

fail() { printf 'lagebild: %s\n' "$1" >&2; exit 2; }

find_python() {
    local candidate
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "no Python 3.11, 3.12 or 3.13 was found. Install one (Debian: apt install python3 python3-venv), or name it: PYTHON=/path/to/python3.12 ./run"
}

check_venv_module() {
    "$1" -c 'import venv, ensurepip' 2>/dev/null || fail "$1 lacks the module venv. Install it (Debian, Ubuntu: apt install $(basename "$("$1" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')")-venv; Fedora: dnf install python3), then start again."
}

# hash_of FILE... : one line that changes when a file or the Python does
hash_of() {
    "$VENV/bin/python" - "$@" <<'PY'
import hashlib, pathlib, sys
digest = hashlib.sha256(sys.version.encode())
for name in sys.argv[1:]:
    digest.update(pathlib.Path(name).read_bytes())
print(digest.hexdigest())
PY
}

install_lock() {
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: --no-deps -r "$1" ||
        fail "the packages of $1 could not be installed: see pip's message above. A network or a mirror of PyPI is needed once."
}

make_environment() {
    if [ ! -x "$VENV/bin/python" ]; then
        local python
        python="$(find_python)"
        check_venv_module "$python"
        printf 'Making the environment in %s with %s …\n' "$VENV" "$("$python" --version)" >&2
        "$python" -m venv "$VENV" || fail "the environment could not be made in $VENV: see the message above."
    fi
    local stamp
    stamp="$(hash_of "$1" pyproject.toml)"
    if [ "$(cat "$VENV/.lagebild-lock" 2>/dev/null)" != "$stamp" ]; then
        printf 'Installing the packages of %s …\n' "$1" >&2
        install_lock "$1"
        "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
            --no-deps --no-build-isolation --no-index --editable . ||
            fail "Lagebild itself could not be installed into $VENV: see pip's message above."
        printf '%s\n' "$stamp" >"$VENV/.lagebild-lock"
    fi
}

add_to_environment() {
    local stamp
    stamp="$(hash_of "$1")"
    if [ "$(cat "$VENV/.lagebild-test-lock" 2>/dev/null)" != "$stamp" ]; then
        printf 'Installing the packages of %s …\n' "$1" >&2
        install_lock "$1"
        printf '%s\n' "$stamp" >"$VENV/.lagebild-test-lock"
    fi
}
