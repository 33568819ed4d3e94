"""docs/reference is what the code says, on any machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: A machine as unlike a person's as can be: nothing of it may show in a page.
STRANGE = {"TZ": "America/Lima", "LANG": "C", "LC_ALL": "C", "COLUMNS": "33", "FORCE_COLOR": "1", "PYTHONHASHSEED": "9"}


def check(root: Path, *more: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`scripts/docs.py --check`."""
    return subprocess.run(
        [sys.executable, "scripts/docs.py", "--check", *more],
        cwd=root,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_reference_is_current_on_any_machine(root):
    done = check(root, **STRANGE)
    assert done.returncode == 0, f"run `make docs` and commit what it writes\n{done.stdout}{done.stderr}"


def test_a_stale_a_missing_and_a_superfluous_page_are_named(root, tmp_path):
    reference = tmp_path / "reference"
    shutil.copytree(root / "docs" / "reference", reference)
    (reference / "package.md").write_text("old", encoding="utf-8")
    (reference / "cli.md").unlink()
    (reference / "rules" / "GONE-01.md").touch()
    done = check(root, "--into", str(reference))
    assert done.returncode == 1
    assert {"stale package.md", "missing cli.md", "superfluous rules/GONE-01.md"} <= {
        " ".join(line.split()) for line in done.stdout.splitlines()
    }
