#!/bin/sh
# Run every check, count the failures instead of dying at the first.
cd "$(dirname "$0")/.." || exit 2
failed=0
check() {
  name=$1; shift
  if "$@"; then echo "ok    $name"; else echo "FAIL  $name"; failed=$((failed + 1)); fi
}
bin=.venv/bin
# Django wants a home to open; it gets one of its own, so that a check leaves nothing in anybody's.
MINGJIAN_HOME=$(mktemp -d) || exit 2
export MINGJIAN_HOME
trap 'rm -rf "$MINGJIAN_HOME"' EXIT
check "style (ruff)" $bin/ruff check --quiet .
check "format (ruff)" $bin/ruff format --quiet --check .
check "types (mypy)" $bin/mypy --no-error-summary
check "imports (import-linter)" $bin/lint-imports --no-cache
check "docs/reference is current" $bin/python scripts/docs.py --check
check "mingjian.css is what its sheets say" $bin/python scripts/css.py --check
check "every word has its English" $bin/python scripts/messages.py --check
check "migrations are whole" $bin/python manage.py makemigrations --check --dry-run
[ "$failed" -eq 0 ] || { echo "$failed check(s) failed"; exit 1; }
