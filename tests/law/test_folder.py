"""A folder of law files with a fault in it is refused, a line a fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mingjian.law.shipped import DATA, read_folder
from mingjian.terms import BadInput


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped words and instruments with one parameter and one matter: small enough to break."""
    for name in ("units.yaml", "keys.yaml", "instruments.yaml"):
        shutil.copy(DATA / name, tmp_path / name)
    shutil.copytree(DATA / "order-1-2019", tmp_path / "order-1-2019")
    (tmp_path / "parameters/staff").mkdir(parents=True)
    parameter = DATA / "parameters/staff/evaluators_per_further_scope.yaml"
    shutil.copy(parameter, tmp_path / "parameters/staff")
    (tmp_path / "regimes.yaml").write_text(
        """\
evaluation:
  label: {zh: 安全评价, en: safety evaluation}
  periods:
    - {id: "2004", from: 2007-04-01, to: 2019-04-30, answer: unknown}
    - {id: "2019", from: 2019-05-01, answer: [order-1-2019]}
""",
        encoding="utf-8",
    )
    return tmp_path


def _change(folder: Path, name: str, change: Callable[[str], str]) -> None:
    path = folder / name
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


PARAMETER = "parameters/staff/evaluators_per_further_scope.yaml"


def test_the_folder_unbroken_is_read(folder):
    assert list(read_folder(folder).concepts) == ["staff.evaluators_per_further_scope"]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (PARAMETER, "order-1-2019:6", "order-1-2019:99", "没有着落"),
        (PARAMETER, "status: seen", "status: confirmed", "强于所引条文"),
        (PARAMETER, "order-1-2019:6", "order-1-2019:6-mix", "强于所引条文"),
        (PARAMETER, "from: 2019-05-01", "from: 2019-04-30", "超出"),
        (PARAMETER, "unit: persons", "unit: heads", "没有单位 heads"),
        (PARAMETER, "matter: evaluation", "matter: evaluations", "没有事项 evaluations"),
        (PARAMETER, "kind: law", "kind: declared", "自定的设置"),
        (PARAMETER, 'cites: ["order-1-2019:6"]', "cites: []", "没有引用"),
        ("regimes.yaml", "to: 2019-04-30", "to: 2019-04-29", "重叠或中断"),
        ("regimes.yaml", "to: 2019-04-30", "to: 2019-05-01", "重叠或中断"),
        ("regimes.yaml", "from: 2007-04-01", "from: 2007-04-02", "须从 2007-04-01 起"),
        ("regimes.yaml", "[order-1-2019]", "[order-99-2019]", "没有文件"),
        ("regimes.yaml", "[order-1-2019]", "[order-20-2026]", "首日未知"),
        ("regimes.yaml", "[order-1-2019]", "[order-22-2009]", "没有一个文件在整段时间内有效"),
        ("instruments.yaml", "repealed_by: order-22-2009", "repealed_by: order-23-2009", "没有文件"),
        ("instruments.yaml", "in_force_to: 2012-11-30", "in_force_to: 2012-07-18", "失效日早于施行日"),
        ("instruments.yaml", "- id: order-20-2026", "- id: order-1-2019", "写了两次"),
    ],
)
def test_a_broken_folder_is_refused(folder, name, old, new, said):
    _change(folder, name, lambda text: text.replace(old, new, 1))
    with pytest.raises(BadInput) as caught:
        read_folder(folder)
    assert any(said in line.zh for line in caught.value.lines), [line.zh for line in caught.value.lines]
    assert all("\n" not in line.both() for line in caught.value.lines)


def test_two_values_on_one_day_are_refused(folder):
    _change(folder, PARAMETER, lambda text: text + text.partition("values:\n")[2])
    with pytest.raises(BadInput) as caught:
        read_folder(folder)
    assert "日期重叠" in caught.value.lines[0].zh


def test_a_value_for_one_grade_and_one_for_one_division_are_refused_as_undecidable(folder):
    extra = (PARAMETER, lambda text: text + text.partition("values:\n")[2].replace("kind: evaluation", "grade: jia"))
    _change(folder, *extra)
    with pytest.raises(BadInput) as caught:
        read_folder(folder)
    assert "日期重叠" in caught.value.lines[0].zh
