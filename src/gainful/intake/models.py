"""What intake keeps: a batch of workbooks, what each row says, what was found wrong, and what was applied.

Staged values hold personal numbers and phones, so a row's values are sealed as one text. The uploaded originals are
sealed too and deleted when the undo window closes.
"""

from __future__ import annotations

from django.db import models

from gainful.accounts.limits import limited
from gainful.accounts.models import Account, Run
from gainful.accounts.scope import AreaRow
from gainful.accounts.sealed import SealedMixin


@limited()
class Batch(AreaRow):
    """Workbooks handed in together, from upload to apply to undo. `area` is the county that filed them."""

    class State(models.TextChoices):
        """Where a batch stands."""

        READING = "reading"
        STAGED = "staged"
        REFUSED = "refused"
        APPLIED = "applied"
        UNDONE = "undone"
        DISCARDED = "discarded"

    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    label = models.CharField(max_length=120, blank=True)
    filed_on = models.DateField(null=True)
    uploaded_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undo_until = models.DateField(null=True)
    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL)
    refusal = models.JSONField(null=True)
    counts = models.JSONField(default=dict)
    act = models.CharField(max_length=32, blank=True)
    mends = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="mended_by")


class BatchFile(AreaRow):
    """One file of a batch: its given name, digest, recognised form, and the sealed original."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    form = models.CharField(max_length=40, blank=True)
    stored_as = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField(default=0)


@limited()
class StagedRow(SealedMixin, AreaRow):
    """One row of a sheet as read: typed values (sealed), what taking it would do, and whether it was taken."""

    SEALED = ("values",)

    class Effect(models.TextChoices):
        """What the row would change."""

        NEW = "new"
        CHANGED = "changed"
        SAME = "same"
        REFUSED = "refused"

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="staged_rows")
    file = models.CharField(max_length=120)
    form = models.CharField(max_length=40)
    sheet = models.CharField(max_length=120)
    row = models.PositiveIntegerField()
    values_sealed = models.TextField()
    effect = models.CharField(max_length=8, choices=Effect.choices)
    changes = models.JSONField(default=list)
    because = models.CharField(max_length=60, blank=True)
    id_refused = models.BooleanField(default=False)
    taken = models.BooleanField(default=False)
    mended_at = models.DateTimeField(null=True)

    NOT_AUDITED = "what a file says before anybody decides; the acts that take it are audited"

    class Meta:
        indexes = [models.Index(fields=["batch", "form"])]


class RowFinding(AreaRow):
    """A fault or remark at a cell, with what was found (masked) and what would be right."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="findings")
    file = models.CharField(max_length=120)
    sheet = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=8)
    found = models.CharField(max_length=200, blank=True)
    message_zh = models.CharField(max_length=400)
    message_en = models.CharField(max_length=400)

    NOT_AUDITED = "what was found in a file; it changes nothing by itself"

    class Meta:
        indexes = [models.Index(fields=["batch", "severity"])]
