"""Pictures of the pages for the documents: taken by the browser tests, made small here, listed in their own page.

`make pictures` runs the walk over every page and the journeys with MINGJIAN_PICTURES set; what they keep is drawn in
few colours, cut at a readable height, and laid into docs/pictures/<desk>/ and docs/pictures/journeys/. The first sheet
of a print becomes a picture where `pdftoppm` is at hand.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs/pictures"
TESTS = "tests/journeys"
COLOURS = 64
#: A page is cut here; more is not looked at in a document.
HIGHEST = 2400
#: Dots an inch of a printed sheet.
PRINT_DPI = "80"
LARGEST = 12 * 1024 * 1024
HEAD = """# 页面图 · Pictures of the pages

由 `make pictures` 从演示省的页面截取，不手工修改。机构、人员、文号均为虚构。
Taken from the pages of the invented province by `make pictures`; not edited by hand.

文件名 `<页面>-<视图>-<语言>.png`：1440、390 是窗口宽度，print 是 A4 打印首页。 Names are page, view, language: 1440 and
390 are widths of the window, print is the first sheet on A4.
"""


def main() -> int:
    """Take them, make them small, list them; the tests' own answer where they fail."""
    with tempfile.TemporaryDirectory(prefix="mingjian-pictures-") as name:
        taken = Path(name)
        env = {**os.environ, "MINGJIAN_PICTURES": name}
        command = [sys.executable, "-m", "pytest", TESTS, "-m", "browser", *sys.argv[1:]]
        failed = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode  # noqa: S603 - our own tests
        if failed:
            return failed
        renew(taken)
    return 0


def renew(taken: Path) -> None:
    """Replace the pictures of the documents by those taken."""
    for old in FOLDER.glob("*/*.png"):
        old.unlink()
    for paper in sorted(taken.rglob("*.pdf")):
        first_sheet(paper)
    for path in sorted(taken.rglob("*.png")):
        made = FOLDER / place_of(path.relative_to(taken))
        made.parent.mkdir(parents=True, exist_ok=True)
        small(path, made)
    (FOLDER / "README.md").write_text(listed(), encoding="utf-8")
    size = sum(path.stat().st_size for path in FOLDER.rglob("*.png"))
    if size > LARGEST:
        raise SystemExit(f"the pictures take {size:,} bytes, more than {LARGEST:,}: show fewer")


def place_of(taken: Path) -> Path:
    """Pages stand under their desk, pictures of journeys together."""
    return taken if len(taken.parts) > 1 else Path("journeys") / taken


def first_sheet(paper: Path) -> None:
    """The first sheet of a print as a picture beside it; nothing without pdftoppm."""
    if tool := shutil.which("pdftoppm"):
        command = [tool, "-png", "-singlefile", "-f", "1", "-r", PRINT_DPI, str(paper), str(paper.with_suffix(""))]
        subprocess.run(command, check=True)  # noqa: S603 - a tool of the machine on a file of ours


def small(path: Path, made: Path) -> None:
    """In few colours, cut at the height that is looked at."""
    with Image.open(path) as picture:
        width, height = picture.size
        cut = picture.convert("RGB").crop((0, 0, width, min(height, HIGHEST)))
    cut.quantize(COLOURS, dither=Image.Dither.NONE).save(made, optimize=True)


def listed() -> str:
    """The page that lists every picture, by desk."""
    lines = [HEAD]
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        lines.append(f"\n## {folder.name}\n")
        lines += [f"- [{path.stem}]({folder.name}/{path.name})" for path in sorted(folder.glob("*.png"))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
