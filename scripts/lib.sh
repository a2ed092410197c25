# Shared set-up of all scripts: the environment in .venv, the assets in node_modules. Sourced, never run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
say() { printf '%s\n' "· $*" >&2; }

find_python() {
  for p in ${NAHBAR_PYTHON:-} python3.13 python3.12 python3.11 python3; do
    if command -v "$p" >/dev/null 2>&1 && "$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$p"; return 0
    fi
  done
  say "Python 3.11 oder neuer fehlt (Debian: apt-get install python3 python3-venv)."; return 1
}

# ensure_venv [dev]: .venv with pinned, hashed packages; rebuilt only when a lock file changes.
ensure_venv() {
  local want=base stamp
  [ "${1:-}" = dev ] && want=dev
  stamp=$(cat requirements/base.txt $([ $want = dev ] && echo requirements/dev.txt) pyproject.toml | sha256sum | cut -c1-16)
  if [ -f .venv/.stamp-$want ] && [ "$(cat .venv/.stamp-$want)" = "$stamp" ]; then return 0; fi
  say "Python-Umgebung .venv wird eingerichtet ($want) …"
  [ -x .venv/bin/python ] || "$(find_python)" -m venv .venv
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/base.txt
  if [ $want = dev ]; then
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
  fi
  # setuptools comes with ensurepip's venv only up to 3.11, so the project is put on the path by a .pth file, not built
  .venv/bin/python scripts/link_project.py
  echo "$stamp" > .venv/.stamp-$want
}

# have a system package, or install it where we may, or say its name and why
ensure_system() { # command package reason
  command -v "$1" >/dev/null 2>&1 && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "Systempaket $2 wird installiert ($3) …"
    { apt-get install -y -qq "$2" || { apt-get update -qq && apt-get install -y -qq "$2"; }; } >/dev/null 2>&1 || true
  fi
  command -v "$1" >/dev/null 2>&1 || { say "Es fehlt »$1« (Debian-Paket $2): $3."; return 1; }
}

# tesseract with the German language data, which is a package of its own
ensure_tesseract() { # reason
  ensure_system tesseract tesseract-ocr "$1" || return 1
  tesseract --list-langs 2>/dev/null | grep -qx deu && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "Systempaket tesseract-ocr-deu wird installiert ($1) …"
    { apt-get install -y -qq tesseract-ocr-deu || { apt-get update -qq && apt-get install -y -qq tesseract-ocr-deu; }; } >/dev/null 2>&1 || true
  fi
  tesseract --list-langs 2>/dev/null | grep -qx deu || { say "Es fehlt die deutsche Texterkennung (Debian-Paket tesseract-ocr-deu): $1."; return 1; }
}
