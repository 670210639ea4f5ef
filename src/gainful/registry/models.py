"""What the registry keeps: households, people, incomes, wishes, consent.

An empty field is unknown, never no and never 0. Wishes and consents are appended; nobody overwrites one.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.accounts.sealed import SealedMixin
from gainful.pack import load
from gainful.registry.identity import contradictions, number_checker
from gainful.registry.querysets import (
    ConsentQuerySet,
    HouseholdQuerySet,
    MembershipQuerySet,
    PersonQuerySet,
    WishQuerySet,
)


def server_day() -> date:
    """The day by this installation's own clock (or GAINFUL_TODAY), whatever day an officer states."""
    return date.fromisoformat(settings.GAINFUL_TODAY) if settings.GAINFUL_TODAY else timezone.localdate()


class Household(AreaRow):
    """A registered household, in the township where it lives (`area`)."""

    number = models.CharField(max_length=32, unique=True)
    village = models.CharField(max_length=60, blank=True)
    registered_year = models.PositiveSmallIntegerField(null=True)
    main_cause = models.CharField(max_length=40, blank=True)
    other_causes = models.JSONField(default=list)

    objects = HouseholdQuerySet.as_manager()

    def causes_to_show(self) -> list[str]:
        """The causes of poverty that may be shown, printed or exported: those kept for history alone are not."""
        codes = load(settings.GAINFUL_PACK).codes["poverty_causes"]
        causes = [cause for cause in (self.main_cause, *self.other_causes) if cause]
        return [
            cause for cause in causes if (code := codes.get(cause)) and not code.is_marked("history_only")
        ]


@limited()
class RegistrationEvent(AreaRow):
    """Something that happened to a household's registration. The last one on a date says how it stands."""

    class Kind(models.TextChoices):
        """Registered, exited (support goes on), registered again, watched, struck off as a mistake."""

        REGISTERED = "registered"
        EXITED = "exited"
        REENTERED = "reentered"
        MONITORED = "monitored"
        STRUCK_OFF = "struck_off"

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="registration_events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    happened_on = models.DateField(null=True)
    notice_from = models.DateField(null=True)
    notice_until = models.DateField(null=True)
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind", "year"], name="one_registration_event_a_year"
            )
        ]


@limited()
class Person(SealedMixin, AreaRow):
    """A member of a household. With a refused id a person stays: unnamed, counted, and not to be placed."""

    SEALED = ("id_number", "phone")

    class IdState(models.TextChoices):
        """Whether the personal number is good, was refused at intake, or was never given."""

        VALID = "valid"
        REFUSED = "refused"
        MISSING = "missing"

    name = models.CharField(max_length=60, blank=True)
    name_pinyin = models.CharField(max_length=200, blank=True, db_index=True)
    sex = models.CharField(max_length=10, blank=True)
    born_on = models.DateField(null=True)
    id_state = models.CharField(max_length=8, choices=IdState.choices)
    id_number_sealed = models.TextField(blank=True)
    id_digest = models.CharField(max_length=32, blank=True, db_index=True)
    id_tail_digest = models.CharField(max_length=32, blank=True, db_index=True)
    phone_sealed = models.TextField(blank=True)
    education = models.CharField(max_length=40, blank=True)
    student = models.CharField(max_length=40, blank=True)
    health = models.CharField(max_length=40, blank=True)
    labour_capacity = models.CharField(max_length=40, blank=True)
    died_on = models.DateField(null=True)
    moved_away_on = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    home_recorded_at = models.DateTimeField(null=True)
    """When the record got the home that it has now; empty where that was before such moments were kept."""

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id_digest"],
                condition=~Q(id_digest="") & Q(merged_into=None),
                name="one_person_an_id",
            ),
            models.CheckConstraint(
                condition=~Q(id_state="valid") | ~Q(id_digest=""), name="a_valid_id_has_its_digest"
            ),
        ]

    def contradictions(self, on: date) -> tuple[str, ...]:
        """Codes for what was stated otherwise than the personal number says; none without a good number."""
        number = self.unsealed("id_number")
        if not number:
            return ()
        return contradictions(number_checker().read(number, on), sex=self.sex, born_on=self.born_on)

    def born_on_by_number(self, on: date) -> date | None:
        """The birth date that the personal number gives, read on a day; None without a number that gives one."""
        number = self.unsealed("id_number")
        return number_checker().read(number, on).born_on if number else None


