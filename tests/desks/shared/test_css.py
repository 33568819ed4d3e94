"""The stylesheet as served: flat, small, current, and readable in both schemes."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "scripts"))

import css  # noqa: E402

KB = 1000
SURFACES = ("paper", "ground", "sunk")


def flat(text):
    return "".join(css.rules(css.parse(text)))


@pytest.mark.parametrize(
    "nested, wanted",
    [
        ("a { color: red; }", "a{color:red}"),
        ("a { color: red; b { top: 0; } }", "a{color:red}a b{top:0}"),
        (".a { &.b, &:hover { top: 0; } }", ".a.b,.a:hover{top:0}"),
        (".a { > b { top: 0; } + .a { top: 1px; } }", ".a>b{top:0}.a + .a{top:1px}"),
        ("a, b { c { top: 0; } }", ":is(a,b) c{top:0}"),
        ("p { :is(.page, .x) > & { top: 0; } }", ":is(.page,.x)>p{top:0}"),
        (".a { @media print { top: 0; b { top: 1px; } } }", "@media print{.a{top:0}.a b{top:1px}}"),
        ("@layer x { .a { top: 0; } }", "@layer x{.a{top:0}}"),
        (
            "@media screen and (min-width: 1rem) { a { top: 0 !important; } }",
            "@media screen and (min-width:1rem){a{top:0!important}}",
        ),
        ("@layer x, y;", "@layer x, y;"),
        ('a { content: "{;, }"; }', 'a{content:"{;, }"}'),
        ("/* a { */ b { top: 0; }", "b{top:0}"),
        (
            "@page { size: A4; @bottom-center { content: counter(page); } }",
            "@page{size:A4;@bottom-center{content:counter(page)}}",
        ),
        ("a { margin: 0 calc(1px + 2px); }", "a{margin:0 calc(1px + 2px)}"),
    ],
)
def test_nesting_is_laid_flat(nested, wanted):
    assert flat(nested) == wanted


@pytest.mark.parametrize("broken", ["a { color: red;", "a } b"])
def test_a_sheet_with_unmatched_braces_is_refused(broken):
    with pytest.raises((ValueError, IndexError)):
        flat(broken)


def test_the_stylesheet_is_what_the_sheets_say():
    assert css.SERVED.read_text(encoding="utf-8") == css.stylesheet(), "run scripts/css.py"


def test_every_sheet_is_served():
    assert {path.stem for path in (css.SHARED / "styles").glob("*.css")} == set(css.SHEETS)


def test_the_stylesheet_and_the_script_are_small():
    assert css.SERVED.stat().st_size <= 30 * KB
    assert (css.SHARED / "static/mingjian/desk.js").stat().st_size <= 6 * KB


def test_nothing_is_asked_of_anybody_else():
    assert not re.search(r"url\(|@import|https?:", css.SERVED.read_text(encoding="utf-8"))


def schemes():
    """The tokens of the light and the dark scheme."""
    light, dark = (css.SHARED / "styles/tokens.css").read_text(encoding="utf-8").split("@media")
    read = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", part)) for part in (light, dark)]
    return {"light": read[0], "dark": read[1]}


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(letter * 2 for letter in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast ratio, WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


STATUS = ("good", "warn", "bad", "clue", "mute")
TEXTS = [
    *((ink, on) for ink in ("ink", "ink-2", "ink-3") for on in SURFACES),
    *((ink, "accent-wash") for ink in ("ink", "ink-2", "accent", "accent-2")),
    *((ink, "warn-wash") for ink in ("ink", "ink-2")),
    *((ink, "mute-wash") for ink in ("ink", "ink-2")),
    *((ink, on) for ink in ("accent", "accent-2", *STATUS) for on in ("paper", "ground")),
    *((status, f"{status}-wash") for status in STATUS),
    *((status, "accent-wash") for status in STATUS),
    ("on-accent", "accent"),
    ("on-accent", "accent-2"),
]


def test_black_on_white_is_twenty_one():
    assert round(contrast("#000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ink, surface", TEXTS)
def test_text_can_be_read(scheme, ink, surface):
    tokens = schemes()[scheme]
    assert contrast(tokens[ink], tokens[surface]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("line", ["edge", "focus"])
@pytest.mark.parametrize("surface", ["paper", "ground"])
def test_a_controls_border_and_the_focus_can_be_seen(scheme, line, surface):
    tokens = schemes()[scheme]
    assert contrast(tokens[line], tokens[surface]) >= 3
