"""What people send is checked by its content, kept once, and given back as it came."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.web_factories import actor, at

from mingjian.terms import BadInput
from mingjian_web.accounts.permissions import Role
from mingjian_web.evidence import actions, queries

pytestmark = pytest.mark.django_db


def photo(form: str = "JPEG", size=(40, 20), turned: int | None = None) -> bytes:
    buffer, exif = io.BytesIO(), Image.Exif()
    if turned:
        exif[0x0112] = turned
    Image.new("RGB", size, "white").save(buffer, form, **({"exif": exif} if turned else {}))
    return buffer.getvalue()


def package(inside: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(inside, "<x/>")
    return buffer.getvalue()


def keep(*files: tuple[str, bytes]):
    by = actor("yan", Role.INSTITUTION_CLERK, institution="i-1")
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return actions.keep(by=by, files=sent, belongs_to=("answer", "1"), now=at())


@pytest.mark.parametrize(
    "name, content",
    [
        ("现场.jpg", photo()),
        ("图.PNG", photo("PNG")),
        ("说明.pdf", b"%PDF-1.7 ..."),
        ("说明.docx", package("word/document.xml")),
        ("社保.xlsx", package("xl/workbook.xml")),
        ("批复.ofd", package("OFD.xml")),
    ],
)
def test_what_an_office_takes_is_kept_and_given_back_byte_by_byte(name, content):
    (facts,) = keep((name, content))
    assert facts.name == name
    with queries.open_file(facts.sha256) as file:
        assert file.read() == content
    assert queries.attached("answer", "1") == [facts]


@pytest.mark.parametrize(
    "name, content, said",
    [
        ("空.pdf", b"", "空文件"),
        ("页面.pdf", b"<html><script>", "内容与后缀不符"),
        ("程序.exe", b"MZ\x90\x00", "可收"),
        ("假.docx", package("xl/workbook.xml"), "内容与后缀不符"),
        ("坏.docx", b"PK\x03\x04broken", "内容与后缀不符"),
        ("照片.heic", b"\x00\x00\x00\x18ftypheic0000", "HEIC"),
        ("图.svg", b"<svg onload=alert(1)>", "可收"),
    ],
)
def test_a_wrong_file_is_refused_by_name_with_the_way_out(name, content, said):
    with pytest.raises(BadInput) as refused:
        keep((name, content))
    assert name in refused.value.lines[0].zh
    assert said in refused.value.lines[0].zh


def test_one_wrong_file_keeps_none_and_names_each():
    with pytest.raises(BadInput) as refused:
        keep(("好.jpg", photo()), ("空.pdf", b""), ("假.png", b"GIF89a"))
    assert len(refused.value.lines) == 2
    assert queries.attached("answer", "1") == []


def test_two_hundred_megabytes_are_refused_before_they_are_read():
    by = actor("yan", Role.INSTITUTION_CLERK, institution="i-1")
    large = SimpleUploadedFile("大.pdf", b"%PDF-")
    large.size = 200 * 1024 * 1024
    with pytest.raises(BadInput) as refused:
        actions.keep(by=by, files=[large], belongs_to=("answer", "1"), now=at())
    assert "200 MB" in refused.value.lines[0].zh


def test_more_than_twenty_at_once_are_refused():
    with pytest.raises(BadInput, match="at most 20"):
        keep(*[(f"{number}.jpg", photo()) for number in range(21)])


@pytest.mark.parametrize(
    "name, kept", [("../../etc/x.jpg", "x.jpg"), ("C:\\照片\\甲.jpg", "甲.jpg"), ("a\x00b.jpg", "ab.jpg")]
)
def test_a_name_brings_no_folder_and_no_control_character(name, kept):
    file = SimpleUploadedFile("x.jpg", photo())
    file._name = name
    assert actions.plain_name(file) == kept


def test_a_photo_taken_sideways_is_shown_upright_without_its_metadata():
    (facts,) = keep(("侧.jpg", photo(size=(40, 20), turned=6)))
    shown = Image.open(io.BytesIO(queries.upright(facts.sha256)))
    assert shown.size == (20, 40)
    assert not shown.getexif()


def test_photos_are_joined_into_one_paper():
    kept = keep(("1.jpg", photo()), ("2.jpg", photo(size=(30, 60))))
    paper = queries.joined([facts.sha256 for facts in kept])
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") + paper.count(b"/Type /Page/") >= 2


def test_a_damaged_photo_says_so():
    (facts,) = keep(("坏.jpg", b"\xff\xd8\xff" + b"0" * 200))
    with pytest.raises(BadInput, match="damaged"):
        queries.upright(facts.sha256)
