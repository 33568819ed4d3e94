"""A lifecycle of our own making, a library book, small enough to see all of it."""

from dataclasses import dataclass, replace

import pytest

from mingjian.lifecycle import (
    Lifecycle,
    Need,
    NotAllowed,
    Transition,
    allowed,
    can,
    check,
    four_eyes,
    mermaid,
    nobody_recused,
    present,
    transition_table,
)
from mingjian.terms import Term, Text


class Book(Term):
    SHELF = "shelf", "在架", "on the shelf"
    LENT = "lent", "借出", "lent"
    GONE = "gone", "注销", "struck off"


class Role(Term):
    READER = "reader", "读者", "the reader"
    LIBRARIAN = "librarian", "馆员", "the librarian"


@dataclass(frozen=True)
class Facts:
    card: str | None = "card-1"
    reason: str = "torn"
    clerk: str | None = "a"
    checker: str | None = "b"
    recused: frozenset[str] = frozenset()


HAS_CARD = present("has_card", Text("没有借书证", "no library card"), lambda facts: facts.card)
REASON = present("reason_given", Text("没有写明理由", "no reason given"), lambda facts: facts.reason)
TWO = four_eyes(lambda facts: {facts.clerk} - {None}, lambda facts: facts.checker)
CLEAR = nobody_recused(lambda facts: (facts.clerk, facts.checker), lambda facts: facts.recused)

LEND = Transition("lend", Book.SHELF, Book.LENT, (Role.READER,), Text("借出", "lend"), "book_lent", (HAS_CARD,))
RETURN = Transition("bring_back", Book.LENT, Book.SHELF, (Role.READER,), Text("归还", "bring back"), "book_back")
STRIKE = Transition(
    "strike",
    Book.SHELF,
    Book.GONE,
    (Role.LIBRARIAN,),
    Text("注销", "strike off"),
    "book_struck",
    (REASON, TWO, CLEAR),
    within="library.strike",
    cites=("library-rules:7",),
    official=True,
)
ROWS = (LEND, RETURN, STRIKE)


def books(*rows: Transition[Facts], **changes: object) -> Lifecycle[Facts]:
    parts = {
        "name": Text("图书", "book"),
        "states": tuple(Book),
        "initial": Book.SHELF,
        "final": (Book.GONE,),
    }
    return Lifecycle(transitions=rows, **{**parts, **changes})  # type: ignore[arg-type]


BOOKS = books(*ROWS)


def reasons(action: str, state: Book, by: Role, facts: Facts) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        check(BOOKS, action, state, by, facts)
    assert all(reason.zh for reason in refusal.value.reasons)
    return [reason.en for reason in refusal.value.reasons]


def test_an_act_allowed_gives_its_whole_row():
    row = check(BOOKS, "strike", Book.SHELF, Role.LIBRARIAN, Facts())
    assert row is STRIKE
    assert (row.to, row.within, row.cites, row.official) == (
        Book.GONE,
        "library.strike",
        ("library-rules:7",),
        True,
    )


def test_a_wrong_state_says_what_this_role_can_do_from_here():
    assert reasons("lend", Book.LENT, Role.READER, Facts()) == ["cannot lend when lent; the reader can now: bring back"]
    assert reasons("strike", Book.LENT, Role.LIBRARIAN, Facts()) == [
        "cannot strike off when lent; the librarian can now: nothing"
    ]


def test_a_wrong_role_hears_who_may_and_not_what_is_unmet():
    unmet = Facts(reason="")
    assert reasons("strike", Book.SHELF, Role.READER, unmet) == [
        "to strike off is for the librarian, not for the reader"
    ]


def test_every_unmet_need_is_said_at_once():
    said = reasons("strike", Book.SHELF, Role.LIBRARIAN, Facts(reason=" ", checker="a"))
    assert said == ["no reason given", "somebody other than those who handled it must do this"]


def test_an_act_the_lifecycle_does_not_know_is_the_callers_fault():
    with pytest.raises(ValueError, match="knows no act 'burn'"):
        can(BOOKS, "burn", Book.SHELF, Role.READER, Facts())


