"""What came with an answer is given to whoever may read the answer, at the address of their own desk, and to nobody
by the number of a file alone."""

from __future__ import annotations

from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory
from tests.desks.regulator.findings.situations import answered as with_answer
from tests.desks.regulator.findings.situations import people, received, two_sites
from tests.mingjian_web.evidence.test_keeping import photo
from tests.web_factories import account, at

from mingjian_web.accounts.actor import actor_of
from mingjian_web.accounts.permissions import Role
from mingjian_web.desks.shared import answered
from mingjian_web.evidence import actions as evidence
from mingjian_web.findings.models import FindingAnswer
from mingjian_web.findings.queries import AnswerFacts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock")]


@pytest.fixture(autouse=True)
def all_addresses(settings, own_addresses):
    """Files have their addresses on both desks."""
    settings.ROOT_URLCONF = "mingjian_web.config.urls"


@pytest.fixture
def who():
    return people()


@pytest.fixture
def sent(who):
    """An answer with a photo and a paper: its key and the two files."""
    with_answer(who, received(two_sites())[0])
    key = FindingAnswer.objects.get().key
    files = [SimpleUploadedFile("现场.jpg", photo()), SimpleUploadedFile("说明.pdf", b"%PDF-1.7 x")]
    kept = evidence.keep(by=actor_of(who.yan, now=at()), files=files, belongs_to=("answer", key), now=at())
    return key, kept


def request(of):
    """A request by this person."""
    made = RequestFactory().get("/")
    made.actor = actor_of(of, now=at())
    return made


@pytest.mark.parametrize("desk", ["regulator", "institution"])
def test_each_side_has_the_files_at_its_own_desk_and_only_a_photo_as_a_picture(sent, desk):
    key, (picture, paper) = sent
    answer = AnswerFacts(key, "说明", "颜", at(), None, late=False, question=1, files=(picture, paper))
    first, second = answered.papers(desk, answer)
    assert first.url == f"/{desk}/findings/attachment/{key}/{picture.id}/"
    assert first.thumbnail == f"/{desk}/findings/attachment/{key}/{picture.id}/picture/"
    assert second.thumbnail == ""


@pytest.mark.parametrize("side", ["yan", "pei"])
def test_both_sides_get_the_very_file_to_save_and_the_photo_small(who, sent, side):
    key, (picture, _) = sent
    came = answered.as_it_came(request(getattr(who, side)), key, picture.id)
    with closing(came):
        assert b"".join(came.streaming_content) == photo()
    assert came["Content-Disposition"].startswith("attachment")
    assert answered.small_picture(request(getattr(who, side)), key, picture.id)["Content-Type"] == "image/jpeg"


def test_a_paper_has_no_small_picture(who, sent):
    key, (_, paper) = sent
    with pytest.raises(Http404):
        answered.small_picture(request(who.pei), key, paper.id)


def test_a_file_is_not_given_under_another_answer_nor_to_another_institution(who, sent):
    key, (picture, _) = sent
    stranger = account("other", Role.INSTITUTION_CLERK, institution="i-2")
    for by, answer in ((who.pei, "another"), (stranger, key)):
        with pytest.raises(Http404):
            answered.as_it_came(request(by), answer, picture.id)
    with pytest.raises(Http404):
        answered.as_it_came(request(who.pei), key, picture.id + 1_000)
