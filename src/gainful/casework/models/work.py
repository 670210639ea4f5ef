"""One to one: who looks after whom, offers and their answers, job spells, follow-ups, pay, services, protection.

The spell is the heart. A spell recorded from a ledger is a fact about the past (`origin` recorded) and needs no
consent; one that Gainful brings about (`origin` brought_about) exists only with the person's own live consent to
placement, and the database holds that (guards.py).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.accounts.sealed import SealedMixin
from gainful.casework.querysets import (
    FollowUpQuerySet,
    OfferQuerySet,
    ProtectionCaseQuerySet,
    SpellQuerySet,
)
from gainful.jobs.models import Employer, Opening, Workshop
from gainful.registry.models import Consent, Household, Person


class Assignment(AreaRow):
    """An officer looks after a household, from a day on."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="assignments")
    officer = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assignments")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(until_on=None), name="one_officer_a_household"
            )
        ]


@limited()
class Offer(SealedMixin, AreaRow):
    """An opening shown to a person with everything they must know, and what they answered themselves.

    `terms` are frozen when shown. An answer brought by somebody else keeps the offer waiting for the person's own
    word; `answered_through` then stays, so that such answers are counted apart. `heard_by` is who heard an answer at
    the desk or from somebody else. `withdrawn_how` says how the person
    took the offer or their yes back; it is empty where it ended with their consent.
    """

    SEALED = ("contact_phone",)

    class State(models.TextChoices):
        """Shown and waiting; answered; taken back by the person or lapsed. Declining changes nothing else."""

        SHOWN = "shown"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"
        LAPSED = "lapsed"

    class How(models.TextChoices):
        """How the person answered. Through somebody else is another thing, and reported apart."""

        OWN_CODE = "own_code"
        PAPER_AT_DESK = "paper_at_desk"
        THROUGH_SOMEBODY = "through_somebody"

    class TakenBack(models.TextChoices):
        """How the person took an offer or their yes back. A word at the desk is enough: no paper is asked for."""

        OWN_CODE = "own_code"
        AT_DESK = "at_desk"
        PAPER_AT_DESK = "paper_at_desk"
        THROUGH_SOMEBODY = "through_somebody"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offers")
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="offers")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN)
    shown_on = models.DateField()
    shown_at = models.DateTimeField(auto_now_add=True)
    shown_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=20)
    terms = models.JSONField()
    reasons = models.JSONField(default=list)
    contact_phone_sealed = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    worker_fee_fen = models.BigIntegerField(default=0)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=20, choices=How.choices, blank=True)
    answered_through = models.CharField(max_length=60, blank=True)
    heard_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answer_evidence = models.CharField(max_length=120, blank=True)
    cooling_off_until = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_how = models.CharField(max_length=20, choices=TakenBack.choices, blank=True)
    withdrawn_through = models.CharField(max_length=60, blank=True)
    withdrawn_evidence = models.CharField(max_length=120, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "shown_on"], name="offer_of_person_by_day"),
            models.Index(fields=["state", "shown_on"], name="offer_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "opening"], condition=Q(state="shown"), name="one_waiting_offer_an_opening"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["shown", "withdrawn", "lapsed"]) | ~Q(how=""),
                name="an_answer_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted")
                | Q(how="own_code")
                | (Q(how="paper_at_desk") & ~Q(answer_evidence="")),
                name="an_accept_is_the_persons_own",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_how="", withdrawn_on=None, withdrawn_through="", withdrawn_evidence="")
                | (Q(state="withdrawn", withdrawn_on__isnull=False) & ~Q(withdrawn_how="")),
                name="taken_back_says_how_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(withdrawn_how="through_somebody") | ~Q(withdrawn_through=""),
                name="taken_back_through_says_whom",
            ),
            models.CheckConstraint(condition=Q(worker_fee_fen=0), name="a_worker_pays_no_fee"),
        ]


