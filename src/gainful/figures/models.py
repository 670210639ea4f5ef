"""The register of releases: which stand, who made each, and the hash by which a changed one is known."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gainful.accounts.models import Account


class Publication(models.Model):
    """A release as it left the desk. The figures are in its folder; here is what proves that it is the same."""

    name = models.CharField(max_length=20, unique=True)
    as_of = models.DateField()
    sha256 = models.CharField(max_length=64)
    revises = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revises="") | ~Q(because=""), name="a_revision_says_why_it_was_made"
            )
        ]
