"""Finding by what one remembers: two characters, one, initials, parts of numbers, former names, rare characters."""

from __future__ import annotations

import pytest
from tests.mingjian_web.registers.situations import THERE, a_house, institution, renamed
from tests.web_factories import at, taken_in

from mingjian_web.accounts.actor import Scope
from mingjian_web.records import news
from mingjian_web.registers import actions, search, tasks
from mingjian_web.registers.models import Person, SearchEntry, SearchTail
from mingjian_web.registers.search import Field, find, matching

pytestmark = pytest.mark.django_db
KINDS = ("institution", "person", "client")


@pytest.fixture
def indexed():
    """砚衡 and 禾汀, their people, a client, and people whose names are easily confused."""
    a_house()
    taken_in(
        institutions=[
            institution("i-hlj", "黑龙江澄砚安全技术服务有限公司", uscc="91230100MY0002173K", division="230109")
        ],
        people=[
            {"id": "p-wang", "name": "王㐂", "id_hash": "1"},
            {"id": "p-Wang", "name": "汪䶮", "id_hash": "2"},
            {"id": "p-ji", "name": "𠮷田", "id_hash": "3"},
            {"id": "p-shan", "name": "单雄", "id_hash": "4"},
        ],
    )
    actions.rebuild_search()


def keys(text: str, *kinds: str, **more) -> list[str]:
    """The keys of what was found."""
    return [hit.key for hit in find(text, kinds or KINDS, **more)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("砚衡", ["i-yan"]),
        ("安全", ["i-he", "i-yan", "i-hlj"]),
        ("晨昇", ["k-1"]),
        ("王", ["p-wang"]),
        ("汪", ["p-Wang"]),
        ("㐂", ["p-wang"]),
        ("䶮", ["p-Wang"]),
        ("𠮷", ["p-ji"]),
        ("hlj", ["i-hlj"]),
        ("HLJ", ["i-hlj"]),
        ("ｈｌｊ", ["i-hlj"]),
        ("heilong", ["i-hlj"]),
        ("yanheng", ["i-yan"]),
        ("yh", ["i-yan"]),
        ("sx", ["p-shan"]),
        ("shanxiong", ["p-shan"]),
        ("danxiong", ["p-shan"]),
        ("MY0002173", ["i-hlj"]),
        ("０００２１７３", ["i-hlj"]),
        ("91 2301 00MY 0002 173K", ["i-hlj"]),
        ("APJ-(岚)-001", ["i-yan"]),
        ("apj岚001", ["i-yan"]),
        ("青埠分公司", ["i-yan"]),
        ("S-0003", ["p-3"]),
        ("黑龙江澄砚安全技术服务有限公司", ["i-hlj"]),
        ("黑龙江澄砚安全技术服务有限公司二", []),
        ("澄砚安全技术服务有限公司", ["i-hlj"]),
        ("没有这家", []),
        ("%", []),
        ("_", []),
        ("  ", []),
        ("（）-", []),
    ],
)
def test_things_are_found_by_what_one_remembers(indexed, text, found):
    assert sorted(keys(text)) == sorted(found)


def test_wang_typed_in_pinyin_finds_both_and_typed_in_characters_only_its_own(indexed):
    assert set(keys("wang", "person")) == {"p-wang", "p-Wang"}
    assert keys("王㐂", "person") == ["p-wang"]


def test_what_is_exact_comes_before_what_begins_so_and_that_before_what_contains_it_and_sounds_come_last():
    taken_in(
        people=[
            {"id": "exact", "name": "an", "id_hash": "1"},
            {"id": "begins", "name": "anna", "id_hash": "2"},
            {"id": "contains", "name": "joan", "id_hash": "3"},
            {"id": "initials", "name": "艾宁", "id_hash": "4"},
            {"id": "sounds", "name": "安", "id_hash": "5"},
        ]
    )
    actions.rebuild_search()
    assert keys("an") == ["exact", "begins", "contains", "initials", "sounds"]


def test_an_institution_is_found_by_the_name_it_was_registered_under_before(indexed):
    renamed("i-yan", "岚川研衡安全评价有限公司", "2026-11-24")
    actions.rebuild_search()
    (hit,) = find("岚州砚衡", KINDS)
    assert (hit.key, hit.name, hit.matched, hit.field) == (
        "i-yan", "岚川研衡安全评价有限公司", "岚州砚衡安全评价有限公司", Field.FORMER_NAME,
    )  # fmt: skip


def test_whoever_sees_a_territory_finds_only_what_is_there_and_at_work_there(indexed):
    here, far = Scope(territory="9701"), Scope(territory="2301")
    assert set(keys("安全", scope=here)) == {"i-yan", "i-he"}
    assert keys("安全", scope=far) == ["i-hlj"]
    assert set(keys("安全", scope=far, also=["i-he"])) == {"i-hlj", "i-he"}
    assert keys("顾临川", scope=here) == ["p-2"]
    assert keys("顾临川", scope=far) == []
    assert keys("安全", scope=Scope()) == []
    assert keys("安全", scope=Scope(institution="i-yan")) == ["i-yan"]
    assert keys("顾临川", scope=Scope(institution="i-yan")) == []


def test_a_list_is_narrowed_by_the_same_words(indexed):
    assert {row["key"] for row in matching("institution", "yh")} == {"i-yan"}
    assert {row["key"] for row in matching("person", "yh")} == set()
    assert not matching("institution", "、").exists()


def test_the_index_follows_the_intakes_and_their_undoing(indexed):
    intake = renamed("i-yan", "岚川玉横安全评价有限公司", "2026-11-24")
    assert keys("玉横") == []
    news.tell("exchange.taken_in", {"intake": intake.pk, "tables": ["institutions"]}, now=at())
    assert tasks.follow_intakes.func() == 1
    assert keys("玉横") == ["i-yan"]
    assert keys("禾汀") == ["i-he"]
    assert tasks.follow_intakes.func() == 0


def test_what_was_undone_is_found_no_more():
    intake = taken_in(people=[{"id": "p-9", "name": "陶然", "id_hash": "9"}])
    actions.refresh_search(intake.pk)
    assert keys("陶然") == ["p-9"]
    Person.objects.update(standing=False)
    news.tell("exchange.undone", {"intake": intake.pk, "by": intake.pk}, now=at())
    tasks.follow_intakes.func()
    assert keys("陶然") == []
    assert not SearchTail.objects.exists()


def test_writing_the_index_twice_changes_nothing(indexed):
    before = (SearchEntry.objects.count(), SearchTail.objects.count())
    actions.rebuild_search()
    assert (SearchEntry.objects.count(), SearchTail.objects.count()) == before


def test_a_credit_code_leads_to_its_institution_alone(indexed):
    assert [(hit.key, hit.field) for hit in find(THERE, KINDS)] == [("i-he", Field.USCC)]


@pytest.mark.parametrize(
    ("said", "compared"),
    [
        ("ＡＰＪ－（岚）－００１", "apj岚001"),
        ("  王 五 ", "王五"),
        ("㐂 𠮷·䶮", "㐂𠮷䶮"),
        ("二〇二六", "二〇二六"),
        ("…", ""),
    ],
)
def test_texts_are_compared_narrow_small_and_without_spaces_and_marks(said, compared):
    assert search.plain(said) == compared