@limited()
class Spell(SealedMixin, AreaRow):
    """One person in one job: channel, place, start, end, pay agreed, evidence. `area` is the person's home."""

    SEALED = ("contact_phone",)

    class Origin(models.TextChoices):
        """A fact about the past from a ledger, or a placement that Gainful brought about."""

        RECORDED = "recorded"
        BROUGHT_ABOUT = "brought_about"

    class State(models.TextChoices):
        """Agreed and not begun, working, ended, or called off before it began."""

        AGREED = "agreed"
        WORKING = "working"
        ENDED = "ended"
        CALLED_OFF = "called_off"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="spells")
    origin = models.CharField(max_length=14, choices=Origin.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    offer = models.OneToOneField(Offer, null=True, on_delete=models.PROTECT, related_name="spell")
    consent = models.ForeignKey(Consent, null=True, on_delete=models.PROTECT, related_name="spells")
    opening = models.ForeignKey(Opening, null=True, on_delete=models.PROTECT, related_name="spells")
    employer = models.ForeignKey(Employer, null=True, on_delete=models.PROTECT, related_name="spells")
    workshop = models.ForeignKey(Workshop, null=True, on_delete=models.PROTECT, related_name="spells")
    employer_name = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=40)
    occupation = models.CharField(max_length=40, blank=True)
    place = models.BigIntegerField(null=True, db_index=True)
    place_text = models.CharField(max_length=120, blank=True)
    location_class = models.CharField(max_length=24)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    planned_end_on = models.DateField(null=True)
    contract_months = models.PositiveSmallIntegerField(null=True)
    insured = models.BooleanField(null=True)
    pay_low_fen = models.BigIntegerField(null=True)
    pay_high_fen = models.BigIntegerField(null=True)
    evidence = models.CharField(max_length=40)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone_sealed = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    left_because = models.CharField(max_length=40, blank=True)
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="followed_by")

    objects = SpellQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "state", "starts_on", "ends_on"], name="spell_of_person"),
            models.Index(fields=["origin", "state"], name="spell_by_origin"),
            models.Index(fields=["channel", "state"], name="spell_by_channel"),
            models.Index(fields=["state", "ends_on"], name="spell_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="spell_dates_in_order"
            ),
            models.CheckConstraint(
                condition=Q(origin="recorded") | (Q(offer__isnull=False) & Q(consent__isnull=False)),
                name="a_placement_has_its_offer_and_consent",
            ),
            models.UniqueConstraint(
                fields=["person", "starts_on", "employer_name", "occupation"],
                condition=~Q(state="called_off"),
                name="one_spell_a_start_and_employer",
            ),
        ]


@limited()
class FollowUp(AreaRow):
    """A look after a spell, due some days after its start. Each ends in a state that changes Today."""

    class State(models.TextChoices):
        """Due, done, put off with a reason, or dropped since the spell is over or was called off."""

        DUE = "due"
        DONE = "done"
        PUT_OFF = "put_off"
        DROPPED = "dropped"

    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="follow_ups")
    days = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    still_working = models.BooleanField(null=True)
    evidence = models.CharField(max_length=40, blank=True)
    pay_received_fen = models.BigIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    put_off_until = models.DateField(null=True)
    put_off_because = models.CharField(max_length=120, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"], name="follow_up_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["spell", "days"], name="one_follow_up_a_mark"),
            models.CheckConstraint(
                condition=~Q(state="done") | (Q(done_on__isnull=False) & Q(still_working__isnull=False)),
                name="a_done_follow_up_says_what_was_found",
            ),
            models.CheckConstraint(
                condition=~Q(state="put_off") | (Q(put_off_until__isnull=False) & ~Q(put_off_because="")),
                name="a_put_off_follow_up_says_until_when_and_why",
            ),
        ]


@limited()
class PayEvidence(AreaRow):
    """Pay that a person received for one month, as somebody confirmed it. `month` is its first day.

    `paper` names the paper on which the worker's word was kept; empty means it was said here at once.
    """

    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="pay_evidence")
    month = models.DateField()
    received_fen = models.BigIntegerField(null=True)
    confirmed_by_worker = models.BooleanField(null=True)
    evidence = models.CharField(max_length=40)
    paper = models.CharField(max_length=120, blank=True)
    recorded_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spell", "month"], name="one_pay_record_a_month")]


class Service(AreaRow):
    """A service given to a person on a day: a policy briefing, guidance, a referral, a training offer …"""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="services")
    kind = models.CharField(max_length=40)
    given_on = models.DateField()
    given_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "given_on", "kind"], name="service_of_person_by_day")]


@limited()
class ProtectionCase(AreaRow):
    """Something that must be looked into by a person: a child working, documents kept, a fee taken from a worker.

    `about_account` is the member of staff complained about, if any: they never see the case, nor close it.
    """

    class State(models.TextChoices):
        """Open or closed with what was found."""

        OPEN = "open"
        CLOSED = "closed"

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="protection_cases")
    employer_name = models.CharField(max_length=120, blank=True)
    about_account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)

    objects = ProtectionCaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open")
                | (Q(closed_on__isnull=False) & Q(closed_by__isnull=False) & ~Q(outcome="")),
                name="a_closed_case_says_who_and_what",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(about_account=None) | ~Q(closed_by=F("about_account")),
                name="nobody_closes_a_case_about_themselves",
            ),
        ]


class WorkerCode(AreaRow):
    """A one-time code that opens a person's own page. Kept as a digest; used once; short-lived."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="codes")
    code_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")


@limited()
class SafetyCheck(AreaRow):
    """What a worker answered to the signs of forced labour, before the start or at a follow-up of a spell.

    `answers` holds yes, no or null (not known) for each sign; asked away from the employer by somebody who did not
    make the offer.
    """

    class Moment(models.TextChoices):
        """When it was asked."""

        BEFORE_START = "before_start"
        DAY_30 = "day_30"
        DAY_90 = "day_90"
        DAY_180 = "day_180"
        DAY_365 = "day_365"

    spell = models.ForeignKey(Spell, on_delete=models.PROTECT, related_name="safety_checks")
    moment = models.CharField(max_length=12, choices=Moment.choices)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    grave = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spell", "moment"], name="one_safety_check_a_moment")]
