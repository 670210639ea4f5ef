"""Signs that refusing is not free somewhere, once somebody of the independent desk has looked into them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gainful.accounts.limits import limited
from gainful.accounts.models import Account
from gainful.accounts.scope import AreaRow


@limited()
class RefusalLook(AreaRow):
    """What somebody found who looked into such a sign in a county. Nothing of it hangs on a worker.

    `counted` is how many answers or consents stood there on that day: more of them raise the sign again.
    """

    class Kind(models.TextChoices):
        """Offers that nobody declines, or very many consents written down by one account on one day."""

        NOBODY_DECLINES = "nobody_declines"
        CONSENTS_IN_BULK = "consents_in_bulk"

    class Outcome(models.TextChoices):
        """People can say no there; or they cannot, and a protection case was opened."""

        FREE = "free"
        NOT_FREE = "not_free"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField(null=True)
    counted = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    found = models.CharField(max_length=300)
    looked_on = models.DateField()
    looked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["area", "kind", "looked_on"], name="look_of_area_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="nobody_declines", account=None, given_on=None)
                | Q(kind="consents_in_bulk", account__isnull=False, given_on__isnull=False),
                name="a_look_names_the_heap_it_is_about",
            ),
            models.CheckConstraint(condition=~Q(found=""), name="a_look_says_what_was_found"),
            models.CheckConstraint(
                condition=Q(account=None) | ~Q(account=models.F("looked_by")),
                name="nobody_looks_into_their_own_heap",
            ),
        ]
