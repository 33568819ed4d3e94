"""docs/reference/lifecycles: the states of a matter and every act between them, drawn from the rows."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.findings.lifecycle import LIFE
from mingjian.lifecycle import mermaid, transition_table
from mingjian.terms import Text
from reference.markdown import Page, beside, fence, heading, page, paragraphs

ABOUT = Text(
    "每一行是一个动作的全部：在什么状态下、由谁、须具备什么、在什么时限内、依据什么、是否入账。“须具备”一栏写的是不具备时拒绝办理的理由。",
    "Each row is the whole of an act: in which state, by whom, what it needs, within which limit, on what citation, "
    "and whether it enters the ledger. The column of needs gives the reason of the refusal when one is not met.",
)
LANGUAGES = (("zh", Text("中文", "Chinese")), ("en", Text("英文", "English")))


def pages() -> Iterator[Page]:
    """A page for every lifecycle there is: today the finding's."""
    blocks = [block for language, name in LANGUAGES for block in _in(language, name)]
    title = beside(Text(f"{LIFE.name.zh}的办理", f"the life of a {LIFE.name.en}"))
    yield page("lifecycles/finding.md", title, paragraphs(ABOUT), *blocks)


def _in(language: str, name: Text) -> Iterator[str]:
    yield heading(2, name)
    yield fence(mermaid(LIFE, language), "mermaid")
    yield transition_table(LIFE, language).rstrip()
