"""What any web server must not do: mix desks, forget its headers, break on hostile bytes, or take in without end."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desks.regulator.findings.situations import answered, people, received, two_sites
from tests.web_factories import account, at

from mingjian_web.accounts.permissions import Role
from mingjian_web.evidence import actions as evidence
from mingjian_web.findings.models import FindingAnswer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ledger", "clock")]

HOSTS = {"public": "gk.example", "regulator": "jg.example", "institution": "jigou.example"}
SPELLINGS = ["GK.example", "gk.example.", "gk.example:8443"]
END = "9999-12-31"


@pytest.fixture
def three(settings):
    cache.clear()
    settings.DESK_HOSTS = HOSTS
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "gate.example", *HOSTS.values()]


@pytest.mark.parametrize("host", [*SPELLINGS, "127.0.0.1", "localhost", "gate.example"])
@pytest.mark.parametrize("address", ["/regulator/work/", "/institution/findings/"])
def test_with_three_hosts_no_other_spelling_of_a_host_opens_every_desk(client, three, host, address):
    client.force_login(account("gu", Role.DIRECTOR))
    assert client.get(address, headers={"host": host}).status_code == 404


@pytest.mark.parametrize("host", SPELLINGS)
def test_a_host_is_the_same_in_whatever_spelling(client, three, host):
    assert client.get("/institutions/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "address, more",
    [
        ("/", {}),
        ("/", {"headers": {"host": "evil.example"}}),
        ("/no-such-page/", {}),
        ("/regulator/work/", {}),
        ("/ledger/log/", {}),
    ],
    ids=["a page", "a host that is not ours", "nothing there", "a stranger", "a download"],
)
def test_every_answer_carries_the_policy(client, address, more):
    answer = client.get(address, **more)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"


def test_a_post_without_its_token_is_refused_and_carries_the_policy():
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"account": "a", "password": "b"})
    assert answer.status_code == 403
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_damaged_photo_is_no_error_of_ours(client):
    who = people()
    answered(who, received(two_sites())[0])
    answer = FindingAnswer.objects.get()
    files = [SimpleUploadedFile("1.jpg", b"\xff\xd8\xff" + b"0" * 200)]
    (kept,) = evidence.keep(by=who.acts("yan"), files=files, belongs_to=("answer", answer.key), now=at())
    client.force_login(who.gu)
    base = f"/regulator/findings/attachment/{answer.key}"
    assert client.get(f"{base}/{kept.id}/picture/").status_code == 404
    assert client.get(f"{base}/photos.pdf").status_code == 404
    assert b"".join(client.get(f"{base}/{kept.id}/").streaming_content) == b"\xff\xd8\xff" + b"0" * 200


@pytest.mark.parametrize(
    "address",
    [
        "/?on=9999-12-31",
        "/institutions/?on=0001-01-01",
        "/institutions/?on=9999-12-31",
        "/institutions/?page=999999999999999999999999",
        "/reports/?year=99999999999999999999",
        "/reports/?year=0",
        "/reports/?year=9999",
        "/ledger/?before=99999999999999999999999999",
        "/ledger/99999999999999999999999999/",
        "/search/?q=%00",
        "/search/?q=%25%25%5f'\"--",
        "/institutions/%00/",
        "/reports/x%0d%0aSet-Cookie:a/",
    ],
)
def test_odd_questions_of_strangers_are_answered_plainly(client, address):
    cache.clear()
    answer = client.get(address)
    assert answer.status_code in (200, 404)
    assert not answer.cookies


@pytest.mark.parametrize(
    "address",
    [
        "/regulator/institutions/?on=9999-12-31",
        "/regulator/institutions/?on=0001-01-01",
        "/regulator/people/?on=9999-12-31&q=%00",
        "/regulator/findings/?page=99999999999999999999&q=%00",
        "/regulator/findings/99999999999999999999999/",
        "/regulator/search/?q=%00%25",
        "/regulator/projects/?on=0001-01-01",
        "/regulator/reports/?on=9999-12-31",
        "/regulator/screenings/99999999999999999999/",
        "/regulator/rows/institutions/99999999999999999999/",
        "/regulator/law/?on=9999-12-31",
        "/regulator/calendar/?year=9999",
        "/regulator/calendar/?year=99999999999999999999",
    ],
)
def test_odd_questions_of_a_director_are_answered_plainly(client, address):
    client.force_login(account("gu", Role.DIRECTOR))
    assert client.get(address).status_code in (200, 404)


@pytest.mark.parametrize("query", [f"first=0001-01-01&last={END}", f"last={END}", f"first={END}", "who=%00"])
def test_odd_questions_of_the_trail_are_answered_plainly(client, query):
    client.force_login(account("audit", Role.AUDIT_ADMIN))
    assert client.get(f"/regulator/trail/?{query}").status_code == 200


@pytest.mark.parametrize("address", ["/sign-in/", "/", "/regulator/work/"])
def test_a_stranger_does_not_fill_the_disk(client, address):
    """The body is refused by its announced length, before a byte of it is written."""
    answer = client.generic(
        "POST", address, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(500 * 1024**2)
    )
    assert answer.status_code == 413
