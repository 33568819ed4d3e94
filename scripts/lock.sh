#!/bin/sh
# Renew the locks: one for Python 3.11 to 3.13, with hashes and without addresses.
set -eu
cd "$(dirname "$0")/.."
command -v uv >/dev/null || { echo "uv is needed: pip install uv" >&2; exit 2; }
for name in run dev spark; do
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
    "requirements/$name.in" -o "requirements/$name.txt"
done
