"""What can be paid and what is held back, each with its reason; the exact list that a batch stands for.

Read only. A benefit is paid to the payee's own account that is open on the day, never to another's, the head's neither.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.accounts.sealed import digest
from gainful.benefits.bank_files import Head, Line, Payer
from gainful.benefits.models import Batch, Decision, EmployerAccount, Payment, Reopening
from gainful.benefits.own_loans import INTEREST
from gainful.casework.need import born_by
from gainful.pack import load
from gainful.registry.models import BankAccount, Person

TONGUE = "zh"
"""The language of what payees read on their statements."""
LONGEST_REFERENCE = 140
"""Signs of a remittance text in both versions of pain.001."""
FREEZE_DAYS = 7
"""An account that replaced another is paid to from this many days after it was recorded."""
LIVE = ("ready", "batched", "sent", "paid")
ABOUT_THE_ACCOUNT = ("AC01", "AC02", "AC03", "AC04", "AC05", "AC06", "AC07", "AC13", "AC14")
"""Reasons of a bank that only another account mends."""


@dataclass(frozen=True)
class ToPay:
    """A decision to pay: how much (fen), to which account, and why it is held back, with the day that ends it."""

    decision: Decision
    amount_fen: int
    account: BankAccount | EmployerAccount | None
    held: str = ""
    until: date | None = None


@dataclass
class _Known:
    """What is asked of the database once for many payees."""

    on: date
    accounts: dict[int, list[BankAccount]] = field(default_factory=dict)
    firms: dict[int, list[EmployerAccount]] = field(default_factory=dict)
    paid: dict[int, int] = field(default_factory=dict)
    returned: dict[int, Payment] = field(default_factory=dict)
    taken_back: set[int] = field(default_factory=set)


def standing_grants() -> QuerySet:
    """Approved decisions that grant and that no later approved one replaces."""
    replaced = Decision.objects.filter(replaces=OuterRef("pk"), state=Decision.State.APPROVED)
    return Decision.objects.filter(state=Decision.State.APPROVED, grants=True).filter(~Exists(replaced))


def unpaid_grants(actor: Actor, right: str = "payments.see") -> QuerySet:
    """Standing grants of the actor's areas without a payment that is made, under way or done."""
    live = Payment.objects.filter(decision=OuterRef("pk"), purpose="pay", state__in=LIVE)
    found = standing_grants() & Decision.objects.visible_to(actor, right)
    rows: QuerySet = found.filter(~Exists(live)).order_by("pk")
    return rows.select_related("claim", "claim__person", "claim__employer")


def to_pay(decisions: Iterable[Decision], on: date) -> list[ToPay]:
    """Each decision with what it still pays, and why it is held back. What is paid up already is left out."""
    rows = list(decisions)
    known = _known(rows, on)
    found = []
    for one in rows:
        amount = (one.amount_fen or 0) - known.paid.get(one.claim_id, 0)
        if amount > 0:
            account, held, until = _where(one, known)
            found.append(ToPay(one, amount, account, held, until))
    return found


def where_today(decisions: Sequence[Decision], on: date) -> list[ToPay]:
    """Where each decision would be paid today, and what holds it back, whatever is paid of it."""
    known = _known(decisions, on)
    return [ToPay(one, one.amount_fen or 0, *_where(one, known)) for one in decisions]


def _known(rows: Sequence[Decision], on: date) -> _Known:
    known = _Known(on)
    people = [one.claim.person_id for one in rows if one.claim.payee == "person"]
    for account in BankAccount.objects.filter(person__in=people).order_by("pk"):
        known.accounts.setdefault(account.person_id, []).append(account)
    firms = [one.claim.employer_id for one in rows if one.claim.payee == "employer"]
    for firm in EmployerAccount.objects.filter(employer__in=firms).order_by("pk"):
        known.firms.setdefault(firm.employer_id, []).append(firm)
    opened = Reopening.objects.filter(decision__in=[one.pk for one in rows], fact=INTEREST, settled_on=None)
    known.taken_back = set(opened.values_list("decision_id", flat=True))
    payments = Payment.objects.filter(decision__claim__in=[one.claim_id for one in rows])
    for payment in payments.select_related("decision").order_by("pk"):
        claim = payment.decision.claim_id
        if payment.purpose == "clawback":
            known.paid[claim] = known.paid.get(claim, 0) - payment.amount_fen
        elif payment.state in LIVE:
            known.paid[claim] = known.paid.get(claim, 0) + payment.amount_fen
        elif payment.state == "returned":
            known.returned[claim] = payment
    return known