class Membership(AreaRow):
    """A person belongs to a household, from a day (None: since registration) until a day (no longer that day)."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    number = models.CharField(max_length=32, blank=True)
    relation = models.CharField(max_length=40, blank=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    left_because = models.CharField(max_length=40, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until_on=None), name="one_household_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=Q(until_on=None) & ~Q(number=""), name="one_member_a_number"
            ),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="membership_dates_in_order",
            ),
        ]


class BankAccount(SealedMixin, AreaRow):
    """A person's own account. One given for a household belongs to its head alone, unless stated.

    `recorded_on` is the server's day when it was written down, whatever day was stated; empty for those that an older
    version kept, of which the stated day is all that is known.
    """

    SEALED = ("account",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bank_accounts")
    bank = models.CharField(max_length=60, blank=True)
    account_sealed = models.TextField()
    account_digest = models.CharField(max_length=32, db_index=True)
    stated_on = models.DateField()
    recorded_on = models.DateField(null=True, default=server_day)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(closed_on=None), name="one_open_account_a_person"
            )
        ]


@limited(may_be_negative=("net_fen", "net_per_head_fen"))
class HouseholdIncome(AreaRow):
    """A household's income of a past year by source, in fen. Blank is unknown. A forecast is never kept."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="incomes")
    year = models.PositiveSmallIntegerField()
    wage_fen = models.BigIntegerField(null=True)
    business_fen = models.BigIntegerField(null=True)
    property_fen = models.BigIntegerField(null=True)
    transfer_fen = models.BigIntegerField(null=True)
    business_cost_fen = models.BigIntegerField(null=True)
    net_fen = models.BigIntegerField(null=True)
    net_per_head_fen = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["household", "year"], name="one_income_a_year")]


@limited()
class Wish(AreaRow):
    """What a person answered about work, on a day. Appended, never overwritten; the latest counts.

    `stays_within` is how far they can leave home, which is not how far they would like to go. An answer that leaves it
    open takes nothing back: there the latest that says it counts.
    """

    class StaysWithin(models.TextChoices):
        """The furthest they can leave home for (care, health, strength); or nothing keeps them."""

        VILLAGE = "own_village"
        TOWNSHIP = "own_township"
        COUNTY = "own_county"
        FREE = "nothing_keeps"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="wishes")
    asked_on = models.DateField()
    willing = models.BooleanField(null=True)
    scope = models.CharField(max_length=20, blank=True)
    occupations = models.JSONField(default=list)
    any_occupation = models.BooleanField(null=True)
    pay_at_least_fen = models.BigIntegerField(null=True)
    training_willing = models.BooleanField(null=True)
    training_occupation = models.CharField(max_length=40, blank=True)
    own_business_willing = models.BooleanField(null=True)
    care = models.CharField(max_length=40, blank=True)
    stays_within = models.CharField(max_length=14, choices=StaysWithin.choices, blank=True)
    available_on = models.DateField(null=True)
    services_wanted = models.JSONField(default=list)
    how = models.CharField(max_length=20)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        # With the answer in it, the latest answer is read off the index alone.
        indexes = [
            models.Index(fields=["person", "-asked_on", "-id", "willing"], name="wish_latest_of_person")
        ]


@limited()
class Consent(AreaRow):
    """A person agrees to one purpose. Live from given_at until withdrawn_at; the database holds the rest."""

    class Purpose(models.TextChoices):
        """Shown openings; placed in an agreed one; data shared; travelling in a group; a story of theirs shared."""

        REFERRAL = "referral"
        PLACEMENT = "placement"
        SHARING = "sharing"
        ORGANISED_EXPORT = "organised_export"
        STORY = "story"

    class How(models.TextChoices):
        """How it was given."""

        SIGNED_PAPER = "signed_paper"
        OWN_CODE = "own_code"
        AT_DESK = "at_desk"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    given_on = models.DateField()
    given_at = models.DateTimeField(auto_now_add=True)
    how = models.CharField(max_length=20, choices=How.choices)
    evidence = models.CharField(max_length=120, blank=True)
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.CharField(max_length=20, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="one_live_consent_a_purpose",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="withdrawn_after_given",
            ),
            models.CheckConstraint(
                condition=Q(how="own_code") | ~Q(evidence=""), name="a_consent_has_its_evidence"
            ),
        ]


class Merge(AreaRow):
    """Two records found to be one person. Undoing it sets `undone_at` and gives both back."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_kept")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_given_up")
    reason = models.CharField(max_length=200)
    merged_at = models.DateTimeField(auto_now_add=True)
    closed_membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
