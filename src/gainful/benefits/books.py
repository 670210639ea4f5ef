"""The books: what stands on each account, and whether payments, batches, budgets and entries say the same.

An entry takes from one account what it gives another, so that all of them sum to nothing by their form; what is
looked at here is whether each payment's entries are those of its state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.benefits.guards_payments import standing
from gainful.benefits.models import Batch, Budget, Decision, LedgerEntry, Payment
from gainful.benefits.paying import hash_of, head_of, lines_as_made, payer, payments_of

SEE = "payments.see"
WAITING = ("made", "checked")
"""Where a batch stands while what it was made of can still come to differ from what would be sent."""


@dataclass(frozen=True)
class Difference:
    """Something that does not agree: of what kind, of which row, what was found and what would be right (fen)."""

    kind: str
    row: str
    found: int
    right: int


def balances(actor: Actor) -> dict[str, int]:
    """Fen on each account of the books, in the actor's areas: debits less credits. They sum to 0."""
    rows = LedgerEntry.objects.visible_to(actor, SEE)
    found = {str(book): 0 for book in LedgerEntry.Book.values}
    for side, sign in (("debit", 1), ("credit", -1)):
        sums = rows.order_by().values(side).annotate(fen=Sum("amount_fen"))
        for book, fen in sums.values_list(side, "fen"):
            found[book] += sign * fen
    return found


def differences(actor: Actor) -> list[Difference]:
    """Everything in the actor's areas that does not agree with its entries; empty when the books are right.

    What could not be looked at is no difference: `not_looked_at` counts it.
    """
    return [*_of_payments(actor), *_of_batches(actor), *_of_budgets(actor)]


def _of_payments(actor: Actor) -> Iterator[Difference]:
    found: dict[int, Counter[str]] = {}
    for payment, debit, credit, fen in (
        LedgerEntry.objects.visible_to(actor, SEE)
        .values_list("payment_id", "debit", "credit", "amount_fen")
        .iterator()
    ):
        books = found.setdefault(payment, Counter())
        books[debit] += fen
        books[credit] -= fen
    rows = Payment.objects.visible_to(actor, SEE).values_list("pk", "key", "state", "amount_fen")
    for pk, key, state, fen in rows.iterator():
        books = found.get(pk, Counter())
        right = {book: times * fen for book, times in standing(state).items()}
        for book in sorted(books.keys() | right.keys()):
            if books[book] != right.get(book, 0):
                yield Difference(f"payment_{book}", key, books[book], right.get(book, 0))


def _of_batches(actor: Actor) -> Iterator[Difference]:
    rows = Batch.objects.visible_to(actor, SEE).exclude(state="returned")
    for batch in rows.annotate(rows=Count("payments"), fen=Sum("payments__amount_fen")).order_by("pk"):
        if batch.rows != batch.count:
            yield Difference("batch_count", batch.message_id, batch.rows, batch.count)
        if (batch.fen or 0) != batch.total_fen:
            yield Difference("batch_total", batch.message_id, batch.fen or 0, batch.total_fen)
        if batch.state in WAITING and _names_a_payer() and not _same_hash(batch):
            yield Difference("batch_hash", batch.message_id, 0, 1)


def not_looked_at(actor: Actor) -> int:
    """How many batches wait whose list cannot be held against what they were made of, as no payer is named here.

    The payer stands in the list. A process without one knows nothing of the list, which is no difference.
    """
    if _names_a_payer():
        return 0
    return Batch.objects.visible_to(actor, SEE).filter(state__in=WAITING).count()


def _names_a_payer() -> bool:
    try:
        payer()
    except Refused:
        return False
    return True


def _same_hash(batch: Batch) -> bool:
    """Whether a batch that waits still stands for the list it was made of."""
    try:
        return hash_of(head_of(batch), payer(), lines_as_made(batch, payments_of(batch))) == batch.sha256
    except Refused:
        return False


def _of_budgets(actor: Actor) -> Iterator[Difference]:
    live = Sum("charges__amount_fen", filter=Q(charges__given_back=False))
    for budget in Budget.objects.visible_to(actor, SEE).annotate(fen=live).order_by("pk"):
        if budget.committed_fen != (budget.fen or 0):
            yield Difference("budget", budget.key, budget.committed_fen, budget.fen or 0)
    replaced = Decision.objects.visible_to(actor, SEE).filter(
        charge__given_back=False, replaced_by__state=Decision.State.APPROVED
    )
    for decision in _once(replaced):
        yield Difference("charge_of_a_replaced_decision", decision.key, decision.amount_fen or 0, 0)


def _once(rows: Iterable[Decision]) -> Iterator[Decision]:
    seen = set()
    for one in rows:
        if one.pk not in seen:
            seen.add(one.pk)
            yield one
