"""Whatever a person may call says what it is: every module, public class, function and method has a docstring."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def public(body: list[ast.stmt]) -> Iterator[Named]:
    """The functions and classes of a body whose names do not begin with an underscore."""
    for node in body:
        if isinstance(node, Named) and not node.name.startswith("_"):
            yield node


def documented_by_protocol(sources) -> set[str]:
    """Names of methods that a Protocol of the house explains; a class that keeps the promise need not repeat it."""
    protocols = (
        node
        for source in sources
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and any("Protocol" in ast.unparse(base) for base in node.bases)
    )
    return {method.name for protocol in protocols for method in public(protocol.body) if ast.get_docstring(method)}


def silent(source, promised: set[str]) -> Iterator[str]:
    """Where a docstring is missing."""
    if source.text.strip() and not ast.get_docstring(source.tree):
        yield f"{source.file}:1 the module"
    for node in public(source.tree.body):
        if not ast.get_docstring(node):
            yield f"{source.file}:{node.lineno} {node.name}"
        if isinstance(node, ast.ClassDef):
            for method in public(node.body):
                if not ast.get_docstring(method) and method.name not in promised:
                    yield f"{source.file}:{method.lineno} {node.name}.{method.name}"


def test_everything_public_says_what_it_is(sources):
    promised = documented_by_protocol(sources)
    found = [line for source in sources for line in silent(source, promised)]
    assert not found, (
        "write one sentence that says what it is (units, shapes, errors, the article), or begin its name with an "
        "underscore if nobody outside the module needs it:\n" + "\n".join(found)
    )


SILENT = """\
'A module.'
def f(): ...
class C:
    def m(self): ...
    def _p(self): ...
    def __len__(self): ...
"""
PROMISED = """\
'A module.'
class P(Protocol):
    'P.'
    def read(self):
        'Read.'
class C:
    'C.'
    def read(self): ...
"""


def test_a_silent_function_class_and_method_are_seen(planted):
    assert [line.split()[-1] for line in silent(planted(SILENT), set())] == ["f", "C", "C.m"]


def test_a_method_that_a_protocol_explains_may_be_silent(planted):
    source = planted(PROMISED)
    assert list(silent(source, documented_by_protocol([source]))) == []
    assert [line.split()[-1] for line in silent(source, set())] == ["C.read"]
