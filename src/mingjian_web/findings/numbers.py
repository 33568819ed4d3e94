"""Matter numbers: one book an office and year, without gaps, taken in the transaction of the receipt."""

from __future__ import annotations

from mingjian_web.accounts.models import Office
from mingjian_web.findings.models import NumberBook

DIGITS = 4


def take(office: str, year: int, count: int) -> list[tuple[str, str]]:
    """The next numbers, `疑点〔2026〕第 0731 号`, each with the matter as the ledger names it: the office before it.

    Call it inside the transaction that uses them: numbers taken by what is rolled back are given again.
    """
    book, _ = NumberBook.objects.select_for_update().get_or_create(office=office, year=year)
    first, book.last = book.last + 1, book.last + count
    book.save(update_fields=("last",))
    numbers = [f"疑点〔{year}〕第 {n:0{DIGITS}d} 号" for n in range(first, first + count)]
    name = Office.objects.filter(key=office).values_list("name", flat=True).first() or office
    return [(number, f"{name} {number}") for number in numbers]
