"""Collect every Chinese msgid of the pages, app by app, and compile the English catalogues; `--check` only looks.

Each app's words stand in its own `locale/en/LC_MESSAGES/django.po`; the compiled `.mo` beside it is committed, because
a bare machine has no msgfmt. Exit 1 where a catalogue is stale or a msgid has no English.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "src" / "mingjian_web"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
#: Babel writes a moment into every catalogue; ours are the same whenever they are made.
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = "# English of the pages. Made by scripts/messages.py; write the msgstr by hand."


def apps() -> list[Path]:
    """Every folder that is an app: it has an apps.py."""
    return sorted(path.parent for path in WEB.rglob("apps.py"))


def sources(app: Path, others: list[Path]) -> Iterator[tuple[Path, bytes]]:
    """The Python and the templates of an app, not those of apps within it; templates turned into Python."""
    inner = [other for other in others if other != app and app in other.parents]
    for path in sorted([*app.rglob("*.py"), *app.rglob("*.html"), *app.rglob("*.txt")]):
        if any(other in path.parents for other in inner) or "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            text = templatize(text, origin=path.name)
        yield path, text.encode()


def collected(app: Path, others: list[Path]) -> Catalog:
    """Every msgid of the app, without English yet."""
    catalog = Catalog(locale="en", header_comment=HEADER, creation_date=ALWAYS, revision_date=ALWAYS)
    for path, text in sources(app, others):
        for _, message, _, context in extract("python", io.BytesIO(text), keywords=KEYWORDS):
            if message and (message if isinstance(message, str) else message[0]):
                where = path.relative_to(ROOT).as_posix()
                catalog.add(message, locations=[(where, 1)], context=context)
    return catalog


def merged(app: Path, others: list[Path]) -> Catalog:
    """The msgids of now with the English that was written."""
    catalog, kept = collected(app, others), po_of(app)
    if kept.exists():
        with kept.open("rb") as file:
            old = read_po(file, locale="en")
        for message in catalog:
            was = old.get(message.id, message.context) if message.id else None
            if was is not None and was.string and bool(message.pluralizable) == bool(was.pluralizable):
                message.string = was.string
    return catalog


def po_of(app: Path) -> Path:
    """Where an app's English stands."""
    return app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def untranslated(catalog: Catalog) -> list[str]:
    """Msgids without English."""
    missing = []
    for message in catalog:
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(said):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def as_po(catalog: Catalog) -> bytes:
    """The catalogue as its file has it, the same every time."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, sort_output=True, no_location=True, omit_header=False, width=0, ignore_obsolete=True)
    lines = [
        line for line in buffer.getvalue().split(b"\n") if not line.startswith((b'"POT-', b'"PO-Rev', b'"Generated'))
    ]
    return b"\n".join(lines)


def as_mo(catalog: Catalog) -> bytes:
    """The compiled catalogue."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> int:
    """Write, or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("apps", nargs="*", help="only these, such as findings or desks/regulator/law")
    asked = parser.parse_args()
    settings.configure(USE_I18N=True)
    faults, everything = [], apps()
    wanted = [WEB / name for name in asked.apps] or everything
    for app in wanted:
        catalog = merged(app, everything)
        name = app.relative_to(WEB).as_posix()
        faults += [f"{name}: no English for {msgid!r}" for msgid in untranslated(catalog)]
        if any(message.id for message in catalog):
            faults += put(app, catalog, asked.check)
    print("\n".join(faults) or "every msgid has its English")
    return 1 if faults else 0


def put(app: Path, catalog: Catalog, only_look: bool) -> list[str]:
    """Write both files, or say which is stale."""
    po, stale = po_of(app), []
    for path, content in ((po, as_po(catalog)), (po.with_suffix(".mo"), as_mo(catalog))):
        if path.exists() and path.read_bytes() == content:
            continue
        if only_look:
            stale.append(f"{path.relative_to(ROOT)} is stale: run scripts/messages.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return stale


if __name__ == "__main__":
    sys.exit(main())
