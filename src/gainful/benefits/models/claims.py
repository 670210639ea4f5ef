"""Claims: one benefit, one subject, one period; the decision frozen with its facts; letters, objections, reopenings.

A decision is never changed: a mistake is set right by a later decision of the same claim, which says what it replaces.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.accounts.sealed import SealedMixin
from gainful.casework.models import Spell
from gainful.jobs.models import Employer, Workshop
from gainful.registry.models import Household, Person
from gainful.training.models import Enrolment

OF_EMPLOYERS = ("employer", "workshop")
"""Subjects of claims that an employer makes as such."""


@limited()
class Claim(AreaRow):
    """A benefit asked for, or found due, for one subject and one period, whose last day is included.

    `once_for` names whom it is limited to, as the rule's `limit` says (a person, a household, a spell, an employer…):
    no two live claims of one benefit overlap for one `once_for`, in the whole nation. `person` is whom it is about,
    and who is paid unless `payee` is the employer. A claim of an employer as such, or of a workshop that it runs
    (`about` is then the workshop's key), names no person.
    """

    class Found(models.TextChoices):
        """How the claim came about."""

        PROPOSED = "proposed"
        ASKED = "asked"
        ROLL = "roll"

    class How(models.TextChoices):
        """By which way it was asked: found by the system, on a screen, on paper at the desk, through somebody."""

        FOUND = "found"
        SCREEN = "screen"
        PAPER = "paper"
        THROUGH = "through"

    class Payee(models.TextChoices):
        """Who is paid."""

        PERSON = "person"
        EMPLOYER = "employer"

    class State(models.TextChoices):
        """Where it stands. Refused and withdrawn claims are not live: they stand in nobody's way."""

        OPEN = "open"
        DECIDED = "decided"
        APPROVED = "approved"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    rule = models.CharField(max_length=60)
    subject = models.CharField(max_length=12)
    about = models.CharField(max_length=40)
    once_for = models.CharField(max_length=60, db_index=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="claims")
    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="claims")
    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="claims")
    workshop = models.ForeignKey(Workshop, null=True, on_delete=models.PROTECT, related_name="claims")
    spell = models.ForeignKey(Spell, null=True, on_delete=models.PROTECT, related_name="claims")
    enrolment = models.ForeignKey(Enrolment, null=True, on_delete=models.PROTECT, related_name="claims")
    payee = models.CharField(max_length=8, choices=Payee.choices)
    period_from = models.DateField()
    period_to = models.DateField()
    found = models.CharField(max_length=8, choices=Found.choices)
    how = models.CharField(max_length=8, choices=How.choices)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    apply_by = models.DateField(null=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)

    @property
    def of_employer(self) -> bool:
        """Whether it is a claim of an employer as such, or of a workshop: about nobody's own life."""
        return self.subject in OF_EMPLOYERS

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="a_claims_period_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(rule="") & ~Q(once_for=""), name="a_claim_names_its_rule_and_limit"
            ),
            models.CheckConstraint(
                condition=Q(payee="person", person__isnull=False)
                | Q(payee="employer", employer__isnull=False),
                name="a_claim_names_who_is_paid",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "asked_on"], name="claim_by_state"),
            models.Index(fields=["person", "rule"], name="claim_of_person"),
        ]


