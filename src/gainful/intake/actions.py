"""What an office does with workbooks: hand in, read, apply, mend a row, undo, discard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from gainful.accounts.action import action, require
from gainful.accounts.actor import Actor
from gainful.accounts.history import restore
from gainful.accounts.models import Run
from gainful.accounts.places import gazetteer
from gainful.accounts.refusals import Refused
from gainful.accounts.running import Progress, silent
from gainful.accounts.trail import current_act
from gainful.casework.actions import open_protection_case
from gainful.intake import storage
from gainful.intake.applying import PLANNERS, Plan
from gainful.intake.applying.county import County
from gainful.intake.folder import HandInRefused, Intake, read_folder
from gainful.intake.forms import load_forms
from gainful.intake.known import KnownCounty
from gainful.intake.mending import table
from gainful.intake.models import Batch, BatchFile, RowFinding, StagedRow
from gainful.intake.refused_rows import refused_findings
from gainful.intake.reviewing import open_reviews
from gainful.intake.rows import Record
from gainful.intake.staged import Opened, closed, opened
from gainful.pack import load

UNDO_DAYS = 30
AT_ONCE = 500
# What a row's finding opens: a person of the independent desk must look, the same day.
PROTECTION = {
    "under_16": "child_working",
    "hazardous_under_18": "hazardous_under_18",
    "document_retention_noted": "documents_kept",
    "fee_or_deposit_noted": "fee_taken",
}


@dataclass(frozen=True)
class Upload:
    """One file as handed in: its given name and its bytes, or where they are."""

    name: str
    content: bytes | Path


@action(right="intake.upload", on_what="area")
def hand_in(*, actor: Actor, area: int, files: Sequence[Upload], label: str = "") -> Batch:
    """Keep the files, sealed, as one batch waiting to be read. Refused without files or with one name twice."""
    names = [upload.name for upload in files]
    if not files:
        raise Refused("no_files")
    if len(set(names)) != len(names):
        raise Refused("two_files_of_one_name")
    batch = Batch.objects.create(area=area, uploaded_by_id=actor.account_id, label=label[:120])
    for upload in files:
        content = upload.content.read_bytes() if isinstance(upload.content, Path) else upload.content
        kept, sha256 = storage.keep(content)
        BatchFile.objects.create(
            area=area, batch=batch, name=upload.name[:120], sha256=sha256, stored_as=kept
        )
    return batch


@action(right="intake.upload", on_what="batch")
def read_batch(*, actor: Actor, batch: Batch, on: date | None = None, progress: Progress = silent) -> Batch:
    """Read the batch's files into staged rows with their findings and effects. Changes nothing else.

    `on` is the day to take where no sheet says when it was filed. A batch refused as a whole keeps the sentence of
    its refusal, and nothing of it can be applied.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != Batch.State.READING:
        raise Refused("batch_was_read")
    kept = {file.name: file.stored_as for file in batch.files.all()}
    progress("reading", 0, len(kept))
    try:
        with storage.opened(kept) as paths:
            intake = read_folder(
                paths,
                load(settings.GAINFUL_PACK),
                area=batch.area or None,
                known=lambda filing: KnownCounty(
                    _county(filing.area, filing.filed_on, batch), whole_list=batch.mends is None
                ),
                on=on,
                gazetteer=gazetteer(),
            )
    except HandInRefused as refusal:
        batch.state = Batch.State.REFUSED
        batch.refusal = [finding.as_json("zh") | {"en": finding.message_en} for finding in refusal.findings]
        batch.save(update_fields=["state", "refusal"])
        _forget_files(batch)
        return batch
    require(actor, "intake.upload", intake.filing.area)
    _stage(batch, intake, progress)
    return batch


