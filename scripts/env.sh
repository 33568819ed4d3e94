#!/bin/sh
# Make .venv from a hash-locked list: `env.sh run|dev|spark`. Rebuilt when the list or the interpreter changes.
set -eu
level=$1
cd "$(dirname "$0")/.."

python=
for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
  if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "需要 Python 3.11、3.12 或 3.13；请安装，或用 make PYTHON=路径 指定。 Python 3.11 to 3.13 is needed: install one or name it with make PYTHON=path." >&2
  exit 2
fi
if ! "$python" -c 'import ensurepip, sqlite3, ssl' 2>/dev/null; then
  echo "$python 缺少 venv、sqlite3 或 ssl 模块；Debian 上：apt install python3-venv。 $python lacks the venv, sqlite3 or ssl module; on Debian: apt install python3-venv." >&2
  exit 2
fi

stamp() {  # a list and the interpreter, as one line
  "$python" - "requirements/$1.txt" <<'PY'
import hashlib, pathlib, sys
print(sys.version.split()[0], hashlib.sha256(pathlib.Path(sys.argv[1]).read_bytes()).hexdigest())
PY
}

# A larger environment holds the smaller ones: dev holds run, spark holds both.
case $level in
  run) holders="run dev spark" ;;
  dev) holders="dev spark" ;;
  spark) holders="spark" ;;
  *) echo "usage: env.sh run|dev|spark" >&2; exit 2 ;;
esac
for holder in $holders; do
  if [ -f ".venv/stamp-$holder" ] && [ "$(cat ".venv/stamp-$holder")" = "$(stamp "$holder")" ]; then
    exit 0
  fi
done

echo "正在建立环境 .venv（$level）…… making .venv ($level) ..." >&2
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version.split()[0] != "'"$("$python" -c 'import sys; print(sys.version.split()[0])')"'")' 2>/dev/null; then
  rm -rf .venv
  "$python" -m venv .venv
fi
rm -f .venv/stamp-*
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$level.txt"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-index --no-build-isolation -e .
stamp "$level" > ".venv/stamp-$level"
