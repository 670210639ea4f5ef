"""What payrolls, attendance rolls and insurance lists give away. Pure rules; they accuse and dock nobody.

Each function names what a person must look into, or nothing. What is not stated is unknown and says nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gainful.casework.schedule import PayLimits, pay_due_on

PAY_KINDS = ("pay_short", "pay_late", "paid_twice", "unlawful_deduction")
ROLL_KINDS = ("rolls_differ",)
GHOST_KINDS = ("ghost_post_suspected",)
INSURANCE_KINDS = ("insured_but_registered_not_working", "employer_differs", "insured_in_ledger_only")
EMPLOYER_PAY_KINDS = ("roll_pay_differs", "paid_below_agreed")
EMPLOYER_WORK_KINDS = (
    "employer_says_arrived",
    "employer_says_not_arrived",
    "employer_says_left",
    "employer_says_there",
)
FAMILIES = {
    "pay_alerts": PAY_KINDS,
    "roll_differences": ROLL_KINDS,
    "ghost_posts": GHOST_KINDS,
    "insurance_proposals": INSURANCE_KINDS,
    "employer_reports": EMPLOYER_PAY_KINDS + EMPLOYER_WORK_KINDS,
}
"""The kinds of review by family; each family is a list of its own on Today."""

KINDS = tuple(kind for kinds in FAMILIES.values() for kind in kinds)


@dataclass(frozen=True)
class Payment:
    """One line of a payroll: what was due, what was taken off, what came (fen), and when."""

    gross_fen: int | None
    deducted_fen: int | None
    paid_fen: int | None
    paid_on: date | None

    @property
    def due_fen(self) -> int | None:
        """What should have come, None where the payroll does not say what was earned."""
        return None if self.gross_fen is None else self.gross_fen - (self.deducted_fen or 0)


def days_late(payment: Payment, month: date, told_on: date, limits: PayLimits) -> int | None:
    """Days after the last day of the month worked at which pay came, or on which the payroll still shows none.

    None before the day of an alert. A payroll that shows an amount and no day says nothing of when.
    """
    came_on = payment.paid_on
    if came_on is None:
        if payment.paid_fen:
            return None
        came_on = told_on
    late = (came_on - pay_due_on(month)).days
    return late if late >= limits.alert else None


def owed(payments: Sequence[Payment]) -> int | None:
    """Fen still owed for a month after these payments: negative where more came than was due; None when not known.

    Pay may come in parts: what each line calls earned is then the same sum, so the largest counts.
    """
    due = [one.due_fen for one in payments if one.due_fen is not None]
    if not due or any(one.paid_fen is None for one in payments):
        return None
    return max(due) - sum(one.paid_fen or 0 for one in payments)


def roll_fault(due_days: int | None, paper: int | None, phone: int | None, may_differ: int) -> str:
    """What two rolls of a month in a post give away: "", rolls_differ or ghost_post_suspected.

    Somebody whom the phone never saw in a month with work to do may be a name without a person; a person looks.
    """
    if phone is None or paper is None:
        return ""
    if phone == 0 and (paper > 0 or (due_days or 0) > 0):
        return "ghost_post_suspected"
    return "rolls_differ" if abs(paper - phone) > may_differ else ""


def same_employer(one: str, other: str) -> bool:
    """Whether two texts name one employer: half width, blanks left out."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@dataclass(frozen=True)
class Job:
    """A job as a ledger has it, as far as a comparison must know it."""

    employer: str
    starts_on: date
    ends_on: date | None


def insurance_fault(employer: str, insured_from: date, jobs: Iterable[Job], not_working: bool) -> str:
    """What an active insurance gives away beside the ledgers: "", employer_differs or
    insured_but_registered_not_working. Jobs that ended before it began are not compared."""
    then = [job for job in jobs if job.ends_on is None or job.ends_on >= insured_from]
    if any(same_employer(employer, job.employer) for job in then):
        return ""
    if then:
        return "employer_differs"
    return "insured_but_registered_not_working" if not_working else ""


@dataclass(frozen=True)
class RollWord:
    """What an employer's roll says of one worker and month; `paid_fen` 0 says that nothing has been paid yet.

    `trained`: whether they were trained through work in the month; None where it is not said.
    """

    attended_days: int
    paid_fen: int
    paid_on: date | None
    still_there: bool
    left_on: date | None = None
    trained: bool | None = None

    @property
    def payment(self) -> Payment:
        """The roll's payment as a payroll line has it: what was earned is not said."""
        return Payment(None, None, self.paid_fen, self.paid_on)


@dataclass(frozen=True)
class OnRecord:
    """What is on record beside a roll's word: the job's end, pay agreed for a whole month, and the worker's own word.

    `said_fen` is what the worker says came for the month (0: nothing came), None where they have not said.
    """

    ended_on: date | None = None
    agreed_fen: int | None = None
    said_fen: int | None = None
    said_it_came: bool | None = None


def pay_differs(paid_fen: int, record: OnRecord) -> bool:
    """Whether the worker's own word about a month's pay is another than the employer's."""
    if record.said_fen is not None:
        return record.said_fen != paid_fen
    return record.said_it_came is not None and record.said_it_came != (paid_fen > 0)


def roll_faults(word: RollWord, month: date, record: OnRecord) -> list[str]:
    """What a line of an employer's roll gives away beside the record, by kind of review; nobody is docked for any."""
    found = []
    if pay_differs(word.paid_fen, record):
        found.append("roll_pay_differs")
    if record.agreed_fen is not None and word.still_there and 0 < word.paid_fen < record.agreed_fen:
        found.append("paid_below_agreed")
    if word.still_there and record.ended_on is not None and record.ended_on < pay_due_on(month):
        found.append("employer_says_there")
    if not word.still_there and record.ended_on is None:
        found.append("employer_says_left")
    return found