@action(right="intake.apply", on_what="batch")
def apply_batch(*, actor: Actor, batch: Batch, on: date, progress: Progress = silent) -> Batch:
    """Take every staged row that is new or changed, in one transaction; the rest stays as it is.

    Plans are made again under lock, so that what changed since staging is not overwritten unseen. A row that an
    action refuses is set to refused with the reason; it takes nothing with it.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != Batch.State.STAGED:
        raise Refused("batch_not_staged")
    county = _county(batch.area, batch.filed_on or on, batch)
    rows = {form: [] for form in PLANNERS}
    for row in batch.staged_rows.order_by("id"):
        rows[row.form].append(row)
    total, done = sum(map(len, rows.values())), 0
    counts: Counter[str] = Counter()
    for of_form in rows.values():
        for row in of_form:
            counts[_apply_row(actor, row, opened(row), county)] += 1
            done += 1
            progress("applying", done, total)
    said = list(batch.findings.filter(severity="refused"))
    RowFinding.objects.bulk_create(refused_findings(chain(*rows.values()), said), batch_size=AT_ONCE)
    _open_cases(actor, batch, county, on)
    open_reviews(actor, batch, county, on)
    batch.state, batch.applied_at = Batch.State.APPLIED, timezone.now()
    batch.undo_until, batch.act = on + timedelta(days=UNDO_DAYS), str(current_act())
    batch.counts = {**batch.counts, "applied": dict(counts)}
    batch.save(update_fields=["state", "applied_at", "undo_until", "act", "counts"])
    return batch


@action(right="intake.apply", on_what="row")
def mend_row(*, actor: Actor, row: StagedRow, texts: Mapping[str, str], on: date) -> Batch:
    """Hand in a refused row again with its facts put right, read and apply it: a batch of one row, undoable alone.

    Refused, with nothing changed, where the row is still at fault; the findings say what (`still_at_fault`).
    """
    if row.batch.state != Batch.State.APPLIED:
        raise Refused("batch_not_applied")
    if row.mended_at is not None:
        raise Refused("row_was_mended")
    forms = load_forms(load(settings.GAINFUL_PACK).forms)
    day = row.batch.filed_on or on
    unit = "".join(gazetteer().path(row.batch.area, day))
    content = table(forms, forms.forms[row.form], texts, unit, day)
    batch = hand_in(
        actor=actor,
        area=row.batch.area,
        files=[Upload(f"{row.form}-{row.row}.csv", content)],
        label="mended row",
    )
    batch.mends = row.batch
    batch.save(update_fields=["mends"])
    batch = read_batch(actor=actor, batch=batch)
    staged = list(batch.staged_rows.all())
    faults = batch.findings.filter(severity="refused")
    if len(staged) != 1 or staged[0].effect == StagedRow.Effect.REFUSED or faults:
        english = (get_language() or "").startswith("en")
        raise Refused(
            "still_at_fault", why=" ".join(f.message_en if english else f.message_zh for f in faults)
        )
    batch = apply_batch(actor=actor, batch=batch, on=on)
    row.mended_at = timezone.now()
    row.save(update_fields=["mended_at"])
    return batch


@action(right="intake.undo", on_what="batch")
def undo_batch(*, actor: Actor, batch: Batch, on: date) -> Batch:
    """Put back every row that the batch wrote, as it was before. Refused, naming why, once anyone acted on it."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != Batch.State.APPLIED:
        raise Refused("batch_not_applied")
    if batch.undo_until and on > batch.undo_until:
        raise Refused("undo_window_closed", until=batch.undo_until)
    restore(actor=actor, act=int(batch.act), leaving=OWN_TABLES)
    batch.state, batch.undone_at = Batch.State.UNDONE, timezone.now()
    batch.save(update_fields=["state", "undone_at"])
    StagedRow.objects.filter(batch=batch).update(taken=False)
    return batch


@action(right="intake.upload", on_what="batch")
def discard_batch(*, actor: Actor, batch: Batch) -> Batch:
    """Let go of a batch that was not applied: its staged rows and the kept files are deleted."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == Batch.State.APPLIED:
        raise Refused("batch_is_applied")
    batch.staged_rows.all().delete()
    _forget_files(batch)
    batch.state = Batch.State.DISCARDED
    batch.save(update_fields=["state"])
    return batch


@action(right="intake.upload", on_what="batch")
def start_run(*, actor: Actor, batch: Batch, kind: str) -> Run:
    """A run of long work on the batch, waiting for its turn. Refused while one is under way."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.run is not None and batch.run.state in Run.UNDER_WAY:
        raise Refused("run_under_way")
    run = Run.objects.create(area=batch.area, kind=kind, account_id=actor.account_id, subject_key=batch.key)
    batch.run = run
    batch.save(update_fields=["run"])
    return run


@action(right="intake.upload", on_what=None)
def close_undo_windows(*, actor: Actor, on: date) -> int:
    """Delete the kept originals and staged rows of batches whose undo window is over; how many batches."""
    over = Batch.objects.visible_to(actor, "intake.upload").filter(
        state__in=[Batch.State.APPLIED, Batch.State.UNDONE], undo_until__lt=on
    )
    closing = [batch for batch in over if batch.files.exclude(stored_as="").exists()]
    for batch in closing:
        _forget_files(batch)
    return len(closing)


