"""One employer, recorded by several offices: which rows name the same one.

Two rows are the same employer where both give the same organisation code; or where one gives none and both give the
same name, capitals, blanks and full-width brackets left aside. Two different codes are two employers, whatever the
name. The database holds stops to every such row in the same way (casework/guards_freeze.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Lower, Replace, Upper

from gainful.jobs.models import Employer

FOLDED = {" ": "", "\u3000": "", "\uff08": "(", "\uff09": ")"}
"""What is left aside in a name beside capitals, and what stands in its place."""


def plain_name(name: str) -> str:
    """A name as it is compared."""
    for found, put in FOLDED.items():
        name = name.replace(found, put)
    return name.lower()


def with_plain_names(rows: QuerySet) -> QuerySet:
    """Employers with their names as they are compared, in `plain`, and their codes in `plain_code`."""
    plain = Lower("name")
    for found, put in FOLDED.items():
        plain = Replace(plain, Value(found), Value(put))
    return rows.annotate(plain=plain, plain_code=Upper(F("code")))


def same_employers(employers: Iterable[Employer]) -> dict[int, set[int]]:
    """The ids of all rows of each of these employers, by the id given, wherever they are recorded."""
    mine = {one.pk: (one.code.upper(), plain_name(one.name)) for one in employers}
    codes = {code for code, _name in mine.values() if code}
    names = {name for _code, name in mine.values()}
    rows = with_plain_names(Employer.objects.all()).filter(Q(plain_code__in=codes) | Q(plain__in=names))
    known = list(rows.values_list("pk", "plain_code", "plain"))
    return {
        pk: {pk} | {other for other, *row in known if _same(own, (row[0], row[1]))}
        for pk, own in mine.items()
    }


def only_one_named(name: str, low: int, high: int) -> Employer | None:
    """The employer of this name on record in a span of areas, where there is just one; nobody guesses between two."""
    if not name.strip():
        return None
    rows = with_plain_names(Employer.objects.filter(area__range=(low, high))).filter(plain=plain_name(name))
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one[0] and other[0]:
        return one[0] == other[0]
    return one[1] == other[1]
