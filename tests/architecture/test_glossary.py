"""GLOSSARY.md decides the words, and the code keeps to them: labels agree, and no ✗ word stands for its Chinese."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from mingjian import terms
from mingjian.terms import Term

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "mingjian"
GLOSSARY = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
CHINESE = re.compile("[\u4e00-\u9fff]")
#: Labels that cannot keep the rule, each with why.
EXCUSED = {("撤销日", "withdrawn on"): "the contract of the data package names the column withdrawn_on"}
NEVER = {"untrue", "cancelled", "summoned", "blacklist"}


@dataclass(frozen=True)
class Row:
    """One row of a word table."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]
    names: tuple[str, ...]
    wrong: tuple[str, ...]


def cells_under(title: str) -> list[list[str]]:
    """The cells of the table rows under one heading of GLOSSARY.md, head and rule left out."""
    section = re.split(r"^#{2,3} ", GLOSSARY.split(f"# {title}\n", 1)[1], maxsplit=1, flags=re.M)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def word_rows() -> Iterator[Row]:
    """Every row of the tables with four columns."""
    for title in re.findall(r"^## (.+)$", GLOSSARY, flags=re.M):
        for zh, en, names, note in (cells for cells in cells_under(title) if len(cells) == 4):
            wrong = re.findall(r"✗ `([^`]+)`", note)
            yield Row(tuple(zh.split(" / ")), tuple(en.split(" / ")), tuple(names.split(" / ")), tuple(wrong))


WORDS = tuple(word_rows())
ENUMS = [thing for thing in vars(terms).values() if isinstance(thing, type) and issubclass(thing, Term)]
ENUMS.remove(Term)


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of ring one, parsed."""
    for path in sorted(SRC.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def plain(words: str) -> str:
    return words.replace("-", " ").lower()


def alike(one: str, other: str) -> bool:
    """Whether one is the other, or is said inside it."""
    return plain(one) in plain(other) or plain(other) in plain(one)


def test_the_glossary_is_read_whole():
    assert len(WORDS) > 100
    assert {"撤销", "实据", "时限计算单", "整改台账"} <= {word for row in WORDS for word in row.chinese}


def test_one_chinese_word_has_one_row():
    words = [word for row in WORDS for word in row.chinese]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_an_enumeration_and_its_table_in_the_glossary_are_the_same(enum):
    assert cells_under(f"`{enum.__name__}`") == [[member.label.zh, member.label.en, member.value] for member in enum]


@pytest.mark.parametrize("member", [m for enum in ENUMS for m in enum], ids=lambda m: f"{type(m).__name__}.{m}")
def test_a_member_named_in_the_glossary_wears_its_words(member):
    rows = [row for row in WORDS if member.value in row.names]
    fitting = [
        row
        for row in rows
        if any(alike(word, member.label.zh) for word in row.chinese)
        and any(alike(word, member.label.en) for word in row.english)
    ]
    assert fitting or not rows


def local_enums() -> Iterator[type[Term]]:
    """The enumerations that chapters keep for themselves."""
    for path, tree in modules():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and "Term" in [ast.unparse(base) for base in node.bases]:
                name = ".".join(("mingjian", *path.relative_to(SRC).with_suffix("").parts))
                yield getattr(importlib.import_module(name), node.name)


def test_every_label_of_a_chapters_own_enumeration_stands_in_the_glossary():
    listed = {word for line in GLOSSARY.splitlines() for word in re.split(r" *\| *| / ", line.strip("| "))}
    missing = [f"| {m.label.zh} | {m.label.en} | {m.value} |" for enum in local_enums() for m in enum]
    assert [line for line in missing if line.split(" | ")[0].strip("| ") not in listed] == []


def misused(zh: str, en: str) -> list[str]:
    """The ✗ words `en` uses for Chinese that stands in `zh`, unless other Chinese there accounts for them."""
    longest_first = sorted(((w, row) for row in WORDS for w in row.chinese), key=lambda pair: -len(pair[0]))
    said: list[Row] = []
    for word, row in longest_first:
        if word in zh:
            said.append(row)
            zh = zh.replace(word, "\n")
    right = {plain(word) for row in said for word in row.english}
    wrong = [word for row in said for word in row.wrong if not any(word in other for other in right)]
    return [word for word in wrong if re.search(rf"\b{word}s?\b", plain(en))]


@pytest.mark.parametrize(
    "zh, en, wrong",
    [
        ("撤销证书", "certificate withdrawn", ["withdrawn"]),
        ("撤销证书", "certificate rescinded", []),
        ("撤销、撤回", "rescission, withdrawal", []),
        ("线索", "a lead", ["lead"]),
        ("问题线索", "a lead", []),
        ("线索", "leader", []),
        ("失实报告", "Untrue reports", ["untrue"]),
        ("通报批评", "circulars", ["circular"]),
        ("情况通报", "circular", []),
    ],
)
def test_a_wrong_word_is_seen_and_a_right_one_let_be(zh, en, wrong):
    assert misused(zh, en) == wrong


def constant(node: ast.expr) -> str:
    """The words of a string in the source, the filled-in parts of an f-string left out."""
    if isinstance(node, ast.JoinedStr):
        return "".join(constant(part) for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def pairs_in_code() -> Iterator[tuple[str, str, str]]:
    """Every `Text(zh, en)` and every member of an enumeration: where, Chinese, English."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Text" and len(node.args) == 2:
                zh, en = node.args
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 3:
                _, zh, en = node.value.elts
            else:
                continue
            yield f"{path.relative_to(ROOT)}:{node.lineno}", constant(zh), constant(en)


