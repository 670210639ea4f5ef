"""Being there: attendance by day or month, the term of a public post, and signs that a person looked into."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow
from gainful.casework.models.work import Spell
from gainful.jobs.models import Workshop
from gainful.registry.models import Person


@limited(due_days=(0, 31))
class Attendance(AreaRow):
    """How many days somebody came to work in one day or month, as one roll says, on screen or in a list handed in.

    A paper roll and a phone roll of the same month stand side by side; neither replaces the other, and a
    difference docks nobody. `begins_on` is the day, or the first day of the month. `told_in` names the list that
    says so (empty: recorded on screen), `post` what the list calls the work, `due_days` the days to be worked. A
    list's month may lie in no job on record (`spell` empty), and a roll of it may say nothing (`present_days` empty).
    """

    class Unit(models.TextChoices):
        """What one row covers."""

        DAY = "day"
        MONTH = "month"

    class Source(models.TextChoices):
        """Which roll says so."""

        PAPER = "paper"
        PHONE = "phone"
        SCREEN = "screen"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="attendance")
    spell = models.ForeignKey(Spell, null=True, on_delete=models.PROTECT, related_name="attendance")
    post = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=5, choices=Unit.choices)
    begins_on = models.DateField(db_index=True)
    source = models.CharField(max_length=6, choices=Source.choices)
    present_days = models.PositiveSmallIntegerField(null=True)
    due_days = models.PositiveSmallIntegerField(null=True)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    told_in = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "post", "unit", "begins_on", "source"],
                condition=Q(spell=None),
                name="one_attendance_without_a_job",
            ),
            models.CheckConstraint(
                condition=Q(spell__isnull=False, present_days__isnull=False) | ~Q(told_in=""),
                name="attendance_on_screen_is_of_a_job",
            ),
            models.UniqueConstraint(
                fields=["spell", "unit", "begins_on", "source"], name="one_attendance_a_period_and_roll"
            ),
            models.CheckConstraint(
                condition=Q(unit="day", present_days__lte=1) | Q(unit="month", present_days__lte=31),
                name="nobody_is_present_more_days_than_there_are",
            ),
        ]


@limited()
class PostTerm(AreaRow):
    """The term of a public post: its end, its monthly wage, and why a post of last resort, in the person's word.

    `ledger` and `ledger_of` name the ledger, and its day, of a post that began before the programme checked the last
    resort: nobody checked it, and it is told apart from those that were.
    """

    class Because(models.TextChoices):
        """Nothing else fitted on that day; nothing else within reach of somebody who cannot leave; from a ledger of the
        time before the check; and, of terms kept before ledgers were named, held before."""

        NOTHING_ELSE_FITS = "nothing_else_fits"
        CANNOT_LEAVE = "cannot_leave"
        FROM_LEDGER = "from_ledger"
        HELD_BEFORE = "held_before"

    NOT_CHECKED = (Because.FROM_LEDGER, Because.HELD_BEFORE)

    spell = models.OneToOneField(Spell, on_delete=models.PROTECT, related_name="post_term")
    ends_on = models.DateField(db_index=True)
    monthly_wage_fen = models.BigIntegerField(null=True)
    because = models.CharField(max_length=20, choices=Because.choices)
    ledger = models.CharField(max_length=120, blank=True)
    ledger_of = models.DateField(null=True)
    persons_word = models.CharField(max_length=300)
    agreed_on = models.DateField()
    recorded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(persons_word=""), name="a_post_has_the_persons_word"),
            models.CheckConstraint(
                condition=Q(monthly_wage_fen=None) | Q(monthly_wage_fen__gt=0), name="a_post_wage_is_some_money"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("agreed_on"))
                                   | Q(because__in=["from_ledger", "held_before"]), name="a_post_term_lies_ahead"),
            models.CheckConstraint(
                condition=(Q(because="from_ledger") & Q(ledger_of__isnull=False) & ~Q(ledger=""))
                | (~Q(because="from_ledger") & Q(ledger_of=None, ledger="")),
                name="a_post_from_a_ledger_names_it",
            ),
        ]  # fmt: skip


class SignReview(AreaRow):
    """A person looked into a sign at a workshop or a post, and says what they found. It stops nothing by itself."""

    workshop = models.ForeignKey(Workshop, null=True, on_delete=models.PROTECT, related_name="sign_reviews")
    spell = models.ForeignKey(Spell, null=True, on_delete=models.PROTECT, related_name="sign_reviews")
    sign = models.CharField(max_length=40)
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    found = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(workshop__isnull=False, spell=None) | Q(workshop=None, spell__isnull=False),
                name="a_sign_is_of_a_workshop_or_a_post",
            ),
            models.CheckConstraint(condition=~Q(found=""), name="a_review_says_what_was_found"),
        ]
