"""Reading attachments."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import IO

from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

from mingjian.terms import BadInput, Text
from mingjian_web.evidence.facts import AttachmentFacts
from mingjian_web.evidence.kinds import PICTURES
from mingjian_web.evidence.models import Attachment

#: A page of paper at 150 dots an inch: enough to read, small enough to send.
PAGE = (1240, 1754)
MOST_PIXELS = 80_000_000


def attached(kind: str, object_: str) -> list[AttachmentFacts]:
    """What was sent with something, in the order sent."""
    return [as_facts(row) for row in Attachment.objects.filter(kind=kind, object=object_)]


def attachment(id_: int) -> tuple[AttachmentFacts, tuple[str, str]] | None:
    """One attachment and to what it belongs; whoever asks decides who may see that."""
    row = Attachment.objects.filter(pk=id_).first()
    return (as_facts(row), (row.kind, row.object)) if row else None


def open_file(sha256: str) -> IO[bytes]:
    """The very bytes that were sent."""
    return default_storage.open(f"{sha256[:2]}/{sha256}", "rb")


def upright(sha256: str, size: tuple[int, int] = PAGE) -> bytes:
    """A picture turned the right way up and made no larger than `size`, as JPEG without its metadata."""
    with open_file(sha256) as file:
        picture = _picture(file)
        picture.thumbnail(size)
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def joined(pictures: Sequence[str]) -> bytes:
    """Pictures, upright, one a page, as a PDF: what a phone photographed becomes one paper."""
    pages = [Image.open(io.BytesIO(upright(sha256))) for sha256 in pictures]
    if not pages:
        raise BadInput(Text("没有可合并的照片", "there are no pictures to join"))
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return buffer.getvalue()


def as_facts(row: Attachment) -> AttachmentFacts:
    """The row as pages show it."""
    return AttachmentFacts(
        row.pk, row.name, row.size, row.sha256, row.media_type, row.at, row.by, row.media_type in PICTURES
    )


def _picture(file: IO[bytes]) -> Image.Image:
    try:
        opened = Image.open(file, formats=("JPEG", "PNG"))
        if opened.width * opened.height > MOST_PIXELS:
            raise BadInput(Text("照片像素过大，不能显示", "the picture has too many pixels to be shown"))
        return ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as wrong:
        raise BadInput(Text("照片已损坏，不能显示", "the picture is damaged and cannot be shown")) from wrong
