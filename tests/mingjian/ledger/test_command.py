"""`mingjian ledger` as a person types it: one test for each way it can end."""

import json
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[3] / "examples" / "ledger"


def mingjian(*words):
    return subprocess.run(
        [sys.executable, "-m", "mingjian", *words], cwd=EXAMPLES, capture_output=True, encoding="utf-8", check=False
    )


def test_a_sound_log_is_said_to_be_sound_and_what_that_does_not_yet_show():
    ended = mingjian("ledger", "verify", "acts.jsonl")
    assert ended.returncode == 0
    assert ended.stderr == ""
    for words in ("核验通过：存证日志", "条数：7", "最早文书日期：2026-03-02", "--against"):
        assert words in ended.stdout


def test_a_changed_log_ends_with_one_and_names_the_line():
    ended = mingjian("--lang", "en", "ledger", "verify", "altered.jsonl")
    assert ended.returncode == 1
    assert "Does not verify: log" in ended.stdout
    assert "line 9, the root does not match: entries 3 to 4" in ended.stdout


def test_another_file_ends_with_two_and_one_line():
    ended = mingjian("ledger", "verify", "make.py")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1


def test_a_citizen_makes_a_receipt_and_checks_the_rewritten_log_with_it(tmp_path):
    proof = mingjian("ledger", "prove", "acts.jsonl", "--index", "3", "--size", "5")
    assert proof.returncode == 0
    kept = tmp_path / "kept.json"
    kept.write_text(proof.stdout, encoding="utf-8")
    ended = mingjian("ledger", "verify", "rewritten.jsonl", "--against", str(kept), "--format", "json")
    assert ended.returncode == 1
    said = json.loads(ended.stdout)
    assert said["holds"] is False
    assert said["faults"][0]["line"] is None
    assert "前 5 条的根" in said["faults"][0]["zh"]


def test_the_shipped_consistency_proof_is_what_the_command_prints():
    ended = mingjian("ledger", "prove", "acts.jsonl", "--from-size", "5", "--to-size", "7")
    assert ended.stdout == (EXAMPLES / "consistency-5-7.json").read_text(encoding="utf-8")


def test_half_a_question_is_bad_input():
    assert mingjian("ledger", "prove", "acts.jsonl", "--from-size", "5").returncode == 2
    assert mingjian("ledger", "verify", "acts.jsonl", "--format", "xml").returncode == 2
