"""`mingjian validate` as a person types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PEOPLE = "id,name,id_hash\np1,甲,h1\n"


def _validate(*words: str | Path) -> tuple[int, str, str]:
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "TZ": "UTC"}
    command = [sys.executable, "-m", "mingjian", "validate", *map(str, words)]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_sound_package_exits_0_and_says_what_it_held(made: Any) -> None:
    made.table("people", PEOPLE).table("clients", "id,uscc,name,division\nk1,x,甲厂,230100\n").open()
    code, out, err = _validate(made.folder)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "提示 clients.csv 第 1 行（文件第 2 行） uscc：“x”不是有效的统一社会信用代码，请核对校验码"
        " / warning clients.csv row 1 (line 2) uscc: 'x' is not a valid credit code; check its check character",
        "2 张表，2 行，0 处错误，1 处提示 / tables 2, rows 2, faults 0, warnings 1",
    ]


def test_a_package_with_faults_exits_1_with_a_line_each(made: Any) -> None:
    made.table("people", PEOPLE + "p1,,h2\n").open()
    code, out, err = _validate(made.folder)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "错误 people.csv 第 2 行（文件第 3 行） name：必填，不得为空"
        " / fault people.csv row 2 (line 3) name: must not be empty",
        "错误 people.csv 第 2 行（文件第 3 行） id：id 与第 1 行相同"
        " / fault people.csv row 2 (line 3) id: the id is the same as in row 1",
        "1 张表，2 行，2 处错误，0 处提示 / tables 1, rows 2, faults 2, warnings 0",
    ]


def test_jsonl_is_nothing_but_one_object_a_line(made: Any) -> None:
    made.table("people", PEOPLE + "p2,,h2\n").open()
    code, out, err = _validate(made.folder, "--format", "jsonl")
    assert code == 1
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "severity": "fault",
            "code": "empty",
            "file": "people.csv",
            "table": "people",
            "row": 2,
            "line": 3,
            "column": "name",
            "message": {"zh": "必填，不得为空", "en": "must not be empty"},
        }
    ]
    assert err == "1 张表，2 行，1 处错误，0 处提示 / tables 1, rows 2, faults 1, warnings 0\n"


def test_what_is_no_package_exits_2_with_one_line(tmp_path: Path) -> None:
    code, out, err = _validate(tmp_path)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"{tmp_path} 不能作为数据包打开：datapackage.json：没有这个文件"
        f" / {tmp_path} cannot be opened as a data package: datapackage.json: there is no such file"
    ]
