"""Sending a file as it came: to be saved, never opened inside our pages."""

from __future__ import annotations

from typing import IO, cast

from django.http import FileResponse, HttpResponse


def sent(file: IO[bytes], name: str, media_type: str = "application/octet-stream") -> HttpResponse:
    """The file as an answer that browsers save under `name`."""
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=media_type)
    answer["Cache-Control"] = "no-store"
    return cast("HttpResponse", answer)  # a sibling in Django's classes: views answer with either
