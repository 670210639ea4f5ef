"""What was found in payrolls, rolls and insurance lists becomes a review of the person that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from gainful.accounts.actor import Actor
from gainful.casework.actions import open_review
from gainful.casework.attendance import ROLLS
from gainful.casework.ledgers import KINDS, same_employer
from gainful.casework.models import Spell
from gainful.intake.applying import attendance, payroll
from gainful.intake.applying.county import County
from gainful.intake.applying.insurance import key_of
from gainful.intake.ledger_checks import ACTIVE, PART
from gainful.intake.models import Batch, RowFinding, StagedRow
from gainful.intake.staged import opened
from gainful.registry.models import Person

LEDGER_ONLY = "insured_in_ledger_only"
Values = Mapping[str, Any]


def open_reviews(actor: Actor, batch: Batch, county: County, on: date) -> None:
    """A review for each finding that calls for one, at the person of its row; rows that were not taken open none."""
    staged = batch.staged_rows.filter(form__in=ABOUT).exclude(effect=StagedRow.Effect.REFUSED)
    rows = {(row.file, row.sheet, row.row): row for row in staged}
    for finding in RowFinding.objects.filter(batch=batch, code__in=KINDS, row__isnull=False).order_by("id"):
        row = rows.get((finding.file, finding.sheet, finding.row))
        if row is None:
            continue
        said = opened(row).values
        person = county.person(said.get("id_number"))
        if person is not None:
            source = f"{finding.file} {finding.sheet} {finding.column}{finding.row}"[:160]
            about = ABOUT[row.form](said, person, county)
            open_review(actor=actor, person=person, kind=finding.code, on=on, source=source, **about)
    if batch.findings.filter(code=LEDGER_ONLY).exists():
        _open_for_those_not_listed(actor, batch, county, on)


def _open_for_those_not_listed(actor: Actor, batch: Batch, county: County, on: date) -> None:
    """People whom a ledger calls insured and whom the list does not have."""
    listed, doubtful, source = set(), set(), ""
    for row in batch.staged_rows.filter(form="insurance"):
        said, source = opened(row), row.file
        if said.values.get("state", ACTIVE) == ACTIVE:
            listed.add(said.values.get("id_number"))
        if "id_number" in said.refused:
            doubtful.add(said.values.get("name"))
    people = {person.pk for number in listed if (person := county.person(number))}
    for person, spell in insured_jobs(county):
        if person.pk not in people and person.name not in doubtful:
            open_review(
                actor=actor, person=person, kind=LEDGER_ONLY, on=on, spell=spell, source=source[:160],
                employer_name=spell.employer_name, about=spell.starts_on.isoformat(),
            )  # fmt: skip


def insured_jobs(county: County) -> Iterator[tuple[Person, Spell]]:
    """Everybody with a good number whom a ledger calls insured, with the latest such job."""
    seen: set[int] = set()
    spells = county.rows(Spell.objects.counted().filter(insured=True, person__id_state=Person.IdState.VALID))
    for spell in (
        spells.filter(person__merged_into=None).select_related("person").order_by("-starts_on", "-pk")
    ):
        if spell.person_id not in seen:
            seen.add(spell.person_id)
            yield spell.person, spell


def _of_payroll(said: Values, person: Person, county: County) -> dict[str, Any]:
    employer, month, part = said.get("employer") or "", said["month"], said.get(PART, 1)
    line = county.lists.payroll.get((person.pk, employer, month, part))
    about = f"{month:%Y-%m}" if part == 1 else f"{month:%Y-%m} ({part})"
    spell = payroll.job_of(said, person, county)
    return {"employer_name": employer, "about": about, "payroll": line, "spell": spell}


def _of_attendance(said: Values, person: Person, county: County) -> dict[str, Any]:
    post, month = said.get("post") or "", said["month"]
    rolls = county.lists.attendance.get((person.pk, post, month), {})
    line = rolls.get(ROLLS["phone_days"])
    spell = attendance.post_of(said, person, county)
    return {"employer_name": post, "about": f"{month:%Y-%m}", "attendance": line, "spell": spell}


def _of_insurance(said: Values, person: Person, county: County) -> dict[str, Any]:
    employer, insured_from = said.get("employer") or "", said["insured_from"]
    jobs = county.lists.jobs.get(person.pk, ())
    then = [job for job in jobs if job.ends_on is None or job.ends_on >= insured_from]
    spell = next((job for job in then if not same_employer(job.employer_name, employer)), None)
    line = county.lists.insurance.get(key_of(said, person))
    return {
        "employer_name": employer,
        "about": insured_from.isoformat(),
        "insurance": line,
        "spell": spell,
    }


ABOUT: Mapping[str, Callable[[Values, Person, County], dict[str, Any]]] = {
    "payroll": _of_payroll,
    "attendance": _of_attendance,
    "insurance": _of_insurance,
}
"""Form → what a review of one of its rows is about."""