def _where(one: Decision, known: _Known) -> tuple[BankAccount | EmployerAccount | None, str, date | None]:
    claim = one.claim
    if claim.payee == "person":
        held = held_person(claim.person, known.on)
        all_of: Sequence[BankAccount | EmployerAccount] = known.accounts.get(claim.person_id or 0, [])
    else:
        held, all_of = "", known.firms.get(claim.employer_id or 0, [])
    account = open_on(all_of, known.on)
    if held or account is None:
        return account, held or "account_missing", None
    if one.pk in known.taken_back:
        return account, "interest_taken_back", None
    until = thaws_on(all_of, account)
    if until is not None and known.on < until:
        return account, "account_changed", until
    back = known.returned.get(claim.pk)
    same = back is not None and account.pk in (back.account_id, back.employer_account_id)
    if back is not None and same and back.bank_code in ABOUT_THE_ACCOUNT:
        return account, "account_returned", None
    return account, "", None


def held_person(person: Person, on: date) -> str:
    """Why nothing is paid to a person on a day, "" where nothing stands against it."""
    if person.died_on is not None and person.died_on <= on:
        return "payee_died"
    if person.merged_into_id is not None:
        return "payee_merged"
    if person.id_state != Person.IdState.VALID:
        return "payee_not_identified"
    if person.born_on is None:
        return "payee_age_unknown"
    return "payee_under_16" if person.born_on > born_by(on) else ""


def open_on(
    accounts: Sequence[BankAccount | EmployerAccount], on: date
) -> BankAccount | EmployerAccount | None:
    """The account that is open on a day, the last recorded where two are."""
    standing = [
        one for one in accounts if one.stated_on <= on and (one.closed_on is None or one.closed_on > on)
    ]
    return standing[-1] if standing else None


def thaws_on(
    accounts: Sequence[BankAccount | EmployerAccount], account: BankAccount | EmployerAccount
) -> date | None:
    """From when a changed account is paid to; None for the first account somebody ever had."""
    if not any(one.pk < account.pk for one in accounts):
        return None
    known = account.recorded_on or account.stated_on
    return max(known, account.stated_on) + timedelta(days=FREEZE_DAYS)


def payer() -> Payer:
    """Whose account pays, as the installation names it. Refused where it does not: no_payer."""
    if not (settings.GAINFUL_PAYER_NAME and settings.GAINFUL_PAYER_ACCOUNT):
        raise Refused("no_payer")
    return Payer(settings.GAINFUL_PAYER_NAME, settings.GAINFUL_PAYER_ACCOUNT)


def rows_of(batch: Batch) -> QuerySet:
    """A batch's payments in the order of the file, not read yet."""
    rows: QuerySet = Payment.objects.filter(batch=batch).order_by("end_to_end")
    return rows.select_related("decision__claim__person", "person", "employer", "account", "employer_account")


def payments_of(batch: Batch) -> list[Payment]:
    """A batch's payments in the order of the file."""
    return list(rows_of(batch))


def head_of(batch: Batch) -> Head:
    """What stands above a batch's payments in its file."""
    return Head(
        batch.form, batch.message_id, batch.pay_on, batch.made_on, load(settings.GAINFUL_PACK).currency
    )


def lines_of(payments: Sequence[Payment], reference: Callable[[Payment], str] | None = None) -> list[Line]:
    """What is sent for each payment. Refused where an account is not what its digest says: account_differs."""
    reference = reference or in_words
    found = []
    for one in payments:
        account = one.account or one.employer_account
        payee = one.person or one.employer
        if account is None or payee is None:
            raise Refused("no_account")
        number = account.unsealed("account")
        if digest(number, "account") != account.account_digest:
            raise Refused("account_differs")
        said = reference(one)
        found.append(Line(one.end_to_end, one.amount_fen, payee.name, number, account.bank, said))
    return found


def in_words(payment: Payment) -> str:
    """What the payee reads on the statement: the benefit in the programme's own language, and the decision.

    No longer than pain.001 lets it be, without signs that XML forbids; the decision's number is never cut.
    """
    name, number = payment.decision.claim.rule, payment.decision.key[:8]
    rule = load(settings.GAINFUL_PACK).rules.get(name)
    title = rule.title.get(TONGUE, name) if rule is not None else name
    plain = " ".join("".join(sign if sign.isprintable() else " " for sign in title).split())
    return f"{plain[: LONGEST_REFERENCE - len(number) - 1]} {number}"


def by_code(payment: Payment) -> str:
    """The same as batches had it that an older version made."""
    return f"{payment.decision.claim.rule} {payment.decision.key[:8]}"


