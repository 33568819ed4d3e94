"""Write the example files anew, beside this script or into the directory given. Same files every time.

    python examples/ledger/make.py [DIRECTORY]

Everything here is invented: the province, its offices, the institutions, the person. The salt is printed here only
because the example must be the same for everybody; a real salt is random, used once and kept secret.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

from mingjian.ledger.canonical import Json, canonical
from mingjian.ledger.commitments import Opening, commit
from mingjian.ledger.entries import Entry, Header
from mingjian.ledger.log import append, create
from mingjian.ledger.merkle import HashName
from mingjian.ledger.proofs import opening_json, prove_consistency, prove_inclusion
from mingjian.terms import SHANGHAI

OFFICE = "岚川省应急管理厅"
EVALUATOR = "岚州砺青安全评价有限公司"
TESTER = "北屏恒砚检测检验有限公司"
PERSON: dict[str, Json] = {"name": "简䶮", "certificate": "岚安评师〔2019〕0047"}
SALT = bytes.fromhex("8d1f6c0b5a4e97223b70c4d9e8f1a6352c9b047d6ee3f0518a7fb2d4c6913e50")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def acts(hash_name: HashName, due: str = "2026-05-22") -> list[list[Entry]]:
    """Seven acts in three writings; the fourth has a wrong date (due), which the fifth mends."""
    person = commit(PERSON, SALT, hash_name).hex()
    return [
        [
            Entry(
                kind="licensing.accepted",
                on=date(2026, 3, 2),
                recorded_at=moment("2026-03-02T10:12:40"),
                office=OFFICE,
                matter="岚应急许受〔2026〕3号",
                facts={"applicant": EVALUATOR, "item": "安全评价机构资质认可"},
            ),
            Entry(
                kind="licensing.granted",
                on=date(2026, 3, 27),
                recorded_at=moment("2026-03-27T16:40:05"),
                office=OFFICE,
                matter="岚应急许受〔2026〕3号",
                facts={"certificate": "APJ-（岚）-007", "document": "岚应急许决〔2026〕5号", "holder": EVALUATOR},
                commitments={"technical_leader": person},
            ),
            Entry(
                kind="inspection.result_published",
                on=date(2026, 4, 14),
                recorded_at=moment("2026-04-15T09:03:18"),
                office=OFFICE,
                matter="岚应急检〔2026〕12号",
                facts={"inspected": TESTER, "problems": 2},
            ),
        ],
        [
            Entry(
                kind="enforcement.rectification_ordered",
                on=date(2026, 5, 6),
                recorded_at=moment("2026-05-06T15:20:00"),
                office=OFFICE,
                matter="岚应急责改〔2026〕11号",
                facts={"due": due, "institution": TESTER, "problems": 2},
            ),
            Entry(
                kind="enforcement.rectification_ordered",
                on=date(2026, 5, 6),
                recorded_at=moment("2026-05-07T08:51:33"),
                office=OFFICE,
                matter="岚应急责改〔2026〕11号",
                facts={"due": "2026-05-27", "reason": "录入时把整改期限错录为 5 月 22 日，文书原件为 5 月 27 日"},
                corrects=3,
            ),
        ],
        [
            Entry(
                kind="enforcement.rectification_accepted",
                on=date(2026, 5, 26),
                recorded_at=moment("2026-05-26T17:05:59"),
                office=OFFICE,
                matter="岚应急责改〔2026〕11号",
                facts={"institution": TESTER, "problems": 2, "rectified": 2},
            ),
            Entry(
                kind="campaigns.notice_issued",
                on=date(2026, 6, 8),
                recorded_at=moment("2026-06-08T11:30:00"),
                office=OFFICE,
                matter="岚应急发〔2026〕37号",
                facts={"title": "关于开展安全评价检测检验机构专项治理的通知"},
            ),
        ],
    ]


def write_log(path: Path, hash_name: HashName, **changed: str) -> None:
    path.unlink(missing_ok=True)
    create(path, Header(hash_name, OFFICE))
    for writing in acts(hash_name, **changed):
        append(path, writing)


def write_json(path: Path, value: dict[str, Json]) -> None:
    path.write_bytes(canonical(value) + b"\n")


def main(to: Path) -> None:
    log = to / "acts.jsonl"
    write_log(log, HashName.SHA256)
    write_log(to / "acts-sm3.jsonl", HashName.SM3)
    write_json(to / "receipt-3.json", prove_inclusion(log, 3).as_json())
    write_json(to / "consistency-5-7.json", prove_consistency(log, 5, 7).as_json())
    digest = commit(PERSON, SALT, HashName.SHA256)
    write_json(to / "opening-1.json", opening_json(Opening(HashName.SHA256, digest, PERSON, SALT)))
    # Two forgeries: a date changed in the file, and the whole log written anew with the changed date.
    (to / "altered.jsonl").write_bytes(log.read_bytes().replace(b'"due":"2026-05-22"', b'"due":"2026-05-27"'))
    write_log(to / "rewritten.jsonl", HashName.SHA256, due="2026-05-27")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
