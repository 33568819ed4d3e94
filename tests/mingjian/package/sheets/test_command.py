"""`mingjian template` and `mingjian validate FILE.xlsx` as a person types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook
from tests.mingjian.package.sheets.made import sheet_of, write_lines, write_parts

HEADS = ["人员编号", "姓名", "证件号摘要"]


def _run(*words: str | Path) -> tuple[int, str, str]:
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "TZ": "UTC"}
    command = [sys.executable, "-m", "mingjian", *map(str, words)]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_form_is_made_filled_in_and_found_right(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    assert _run("template", "人员", "team_members", "-o", path) == (
        0,
        "",
        f"已写入 {path}，2 张表 / wrote {path}, tables 2\n",
    )
    book = load_workbook(path)
    for cell, value in zip(book["人员"][5], ("p1", "张三", "h1"), strict=False):
        cell.value = value
    book.save(path)
    code, out, err = _run("validate", path)
    assert (code, out, err) == (0, "1 张表，1 行，0 处错误，0 处提示 / tables 1, rows 1, faults 0, warnings 0\n", "")


def test_a_workbook_with_faults_exits_1_and_the_marked_copy_is_written(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "b.xlsx", {"人员": sheet_of([HEADS, ["p1", None, "h1"]])})
    marked = tmp_path / "marked.xlsx"
    code, out, err = _run("validate", path, "--marked", marked)
    assert code == 1
    assert out.splitlines() == [
        "错误 人员!B2 姓名：必填，不得为空；对照原件补填"
        " / fault 人员!B2 name: must not be empty; fill it in from the paper",
        "1 张表，1 行，1 处错误，0 处提示 / tables 1, rows 1, faults 1, warnings 0",
    ]
    assert err == f"已写入 {marked} / wrote {marked}\n"
    assert load_workbook(marked)["人员"]["B2"].comment is not None


def test_jsonl_is_one_object_a_line_with_the_cell(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "people.csv", [HEADS, ["p1", "", "h1"]], "gb18030")
    code, out, _ = _run("validate", path, "--format", "jsonl")
    (fault,) = map(json.loads, out.splitlines())
    assert (code, fault["sheet"], fault["cell"], fault["column"]) == (1, "people.csv", "B2", "name")


def test_a_csv_file_gets_the_list_alone_and_it_is_said(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "people.csv", [HEADS, ["p1", "甲", "h1"]])
    marked = tmp_path / "marked.xlsx"
    assert _run("validate", path, "--marked", marked)[::2] == (
        0,
        f"已写入 {marked}：只有问题清单，原表未随附标记 / wrote {marked}: the list alone, without the sheets\n",
    )


def test_bad_input_exits_2_with_one_line(tmp_path: Path) -> None:
    old = tmp_path / "b.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "form.xlsx").touch()
    form = tmp_path / "form.xlsx"
    said: list[tuple[tuple[str | Path, ...], str]] = [
        (("validate", old), "b.xls 不能读取：是旧版工作簿（xls）；请用 Excel 或 WPS 打开，另存为 xlsx 后再用"),
        (("validate", tmp_path, "--marked", tmp_path / "m.xlsx"), "--marked 只用于 xlsx、CSV 文件"),
        (("template", "项目成员", "-o", form), "没有名为“项目成员”的表，是否指 team_members（项目组成员）"),
        (("template", "-o", form), f"{form} 已存在，请另取文件名，以免覆盖已填的内容"),
    ]
    for words, zh in said:
        code, out, err = _run(*words)
        assert (code, out, err.partition(" / ")[0], err.count("\n")) == (2, "", zh, 1)
