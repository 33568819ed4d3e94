"""docs/reference/README.md: what is generated here, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.terms import Text
from reference.markdown import Page, beside, bullets, page, paragraphs

ABOUT = Text(
    "这里每一页都由 make docs 从代码和数据生成，请勿手改；过时的页会使 make check 不通过。"
    "两种文字写在同一页：先中文，旁边是英文，表格和例子只画一遍，两种读者看到的是同一份依据。",
    "Every page here is made from code and data by `make docs`; do not edit them: a stale page fails `make check`. "
    "Both languages stand on one page, Chinese first and English beside it, so that tables and cases are drawn once "
    "and both readers see the same grounds.",
)
CONTENTS = (
    ("rules/index.md", Text("规则：每条查什么、依据什么、怎样核实、例子", "rules: findings, law, checking, cases")),
    ("law/README.md", Text("规定：文件、时期、参数，以及没有人读过的", "the law: its periods, parameters, gaps")),
    ("lifecycles/finding.md", Text("疑点的办理：状态和动作", "the life of a finding: states and acts")),
    ("package.md", Text("监管数据包：表和列", "the supervision data package: tables and columns")),
    ("permissions.md", Text("角色、权限和每一页谁能打开", "roles, permissions, and who may open which page")),
    ("cli.md", Text("命令", "the command line")),
)


def pages() -> Iterator[Page]:
    """The one page that leads to the others."""
    links = bullets(f"[{beside(text)}]({path})" for path, text in CONTENTS)
    yield page("README.md", beside(Text("参考", "reference")), paragraphs(ABOUT), links)
