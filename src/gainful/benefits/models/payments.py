"""Payments: budgets, what is owed, batches that three people make, check and release, the bank's answers, the ledger.

A ledger entry is one amount from one account of the books to another, so that the books sum to zero by their form.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.accounts.sealed import SealedMixin
from gainful.benefits.models.claims import Decision
from gainful.jobs.models import Employer
from gainful.registry.models import BankAccount, Person, server_day


@limited()
class Budget(AreaRow):
    """What one place may spend on one benefit in one year; approvals beyond it are refused by the database."""

    rule = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    amount_fen = models.BigIntegerField()
    committed_fen = models.BigIntegerField(default=0)
    set_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    set_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "rule", "year"], name="one_budget_a_place_and_year"),
            models.CheckConstraint(
                condition=Q(committed_fen__lte=F("amount_fen")), name="no_more_is_granted_than_the_budget"
            ),
        ]


@limited()
class BudgetCharge(AreaRow):
    """What an approved decision takes of a budget; written by the database's triggers, given back when replaced."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="charges")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="charge")
    amount_fen = models.BigIntegerField()
    given_back = models.BooleanField(default=False)


class EmployerAccount(SealedMixin, AreaRow):
    """An employer's own account, replaced when it changes; `recorded_on` is the server's day, not a stated one."""

    SEALED = ("account",)

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="bank_accounts")
    bank = models.CharField(max_length=60, blank=True)
    account_sealed = models.TextField()
    account_digest = models.CharField(max_length=32, db_index=True)
    stated_on = models.DateField()
    recorded_on = models.DateField(default=server_day)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer"], condition=Q(closed_on=None), name="one_open_account_an_employer"
            )
        ]


@limited()
class AccountNotice(AreaRow):
    """That a person was told of another account of theirs: by message, or on their own page alone."""

    class How(models.TextChoices):
        """A message to their own phone, or none where there is no phone or gateway: their own page says it too."""

        MESSAGE = "message"
        OWN_PAGE = "own_page"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="account_notices")
    account = models.OneToOneField(BankAccount, on_delete=models.PROTECT, related_name="notice")
    told_on = models.DateField()
    how = models.CharField(max_length=8, choices=How.choices)


@limited()
class Batch(SealedMixin, AreaRow):
    """Payments that go to the bank together, frozen by hash, count and sum; made, checked and released by three.

    `text` is the sealed file that was released, byte for byte.
    """

    SEALED = ("text",)

    class State(models.TextChoices):
        """Where it stands. A returned batch lets its payments go into another."""

        MADE = "made"
        CHECKED = "checked"
        RELEASED = "released"
        ANSWERED = "answered"
        RETURNED = "returned"

    class Form(models.TextChoices):
        """The version of the file that the bank takes."""

        V03 = "pain.001.001.03"
        V09 = "pain.001.001.09"

    form = models.CharField(max_length=15, choices=Form.choices)
    message_id = models.CharField(max_length=35, unique=True)
    pay_on = models.DateField()
    count = models.PositiveIntegerField()
    total_fen = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    checked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True)
    released_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    released_on = models.DateField(null=True)
    returned_because = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.MADE)
    text_sealed = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("made_by")),
                name="who_checks_a_batch_did_not_make_it",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None)
                | (
                    Q(checked_by__isnull=False)
                    & ~Q(released_by=F("made_by"))
                    & ~Q(released_by=F("checked_by"))
                ),
                name="who_releases_a_batch_neither_made_nor_checked_it",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None) ^ Q(state__in=["released", "answered"]),
                name="a_released_batch_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state="returned") ^ Q(returned_because=""), name="a_returned_batch_says_why"
            ),
        ]


@limited()
class Payment(AreaRow):
    """What is owed by one approved decision, and what became of it. Nothing is paid without an own account.

    `purpose` tells a payment of the benefit from one taken back (a clawback names the payment it answers). Each change
    of `state` has its day in `moved_on`, and the database writes the entry of the books that belongs to it.
    """

    class Purpose(models.TextChoices):
        """Money to the payee, or a demand that they pay back."""

        PAY = "pay"
        CLAWBACK = "clawback"

    class State(models.TextChoices):
        """Where it stands."""

        READY = "ready"
        BATCHED = "batched"
        SENT = "sent"
        PAID = "paid"
        RETURNED = "returned"
        CANCELLED = "cancelled"
        DEMANDED = "demanded"
        PAID_BACK = "paid_back"
        WRITTEN_OFF = "written_off"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="payments")
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.PAY)
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answered_by")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="payments")
    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="payments")
    account = models.ForeignKey(BankAccount, null=True, on_delete=models.PROTECT, related_name="payments")
    employer_account = models.ForeignKey(
        EmployerAccount, null=True, on_delete=models.PROTECT, related_name="payments"
    )
    amount_fen = models.BigIntegerField()
    due_on = models.DateField()
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="payments")
    end_to_end = models.CharField(max_length=35, unique=True)
    state = models.CharField(max_length=11, choices=State.choices, default=State.READY)
    moved_on = models.DateField()
    because = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    bank_code = models.CharField(max_length=10, blank=True)
    settled_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="a_payment_is_above_nothing"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, employer=None) | Q(person=None, employer__isnull=False),
                name="a_payment_has_one_payee",
            ),
            models.CheckConstraint(
                condition=Q(purpose="pay", answers=None) | Q(purpose="clawback", answers__isnull=False),
                name="a_clawback_names_its_payment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["batched", "sent", "paid", "returned"], batch__isnull=False)
                | Q(state__in=["ready", "cancelled", "demanded", "paid_back", "written_off"], batch=None),
                name="a_payment_sent_names_its_batch",
            ),
            models.CheckConstraint(
                condition=~Q(state="written_off")
                | (Q(asked_by__isnull=False, agreed_by__isnull=False) & ~Q(because="")),
                name="a_debt_is_written_off_by_two_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")),
                name="who_agrees_to_write_off_is_another",
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(purpose="pay") & ~Q(state__in=["cancelled", "returned"]),
                name="a_decision_is_paid_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="payment_by_state")]


@limited()
class BankAnswer(AreaRow):
    """A bank's answer to a batch as it was read: its hash, and how many payments it settled or sent back."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="answers")
    message_id = models.CharField(max_length=35)
    sha256 = models.CharField(max_length=64)
    read_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    read_on = models.DateField()
    paid = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "sha256"], name="a_banks_answer_is_read_once")
        ]


@limited()
class LedgerEntry(AreaRow):
    """An amount from one account of the books (credit) to another (debit). Entries are only ever added.

    The accounts: granted (what was promised), owed (to payees), sent (on its way), bank, demanded, written_off. The
    database's own triggers write the entries, each with the change of state it belongs to.
    """

    class Book(models.TextChoices):
        """An account of the books."""

        GRANTED = "granted"
        OWED = "owed"
        SENT = "sent"
        BANK = "bank"
        DEMANDED = "demanded"
        WRITTEN_OFF = "written_off"

    debit = models.CharField(max_length=11, choices=Book.choices)
    credit = models.CharField(max_length=11, choices=Book.choices)
    amount_fen = models.BigIntegerField()
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="entries")
    on = models.DateField(db_index=True)
    because = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="an_entry_is_above_nothing"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="an_entry_goes_somewhere"),
        ]