OWN_TABLES = frozenset({"intake_batch", "intake_batchfile", "intake_stagedrow", "intake_rowfinding"})


def _county(area: int, filed_on: date, batch: Batch) -> County:
    return County(area, filed_on, load(settings.GAINFUL_PACK), gazetteer(), source=f"import {batch.key}")


def _stage(batch: Batch, intake: Intake, progress: Progress) -> None:
    """Write the staged rows with their effects, and the findings."""
    batch.area, batch.filed_on = intake.filing.area, intake.filing.filed_on
    county = _county(batch.area, batch.filed_on, batch)
    rows, counts = [], Counter()
    in_order = sorted(intake.records, key=lambda record: list(PLANNERS).index(record.form))
    for done, record in enumerate(in_order, start=1):
        row = _staged(batch, record, county)
        counts[f"{record.form}.{row.effect}"] += 1
        rows.append(row)
        progress("comparing", done, len(in_order))
    StagedRow.objects.bulk_create(rows, batch_size=AT_ONCE)
    findings = [RowFinding(area=batch.area, batch=batch, **_columns(finding)) for finding in intake.findings]
    findings += refused_findings(rows, findings)
    RowFinding.objects.bulk_create(findings, batch_size=AT_ONCE)
    for file in batch.files.all():
        file.area = batch.area
        seen = [sheet for sheet in intake.sheets if sheet.file == file.name]
        file.form = next((sheet.form for sheet in seen if sheet.form), "")
        file.rows = sum(sheet.records for sheet in seen)
        file.save(update_fields=["area", "form", "rows"])
    severities = Counter(str(finding.severity) for finding in findings)
    batch.counts = {"rows": dict(counts), "findings": dict(severities)}
    batch.state = Batch.State.STAGED
    batch.save(update_fields=["area", "filed_on", "counts", "state"])


def _columns(finding: Any) -> dict[str, Any]:
    named = ("file", "sheet", "row", "column", "code", "message_zh", "message_en")
    values = {name: getattr(finding, name) for name in named}
    return {**values, "severity": str(finding.severity), "found": finding.found[:200]}


def _staged(batch: Batch, record: Record, county: County) -> StagedRow:
    if record.left_out:
        plan = Plan("refused" if record.is_refused else "same", because=record.left_out)
    else:
        plan = _plan(record.form, record, county)
    row = StagedRow(
        area=batch.area,
        batch=batch,
        file=record.file,
        form=record.form,
        sheet=record.sheet,
        row=record.row,
        effect=plan.effect,
        changes=list(plan.changes),
        because=plan.because,
        id_refused=record.form == "registration" and "id_number" in record.refused,
    )
    row.seal("values", closed(record, plan.told))
    return row


def _plan(form: str, said: Record | Opened, county: County) -> Plan:
    return PLANNERS[form](said.values, frozenset(said.refused), county)


def _apply_row(actor: Actor, row: StagedRow, said: Opened, county: County) -> str:
    """Take one row; the effect that it had."""
    if said.left_out:
        return row.effect
    plan = _plan(row.form, said, county)
    because = plan.because
    if plan.take is not None:
        try:
            with transaction.atomic():
                plan.take(actor)
        except Refused as refusal:
            because = refusal.code
    effect = "refused" if because else plan.effect
    row.effect, row.because, row.taken = effect, because, plan.take is not None and not because
    row.save(update_fields=["effect", "because", "taken"])
    return effect


def _open_cases(actor: Actor, batch: Batch, county: County, on: date) -> None:
    """Open a protection case for each finding that calls for one."""
    found = RowFinding.objects.filter(batch=batch, code__in=PROTECTION).order_by("id")
    rows = {(row.file, row.sheet, row.row): row for row in batch.staged_rows.filter(form="working")}
    for finding in found:
        row = rows.get((finding.file, finding.sheet, finding.row))
        said = opened(row).values if row else {}
        person = county.person(said.get("id_number"))
        open_protection_case(
            actor=actor,
            area=person.area if person else batch.area,
            kind=PROTECTION[finding.code],
            on=on,
            person=person,
            employer_name=said.get("employer") or "",
            words=finding.found,
            source=f"{finding.sheet} {finding.column}{finding.row}"[:160],
        )


def _forget_files(batch: Batch) -> None:
    for file in batch.files.all():
        storage.discard(file.stored_as)
        file.stored_as = ""
        file.save(update_fields=["stored_as"])
