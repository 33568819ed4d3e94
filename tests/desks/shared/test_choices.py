"""Choices are offered in the page's language; a search box takes what a person types and no more."""

from __future__ import annotations

import pytest
from django import forms

from mingjian.terms import Level, Text
from mingjian_web.desks.shared.choices import ANY, choosing, offer, searching, terms


class Narrow(forms.Form):
    """A list's filters."""

    q = searching(14)
    level = choosing("强度")
    kind = choosing("类别")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        offer(self, level=[ANY, *terms(Level)], kind=(pair for pair in (ANY, ("a", "甲"))))


def test_the_members_of_an_enumeration_stand_under_their_labels():
    assert terms(Level) == [("hard", "实据"), ("clue", "线索")]


@pytest.mark.usefixtures("english")
def test_the_labels_are_said_in_the_pages_language():
    assert terms(Level) == [(level.value, Text.say(level.label, "en")) for level in Level]
    assert str(Narrow()["level"].field.choices[0][1]) == "all"


def test_each_field_gets_its_own_choices_and_nothing_else_is_taken():
    assert [value for value, _ in Narrow()["kind"].field.choices] == ["", "a"]
    assert Narrow({"level": "hard", "kind": "a"}).is_valid()
    assert set(Narrow({"level": "soft"}).errors) == {"level"}


def test_filters_may_all_be_left_open():
    assert Narrow({}).is_valid()


def test_more_than_anybody_types_is_not_searched_for():
    assert set(Narrow({"q": "安" * 101}).errors) == {"q"}
    assert Narrow({"q": "安" * 100}).is_valid()
    assert 'type="search"' in str(Narrow()["q"])
