"""What a claim is about, in words: the job, course, business, loan or workshop with its day, and the time it is for."""

from __future__ import annotations

from datetime import date, timedelta

from gainful.benefits.models import Claim, Loan

ONCE = 9999
"""The year in which the period of what is given once ends."""

_WORDS = {
    "en": {
        "spell": "the job begun on {day}", "training": "the course begun on {day}",
        "business": "the business registered on {day}", "loan": "the loan of {lender}, applied for on {day}",
        "workshop": "the workshop {name}", "period": "{first} to {last}", "year": "{year}",
    },
    "zh": {
        "spell": "{day}开始的工作", "training": "{day}开班的培训", "business": "{day}登记的经营主体",
        "loan": "{lender}贷款（{day}申请）", "workshop": "车间：{name}", "period": "{first}至{last}",
        "year": "{year}年",
    },
}  # fmt: skip


def matter(claim: Claim, language: str) -> str:
    """What a claim is about, in `zh` or `en`; "" where that is the person or the employer as such."""
    words = _WORDS[language]
    if claim.subject == "workshop":
        return words["workshop"].format(name=claim.workshop.name) if claim.workshop is not None else ""
    if claim.subject == "loan":
        loan = loan_of(claim)
        return (
            "" if loan is None else words["loan"].format(lender=loan.lender, day=loan.applied_on.isoformat())
        )
    return words[claim.subject].format(day=claim.about) if claim.about and claim.subject in words else ""


def loan_of(claim: Claim) -> Loan | None:
    """The loan that a claim of one is about: named by what it is limited to, else by the day of the application."""
    mine = Loan.objects.filter(person=claim.person_id)
    what, _colon, key = claim.once_for.partition(":")
    if what == "loan":
        return mine.filter(pk=int(key)).first()
    return mine.filter(applied_on=date.fromisoformat(claim.about)).first() if claim.about else None


def time(claim: Claim, language: str) -> str:
    """The time that a claim is for: a month, a year, from a day to a day; "" where it is given once."""
    first, last = claim.period_from, claim.period_to
    after = last + timedelta(days=1) if last.year < ONCE else None
    if after is None:
        return ""
    if (first.day, after.day) == (1, 1):
        if (after.year - first.year) * 12 + after.month - first.month == 1:
            return f"{first:%Y-%m}"
        if (first.month, after.month, after.year - first.year) == (1, 1, 1):
            return _WORDS[language]["year"].format(year=first.year)
    return _WORDS[language]["period"].format(first=first.isoformat(), last=last.isoformat())
