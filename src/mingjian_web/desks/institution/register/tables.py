"""The parts of the register as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from mingjian.terms import Text
from mingjian_web.desks.shared.tables import Column, Row, Several, Table, Tag, Words
from mingjian_web.registers.facts import CertificateFacts, EquipmentFacts, InstitutionFacts, StaffFacts
from mingjian_web.registers.standing import Insured, Standing

#: How many months of insurance a page shows.
MONTHS_SHOWN = 6
TO_DATE, UNKNOWN = Text("至今", "to date"), Text("未知", "unknown")


def made(caption: object, titles: Sequence[object], rows: Iterable[Sequence[object]]) -> Table:
    """A table whose first column heads the row."""
    columns = [Column(title, head=not number) for number, title in enumerate(titles)]
    return Table.of(caption, columns, [Row(tuple(row)) for row in rows])


def standing_tag(standing: Standing) -> Tag:
    """How a certificate stands."""
    return Tag(standing.shape, standing)


def certificates(facts: InstitutionFacts) -> Table:
    """Certificates with the scopes they gave that day."""
    titles = (_("证书"), _("状态"), _("起"), _("止"), _("业务范围"))
    return made(_("资质证书"), titles, [_certificate(one) for one in facts.certificates])


def _certificate(one: CertificateFacts) -> tuple[object, ...]:
    scopes = tuple(scope.scope for scope in one.standing_scopes)
    given = Several(scopes) if scopes else Text("无", "none")
    return Words(one.number), standing_tag(one.now.standing), one.valid_from, one.valid_to, given


def staff(facts: InstitutionFacts) -> Table:
    """People with posts and qualifications, and who paid their insurance in the last months."""
    months = facts.months[-MONTHS_SHOWN:]
    titles = (_("姓名"), _("岗位"), _("专职"), _("起"), _("止"), _("资格"), *months)
    return made(_("人员和社会保险"), titles, [_person(one, months) for one in facts.staff])


def _person(one: StaffFacts, months: Sequence[str]) -> tuple[object, ...]:
    held = tuple(_qualification(name.kind, name.level) for name in one.qualifications)
    paid = [one.months.get(month, UNKNOWN) for month in months]
    return (
        Words(one.name),
        one.post,
        one.full_time,
        one.first,
        one.last or TO_DATE,
        Several(held) if held else Text("未登记", "not registered"),
        *(month if isinstance(month, Insured | Text) else UNKNOWN for month in paid),
    )


def _qualification(kind: Text, level: Text | None) -> Text:
    return Text(f"{kind.zh} {level.zh}", f"{kind.en}, {level.en}") if level else kind


def equipment(facts: InstitutionFacts, day: date) -> Table:
    """Equipment and the calibration that held on the day."""
    titles = (_("设备"), _("编号"), _("检定、校准"), _("有效期止"))
    return made(_("仪器设备"), titles, [_piece(one) for one in facts.equipment])


def _piece(one: EquipmentFacts) -> tuple[object, ...]:
    if one.valid is not None:
        return Words(one.name), Words(one.serial), Tag("ok", Text("有效", "valid")), one.valid.last
    latest = one.latest.last if one.latest else None
    return Words(one.name), Words(one.serial), Tag("warn", Text("当日没有有效的", "none valid that day")), latest