def lines_as_made(batch: Batch, payments: Sequence[Payment]) -> list[Line]:
    """What is sent for the payments of a batch, in the wording that its hash was made of.

    Where neither wording comes to its hash, something else differs, and the wording of today is given. Refused:
    no_payer, no_account, account_differs.
    """
    today = lines_of(payments)
    if not batch.sha256 or hash_of(head_of(batch), payer(), today) == batch.sha256:
        return today
    older = lines_of(payments, by_code)
    return older if hash_of(head_of(batch), payer(), older) == batch.sha256 else today


def hash_of(head: Head, payer: Payer, lines: Sequence[Line]) -> str:
    """The sha256 of the exact list: what is approved is what is sent. Accounts stand in it as their keyed digests."""
    rows = [
        [one.end_to_end, one.amount_fen, one.name, digest(one.account, "account"), one.bank, one.reference]
        for one in lines
    ]
    top = [head.form, head.message_id, head.pay_on.isoformat(), head.made_on.isoformat(), head.currency]
    whole = [top, [payer.name, digest(payer.account, "account")], rows]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def held_in(payments: Sequence[Payment], on: date) -> dict[int, str]:
    """Payments by number that may not go out on a day: a payee died, an account changed, a decision was replaced."""
    held: dict[int, str] = {}
    standing = set(
        standing_grants().filter(pk__in=[one.decision_id for one in payments]).values_list("pk", flat=True)
    )
    known = _known([one.decision for one in payments], on)
    for one in payments:
        account, why, _until = _where(one.decision, known)
        if one.decision_id not in standing:
            held[one.pk] = "decision_replaced"
        elif why:
            held[one.pk] = why
        elif account is None or account.pk not in (one.account_id, one.employer_account_id):
            held[one.pk] = "account_changed"
    return held


def overpaid(actor: Actor) -> QuerySet:
    """One payment of each claim for which more was paid than is granted by now and asked back already: the payment
    of which most is left to ask back.

    Each has `paid_fen` of its claim, `asked_fen` asked back of that (come in or written off too), `granted_fen` by the
    decision that stands, `over_fen` too much, and `left_fen` of the payment itself. Whether to ask is an officer's
    decision.
    """
    again = Decision.objects.filter(claim=OuterRef("decision__claim"), state=Decision.State.APPROVED)
    rows = Payment.objects.visible_to(actor, "payments.see").filter(purpose="pay", state="paid")
    # Only a further decision can leave more paid than granted: the sums are asked for those claims alone.
    rows = rows.filter(Exists(again.exclude(replaces=None)))
    whole = OuterRef("decision__claim")
    grants = standing_grants().filter(claim=whole).order_by("-pk").values("amount_fen")[:1]
    most = _left(Payment.objects.filter(decision__claim=whole, purpose="pay", state="paid"))
    found: QuerySet = _left(rows).annotate(
        paid_fen=sum_of(Payment.objects.filter(decision__claim=whole, purpose="pay", state="paid")),
        asked_fen=sum_of(Payment.objects.filter(decision__claim=whole, purpose="clawback")),
        granted_fen=Coalesce(Subquery(grants), 0),
        over_fen=F("paid_fen") - F("asked_fen") - F("granted_fen"),
    )
    first = most.order_by("-left_fen", "pk").values("pk")[:1]
    return found.filter(over_fen__gt=0, pk=Subquery(first)).order_by("pk")


def sum_of(payments: QuerySet) -> Coalesce:
    """The fen of payments of one outer row, none being nothing."""
    one = payments.order_by().annotate(one=Value(1)).values("one")
    return Coalesce(Subquery(one.annotate(fen=Sum("amount_fen")).values("fen")), 0)


def _left(payments: QuerySet) -> QuerySet:
    """Payments with `left_fen`: what is not asked back of each."""
    asked = sum_of(Payment.objects.filter(answers=OuterRef("pk")))
    return payments.annotate(left_fen=F("amount_fen") - asked)


@dataclass(frozen=True)
class Changed:
    """That a person's account was changed lately: its last four, when that was recorded, until when nothing is paid."""

    last: str
    recorded: date
    until: date


def changed_account(person: Person, on: date) -> Changed | None:
    """The change of a person's own account that still holds payments back, or None."""
    accounts = list(BankAccount.objects.filter(person=person).order_by("pk"))
    account = open_on(accounts, on)
    until = thaws_on(accounts, account) if account else None
    if account is None or until is None or until <= on:
        return None
    return Changed(last_four(account), account.recorded_on or account.stated_on, until)


def last_four(account: BankAccount | EmployerAccount) -> str:
    """What screens show of an account."""
    return str(account.unsealed("account") or "")[-4:]
