"""The checks of payrolls, attendance rolls and insurance lists: what a person must look into. Nothing is left out.

The rules themselves are casework's (casework/ledgers.py); here they are asked of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from gainful.casework import ledgers
from gainful.casework.ledgers import Job, Payment
from gainful.casework.schedule import PayLimits, pay_due_on
from gainful.intake.findings import Finding, finding
from gainful.intake.likeness import alike
from gainful.intake.rows import Record
from gainful.terms.money import format_yuan
from gainful.terms.people_numbers import mask

if TYPE_CHECKING:
    from gainful.intake.checks import HandIn

PART = "part"
"""Which payment of its person, employer and month a payroll row is, from 1: kept with the row's values."""
ACTIVE = "active"
Settings = Mapping[str, Any]


def _pay_as_due(hand_in: HandIn, records: list[Record], settings: Settings) -> None:
    limit = hand_in.parameter("pay_days_before_alert", hand_in.filed_on)
    limits = PayLimits(alert=int(limit.value)) if limit else PayLimits()
    months: dict[tuple[Any, ...], list[Record]] = {}
    for record in records:
        key = tuple(record.values.get(settings[name]) for name in ("number", "employer", "month"))
        if record.left_out or None in (key[0], key[2]):
            continue
        months.setdefault(key, []).append(record)
        record.values[PART] = len(months[key])
        _say_of_payment(hand_in, record, settings, limits)
    for same in months.values():
        _say_of_sums(hand_in, same, settings)


def _payment(record: Record, settings: Settings) -> Payment:
    return Payment(*(record.values.get(settings[name]) for name in ("gross", "deducted", "paid", "paid_on")))


def _say_of_payment(hand_in: HandIn, record: Record, settings: Settings, limits: PayLimits) -> None:
    """A deduction that the law does not allow, and pay that came late."""
    reason = hand_in.pack.codes["deduction_reasons"].get(record.values.get(settings["reason"], ""))
    if reason is not None and reason.is_marked("unlawful") and record.values.get(settings["deducted"]) != 0:
        hand_in.say("unlawful_deduction", record, settings["reason"], found=reason.names["zh"])
    late = ledgers.days_late(
        _payment(record, settings), record.values[settings["month"]], hand_in.filed_on, limits
    )
    if late is not None:
        hand_in.say("pay_late", record, settings["paid_on"], found=str(late))


def _say_of_sums(hand_in: HandIn, same: list[Record], settings: Settings) -> None:
    """Of the payments for one month: more than was due from the second on, less than was due at the last."""
    payments = [_payment(record, settings) for record in same]
    for at in range(2, len(same) + 1):
        owed = ledgers.owed(payments[:at])
        if owed is not None and owed < 0:
            found = _yuan(-owed)
            hand_in.say("paid_twice", same[at - 1], settings["paid"], found=found, other=same[0].row)
    owed = ledgers.owed(payments)
    if owed is not None and owed > 0:
        hand_in.say("pay_short", same[-1], settings["paid"], found=_yuan(owed))


def _yuan(fen: int) -> str:
    return format_yuan(fen).removeprefix("CNY ")


def _rolls_agree(hand_in: HandIn, records: list[Record], settings: Settings) -> None:
    may = hand_in.parameter("rolls_may_differ_days", hand_in.filed_on)
    if may is None:
        return
    for record in records:
        days, paper, phone = (record.values.get(settings[name]) for name in ("days", "paper", "phone"))
        code = "" if record.left_out else ledgers.roll_fault(days, paper, phone, int(may.value))
        if code:
            hand_in.say(code, record, settings["phone"], found=str(phone), right=paper)


def _month_in_a_job(hand_in: HandIn, records: list[Record], settings: Settings) -> None:
    """Says which months lie in no job on record: they are kept as told, and no job is made of them."""
    told = _Told(hand_in)
    for record in records:
        number, month = (record.values.get(settings[name]) for name in ("number", "month"))
        if record.left_out or number is None or month is None:
            continue
        jobs = told.jobs(number, record.values.get(settings["name"], ""))
        if not any(_worked(job, month) for job in jobs):
            hand_in.say("month_in_no_job", record, settings["month"], found=f"{month:%Y-%m}")