@pytest.mark.parametrize(
    "change, met",
    [
        ({}, True),
        ({"checker": "a"}, False),
        ({"checker": None}, False),
        ({"clerk": None}, False),
    ],
)
def test_four_eyes_are_those_of_two_known_persons(change, met):
    assert TWO.met(replace(Facts(), **change)) is met


@pytest.mark.parametrize(
    "change, met",
    [
        ({}, True),
        ({"recused": frozenset({"c"})}, True),
        ({"recused": frozenset({"b"})}, False),
        ({"clerk": None, "checker": None}, False),
    ],
)
def test_whoever_has_to_stand_aside_or_is_not_known_does_not_act(change, met):
    assert CLEAR.met(replace(Facts(), **change)) is met


def test_what_a_role_is_offered_in_a_state():
    assert allowed(BOOKS, Book.SHELF, Role.READER) == (LEND,)
    assert allowed(BOOKS, Book.GONE, Role.READER) == ()


@pytest.mark.parametrize(
    "lifecycle, fault",
    [
        (lambda: books(LEND, RETURN), "state gone cannot be reached"),
        (lambda: books(LEND, STRIKE), "state lent has no way out"),
        (lambda: books(*ROWS, LEND), "lend from shelf is written 2 times"),
        (
            lambda: books(*ROWS, replace(LEND, frm=Book.LENT, label=RETURN.label)),
            "lend has more than one label",
        ),
        (lambda: books(*ROWS, replace(LEND, name="Lend it")), "'Lend it' is not one plain word"),
        (lambda: books(*ROWS, replace(LEND, name="take", by=())), "take from shelf can be done by nobody"),
        (lambda: books(*ROWS, states=(Book.SHELF, Book.GONE)), "state lent is not one of its states"),
        (
            lambda: books(*ROWS, replace(LEND, name="take", needs=(replace(HAS_CARD, reason=REASON.reason),))),
            "need has_card has more than one reason",
        ),
    ],
)
def test_rows_that_are_not_sound_are_refused_when_built(lifecycle, fault):
    with pytest.raises(ValueError, match=fault):
        lifecycle()


def test_a_circle_without_an_end_is_no_way_out():
    around = replace(LEND, name="renew", frm=Book.LENT, to=Book.LENT, label=Text("续借", "renew"))
    with pytest.raises(ValueError, match="state lent has no way out"):
        books(LEND, STRIKE, around)


def test_the_diagram_draws_each_row_once_in_both_languages():
    assert mermaid(BOOKS, "en") == (
        "stateDiagram-v2\n"
        '    state "on the shelf" as shelf\n'
        '    state "lent" as lent\n'
        '    state "struck off" as gone\n'
        "    [*] --> shelf\n"
        "    shelf --> lent: lend\n"
        "    lent --> shelf: bring back\n"
        "    shelf --> gone: strike off\n"
        "    gone --> [*]\n"
    )
    assert "    lent --> shelf: 归还\n" in mermaid(BOOKS, "zh")


def test_the_table_says_the_whole_of_each_row():
    lines = transition_table(BOOKS, "zh").splitlines()
    assert lines[0] == "| 动作 | 自 | 至 | 由谁 | 不予办理的情形 | 时限 | 依据 | 事件 | 入账 |"
    assert len(lines) == 2 + len(ROWS)
    needs = "没有写明理由；须由承办人以外的人办理；办理人员不明，或者有应当回避的人"
    assert lines[-1] == (
        f"| 注销 | 在架 | 注销 | 馆员 | {needs} | `library.strike` | library-rules:7 | `book_struck` | 是 |"
    )


def test_a_need_can_be_any_named_question_of_the_facts():
    whole = Need("whole", Text("缺页", "pages are missing"), lambda facts: facts.reason != "torn")
    rows = (replace(LEND, needs=(whole,)), RETURN, STRIKE)
    assert not can(books(*rows), "lend", Book.SHELF, Role.READER, Facts())
    assert can(books(*rows), "lend", Book.SHELF, Role.READER, Facts(reason="new"))
