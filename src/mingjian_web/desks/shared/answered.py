"""What came with an answer, for whoever may read the answer: its files as they came, its photos small.

Both sides look at the same files, each at the address of its own desk.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse

from mingjian.terms import BadInput
from mingjian_web.desks.shared.links import here
from mingjian_web.desks.shared.parts import Paper
from mingjian_web.desks.shared.request import DeskRequest
from mingjian_web.desks.shared.sending import sent
from mingjian_web.evidence import queries as evidence
from mingjian_web.evidence.facts import AttachmentFacts
from mingjian_web.findings import queries as findings

THUMBNAIL = (640, 480)


def papers(desk: str, answer: findings.AnswerFacts) -> list[Paper]:
    """Its files as cards of the desk `regulator` or `institution`, a photo with its small picture."""
    return [_paper(desk, answer.key, file) for file in answer.files]


def _paper(desk: str, answer: str, file: AttachmentFacts) -> Paper:
    address = here(f"{desk}:finding-attachment", answer, file.id)
    thumbnail = here(f"{desk}:finding-picture", answer, file.id) if file.is_picture else ""
    return Paper(file.name, address, file.size, file.sha256, thumbnail)


def as_it_came(request: DeskRequest, answer: str, pk: int) -> HttpResponse:
    """The very file, to be saved. Raises Http404 where it did not come with an answer the person may read."""
    facts = _of_answer(request, answer, pk)
    return sent(evidence.open_file(facts.sha256), facts.name)


def small_picture(request: DeskRequest, answer: str, pk: int) -> HttpResponse:
    """A photo upright and small, without its metadata. Raises Http404 as above, and where it is no photo."""
    facts = _of_answer(request, answer, pk)
    if not facts.is_picture:
        raise Http404
    try:
        return HttpResponse(evidence.upright(facts.sha256, THUMBNAIL), content_type="image/jpeg")
    except BadInput:
        raise Http404 from None  # damaged as it came: the file itself is still there


def _of_answer(request: DeskRequest, answer: str, pk: int) -> AttachmentFacts:
    found = evidence.attachment(pk)
    if found is None or found[1] != ("answer", answer) or not findings.answer_in_reach(answer, request.actor):
        raise Http404
    return found[0]