def pairs_in_data(where: str, thing: object) -> Iterator[tuple[str, str, str]]:
    """Every `{zh, en}` and every Chinese text with its English beside it in a list."""
    if isinstance(thing, dict):
        if isinstance(thing.get("zh"), str) and isinstance(thing.get("en"), str):
            yield where, thing["zh"], thing["en"]
        for name, part in thing.items():
            yield from pairs_in_data(f"{where} {name}", part)
    elif isinstance(thing, list):
        for left, right in pairwise(thing):
            if isinstance(left, str) and isinstance(right, str) and CHINESE.search(left):
                yield where, left, right
        for part in thing:
            yield from pairs_in_data(where, part)


def all_pairs() -> Iterator[tuple[str, str, str]]:
    yield from pairs_in_code()
    for path in sorted(SRC.rglob("*.yaml")):
        yield from pairs_in_data(str(path.relative_to(ROOT)), YAML(typ="safe", pure=True).load(path))


def test_no_english_in_the_source_stands_for_chinese_it_must_not():
    pairs = [(where, zh, en) for where, zh, en in all_pairs() if (zh, en) not in EXCUSED]
    assert len(pairs) > 100
    assert [(where, zh, en, bad) for where, zh, en in pairs if (bad := misused(zh, en))] == []


def names_in(tree: ast.Module) -> Iterator[str]:
    """Every name the module gives or uses."""
    for node in ast.walk(tree):
        for field in ("id", "attr", "arg", "name"):
            if isinstance(name := getattr(node, field, None), str):
                yield name


def never_used(name: str) -> bool:
    """Whether a name is or holds a word with no right use: snake_case and CamelCase alike."""
    words = re.findall(r"[a-z]+", re.sub(r"([A-Z])", r"_\1", name).lower())
    return bool(NEVER & set(words)) or "local_authority" in "_".join(words)


@pytest.mark.parametrize(
    "name, wrong",
    [
        ("untrue_report", True),
        ("BlacklistEntry", True),
        ("local_authority", True),
        ("cancelled_on", True),
        ("serious_dishonesty_list", False),
        ("true", False),
    ],
)
def test_a_name_with_a_word_never_used_is_seen(name, wrong):
    assert never_used(name) is wrong


def test_no_name_in_the_source_is_a_word_never_used():
    assert [(path.name, name) for path, tree in modules() for name in names_in(tree) if never_used(name)] == []


def test_every_word_never_used_stands_in_the_glossary_as_such():
    section = GLOSSARY.split("## 从不使用 · Never used\n", 1)[1].split("\n## ", 1)[0]
    assert set(re.findall(r"`([a-z ]+)`", section)) == NEVER | {"local authority"}