class Evidence(AreaRow):
    """One piece of evidence that a claim's rule asks for: which, who saw it and when, and where the paper is kept."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=80)
    seen_on = models.DateField()
    seen_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "kind"], name="evidence_of_a_kind_once_a_claim"),
            models.CheckConstraint(condition=~Q(kind=""), name="evidence_says_which"),
        ]


class FactSeen(SealedMixin, AreaRow):
    """A fact that no chapter's record knows, as an officer saw it for one claim: its value, when, and on which paper.

    Appended, never overwritten; the latest counts. `value` is the sealed JSON of it: money in fen, a day as text.
    """

    SEALED = ("value",)

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="facts_seen")
    fact = models.CharField(max_length=60)
    value_sealed = models.TextField()
    seen_on = models.DateField()
    seen_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(fact="") & ~Q(value_sealed="") & ~Q(kept_at=""), name="a_fact_seen_says_on_what"
            )
        ]


@limited()
class Decision(SealedMixin, AreaRow):
    """What one officer decided of a claim and a second one approved or returned, with everything it rests on.

    `facts` is the sealed JSON of each fact with value and source as they were; `conditions` the JSON of each named
    condition with true, false or null; `rule_hash` tells the page's text and values. `amount_fen` is null unless it
    grants.
    """

    SEALED = ("facts", "words")

    class Kind(models.TextChoices):
        """Whether it is the first decision of a claim, or follows an objection, an appeal or a change of fact."""

        FIRST = "first"
        REVIEW = "review"
        APPEAL = "appeal"
        REOPENED = "reopened"

    class State(models.TextChoices):
        """Proposed by the first officer, then approved, or returned with a reason, by the second."""

        PROPOSED = "proposed"
        APPROVED = "approved"
        RETURNED = "returned"

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.FIRST)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    grants = models.BooleanField()
    amount_fen = models.BigIntegerField(null=True)
    on = models.DateField()
    place = models.CharField(max_length=12)
    rule_hash = models.CharField(max_length=64)
    conditions = models.JSONField()
    facts_sealed = models.TextField()
    words_sealed = models.TextField(blank=True)
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    second = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    second_on = models.DateField(null=True)
    returned_because = models.CharField(max_length=300, blank=True)
    object_by = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(grants=True, amount_fen__isnull=False) | Q(grants=False, amount_fen=None),
                name="a_grant_has_an_amount_and_a_refusal_none",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", second=None, second_on=None)
                | Q(state__in=["approved", "returned"], second__isnull=False, second_on__isnull=False),
                name="a_second_officer_approves_or_returns",
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=F("decided_by")), name="the_second_officer_is_another"
            ),
            models.CheckConstraint(
                condition=Q(state="returned") ^ Q(returned_because=""), name="a_return_says_why"
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state="proposed"), name="one_open_decision_a_claim"
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(state="approved", kind="first"),
                name="one_first_decision_a_claim",
            ),
        ]


@limited()
class Letter(SealedMixin, AreaRow):
    """The letter of an approved decision in one language: when it was made, its text, how it reached the person.

    `text` is the sealed JSON of all that it says, from which it is printed again; `sha256` is of the first print.
    """

    SEALED = ("text",)

    class How(models.TextChoices):
        """Handed over, read aloud (and to whom a copy went), or on the person's own page."""

        HANDED = "handed"
        READ = "read"
        OWN_PAGE = "own_page"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="letters")
    language = models.CharField(max_length=10)
    made_on = models.DateField()
    sha256 = models.CharField(max_length=64)
    text_sealed = models.TextField(blank=True, default="")
    told_on = models.DateField(null=True)
    how = models.CharField(max_length=8, choices=How.choices, blank=True)
    told_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "language"], name="one_letter_a_language"),
            models.CheckConstraint(
                condition=Q(told_on=None, how="") | (Q(told_on__isnull=False) & ~Q(how="")),
                name="a_letter_told_says_how",
            ),
        ]


@limited()
class Objection(SealedMixin, AreaRow):
    """The person, or the employer, does not agree with a decision: in their words; looked at by others than before.

    A review stays in the office, with another officer than the two who decided; an appeal after it goes outside.
    """

    SEALED = ("words",)

    class Kind(models.TextChoices):
        """The first step, and the one after it."""

        REVIEW = "review"
        APPEAL = "appeal"

    class Outcome(models.TextChoices):
        """The decision stands, or it is replaced by another."""

        UPHELD = "upheld"
        REPLACED = "replaced"
        WITHDRAWN = "withdrawn"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="objections")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words_sealed = models.TextField()
    how = models.CharField(max_length=8, choices=Claim.How.choices)
    made_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices, blank=True)
    answered_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=600, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words_sealed=""), name="an_objection_has_words"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_by=None, answered_on=None, answer="")
                | (Q(answered_by__isnull=False, answered_on__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="an_answered_objection_says_by_whom_and_why",
            ),
            models.UniqueConstraint(fields=["decision", "kind"], name="one_objection_of_a_kind_a_decision"),
        ]


class Reopening(SealedMixin, AreaRow):
    """A fact that a decision rests on changed afterwards: which, found on what day, and the decision that followed.

    `words` is the sealed JSON of the value before and after. Nothing changes by itself: an officer decides again, or
    says why not.
    """

    SEALED = ("words",)

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reopenings")
    fact = models.CharField(max_length=60)
    words_sealed = models.TextField()
    found_on = models.DateField(db_index=True)
    settled_on = models.DateField(null=True)
    settled_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    followed_by = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="follows")
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on=None, settled_by=None, followed_by=None, because="")
                | (
                    Q(settled_on__isnull=False, settled_by__isnull=False)
                    & (Q(followed_by__isnull=False) | ~Q(because=""))
                ),
                name="a_settled_reopening_says_what_followed",
            ),
            models.UniqueConstraint(
                fields=["decision", "fact"], condition=Q(settled_on=None), name="a_fact_reopens_once"
            ),
        ]
