"""Make the one stylesheet that is served from the sheets it is written in.

The sheets under styles/ nest rules, one block a component; browsers of older offices (Chromium below 120) do not
read nesting, and no reader needs the comments: this writes the same rules flat and tight.

    .venv/bin/python scripts/css.py           write mingjian.css
    .venv/bin/python scripts/css.py --check   exit 1 when it is not what the sheets say
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SHARED = Path(__file__).parents[1] / "src/mingjian_web/desks/shared"
SHEETS = ("tokens", "base", "frame", "acts", "tables", "clock", "records", "charts", "desks", "print")
SERVED = SHARED / "static/mingjian/mingjian.css"
COMMENT = re.compile(r"/\*.*?\*/", re.S)
#: A quoted string, a bracketed group's edge, or one of the three marks that end something.
MARK = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([(\[])|([)\]])|([{};])""")
CONTAINERS = ("@media", "@supports", "@container", "@layer")


@dataclass
class Block:
    """A rule: what stands before its brace, its own lines, the blocks inside it."""

    head: str
    lines: list[str] = field(default_factory=list)
    inside: list[Block] = field(default_factory=list)


def parts(text: str, mark: str) -> list[str]:
    """`text` cut at each `mark` that stands in no bracket and no quotes."""
    depth, cut, found = 0, 0, []
    for at, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == mark and not depth:
            found.append(text[cut:at].strip())
            cut = at + 1
    return [*found, text[cut:].strip()]


def parse(text: str) -> Block:
    """The sheet as one block; ValueError when braces do not match."""
    text = COMMENT.sub("", text)
    open_blocks, cut, depth = [Block("")], 0, 0
    for match in MARK.finditer(text):
        quoted, opens, closes, mark = match.groups()
        depth += bool(opens) - bool(closes)
        if quoted or opens or closes or depth:
            continue
        piece, cut = " ".join(text[cut : match.start()].split()), match.end()
        if mark == "{":
            block = Block(piece)
            open_blocks[-1].inside.append(block)
            open_blocks.append(block)
            continue
        if piece:
            open_blocks[-1].lines.append(piece)
        if mark == "}":
            open_blocks.pop()
    if len(open_blocks) != 1 or text[cut:].strip():
        raise ValueError(f"braces do not match near: {text[cut:].strip()[:60]}")
    return open_blocks[0]


def resolved(outer: str, inner: str) -> str:
    """The selector `inner` means when it is nested in `outer`, as browsers read nesting."""
    if not outer:
        return inner
    grouped = f":is({outer})" if len(parts(outer, ",")) > 1 else outer
    return ", ".join(each.replace("&", grouped) if "&" in each else f"{grouped} {each}" for each in parts(inner, ","))


def rules(block: Block, selector: str = "") -> Iterator[str]:
    """The block and all inside it, flat."""
    if block.lines and selector:
        yield f"{tight_selector(selector)}{{{';'.join(map(tight_line, block.lines))}}}"
    elif block.lines:
        yield "".join(f"{line};" for line in block.lines)
    for child in block.inside:
        if child.head.startswith(CONTAINERS):
            yield f"{tight_head(child.head)}{{{''.join(rules(child, selector))}}}"
        elif child.head.startswith("@"):
            yield f"{child.head}{{{verbatim(child)}}}"
        else:
            yield from rules(child, resolved(selector, child.head))


def verbatim(block: Block) -> str:
    """An @page or @property block, whose inside are no selectors."""
    inner = "".join(f"{child.head}{{{verbatim(child)}}}" for child in block.inside)
    return ";".join(map(tight_line, block.lines)) + (";" if block.lines and inner else "") + inner


def tight_selector(selector: str) -> str:
    """A selector without the spaces nobody needs."""
    return re.sub(r"\s*([,>~])\s*", r"\1", selector)


def tight_head(head: str) -> str:
    """An at-rule's condition without the spaces nobody needs: those around `and` are needed."""
    return re.sub(r":\s+", ":", head)


def tight_line(line: str) -> str:
    """A declaration without the spaces nobody needs; what is quoted stays."""
    name, _, value = line.partition(":")
    pieces = re.split(r'("[^"]*")', value.strip())
    return f"{name.strip()}:" + "".join(
        piece if piece.startswith('"') else re.sub(r",\s+|\s+(?=!)", lambda gap: gap[0].strip(), piece)
        for piece in pieces
    )


def stylesheet(folder: Path = SHARED / "styles") -> str:
    """All sheets in their order, flat."""
    sheets = (parse((folder / f"{name}.css").read_text(encoding="utf-8")) for name in SHEETS)
    return "\n".join("".join(rules(sheet)) for sheet in sheets) + "\n"


def main(arguments: list[str]) -> int:
    made = stylesheet()
    if "--check" in arguments:
        current = SERVED.exists() and SERVED.read_text(encoding="utf-8") == made
        if not current:
            print("mingjian.css is stale: run scripts/css.py", file=sys.stderr)
        return 0 if current else 1
    SERVED.write_text(made, encoding="utf-8")
    print(f"{SERVED.name}: {len(made.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
