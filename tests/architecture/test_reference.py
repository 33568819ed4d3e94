"""docs/reference is what the code says, on any machine."""

from __future__ import annotations

import os
import re
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


def test_every_link_in_the_reference_leads_somewhere(root):
    texts = {path.resolve(): path.read_text(encoding="utf-8") for path in (root / "docs" / "reference").rglob("*.md")}
    anchors = {path: set(re.findall(r'<a id="([^"]+)"', text)) for path, text in texts.items()}
    links = [(path, link) for path, text in texts.items() for link in re.findall(r"\]\(([^)]+)\)", text)]
    assert links, "the reference holds no links: is it there? run `make docs`"
    dead = [
        f"{path.name}: {link}"
        for path, link in links
        for file, _, anchor in [link.partition("#")]
        for target in [(path.parent / file).resolve() if file else path]
        if target not in texts or (anchor and anchor not in anchors[target])
    ]
    assert not dead, "mend the page's source in scripts/reference:\n" + "\n".join(dead)