def _worked(job: Job, month: date) -> bool:
    return job.starts_on <= pay_due_on(month) and (job.ends_on is None or job.ends_on >= month)


def _compared_with_ledgers(hand_in: HandIn, records: list[Record], settings: Settings) -> None:
    told = _Told(hand_in)
    active = [r for r in records if r.values.get(settings["state"], ACTIVE) == ACTIVE]
    for record in active:
        number, employer, insured_from = (
            record.values.get(settings[name]) for name in ("number", "employer", "insured_from")
        )
        if record.left_out or None in (number, employer, insured_from):
            continue
        jobs = told.jobs(number, record.values.get(settings["name"], ""))
        code = ledgers.insurance_fault(employer, insured_from, jobs, told.not_working(number))
        if code:
            hand_in.say(code, record, settings["employer"])
    if records:
        numbers = {r.values[settings["number"]] for r in active if settings["number"] in r.values}
        doubtful = {r.values.get(settings["name"]) for r in records if settings["number"] in r.refused}
        found = told.insured_besides(numbers, doubtful)
        hand_in.findings += [_not_listed(hand_in, records[0], number, settings) for number in found]


def _not_listed(hand_in: HandIn, record: Record, number: str, settings: Settings) -> Finding:
    """Somebody whom a ledger calls insured and the list does not have: no row of the list is at fault."""
    header = hand_in.headers.get((record.file, record.sheet), {}).get(settings["number"], "")
    return finding(
        "insured_in_ledger_only", file=record.file, sheet=record.sheet, found=mask(number), header=header
    )


class _Told:
    """What the ledgers of the same hand-in and those on record say of a person's work."""

    def __init__(self, hand_in: HandIn) -> None:
        self.known = hand_in.known
        self.taken: dict[str, list[Record]] = {}
        self.doubtful: dict[str, list[Record]] = {}
        for record in hand_in.records.get("working", ()):
            if not record.left_out and "id_number" in record.values:
                self.taken.setdefault(record.values["id_number"], []).append(record)
            elif "id_number" in record.refused:
                self.doubtful.setdefault(record.values.get("name", ""), []).append(record)
        rows = hand_in.records.get("not_working", ())
        self.without_work = {r.values.get("id_number") for r in rows if not r.left_out}

    def jobs(self, number: str, name: str) -> list[Job]:
        """Their jobs; rows of the ledger whose number was refused count where the name and the likeness say so.

        Such a row is not taken for theirs anywhere else: here it only keeps a false proposal away.
        """
        doubtful = [r for r in self.doubtful.get(name, ()) if alike(r.unsure.get("id_number"), number)]
        on_record = [*self.known.spells(number), *self.known.doubtful_spells(name, number)]
        return [
            *_jobs_of([*self.taken.get(number, ()), *doubtful]),
            *(Job(spell.employer, spell.starts_on, spell.ends_on) for spell in on_record),
        ]

    def not_working(self, number: str) -> bool:
        """Whether a ledger has the person as one without work."""
        return number in self.without_work or self.known.not_working(number)

    def insured_besides(self, numbers: set[str], doubtful_names: set[str | None]) -> list[str]:
        """Numbers of people called insured in a ledger and not among those listed, in order."""
        called = {
            number
            for number, rows in self.taken.items()
            if any(
                r.values.get("insured") is True and r.values.get("name") not in doubtful_names for r in rows
            )
        }
        return sorted((called - numbers) | set(self.known.insured_besides(numbers, doubtful_names)))


def _jobs_of(records: Iterable[Record]) -> list[Job]:
    return [
        Job(r.values.get("employer", ""), r.values["starts_on"], r.values.get("ends_on"))
        for r in records
        if "starts_on" in r.values
    ]


LEDGER_CHECKS: Mapping[str, Callable[[HandIn, list[Record], Settings], None]] = {
    "pay_as_due": _pay_as_due,
    "rolls_agree": _rolls_agree,
    "month_in_a_job": _month_in_a_job,
    "compared_with_ledgers": _compared_with_ledgers,
}
