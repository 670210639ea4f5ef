"""Import: hand workbooks in, see faults and differences, apply or let go, undo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from gainful.accounts import running
from gainful.accounts.models import Run
from gainful.accounts.refusals import Refused
from gainful.intake import tasks
from gainful.intake.actions import Upload, discard_batch, hand_in, undo_batch
from gainful.intake.forms import load_forms
from gainful.intake.glance import glance
from gainful.intake.models import Batch, RowFinding, StagedRow
from gainful.web.import_changes import changes_of
from gainful.web.screen import done, screen
from gainful.words import language, pack, refusal_sentence, refusals

MOST_FILES = 20
MOST_BYTES = 200 * 1024 * 1024
FORM_NAMES = {
    "registration": gettext_lazy("Registration"),
    "income": gettext_lazy("Income"),
    "working": gettext_lazy("In work"),
    "not_working": gettext_lazy("Not in work"),
    "openings": gettext_lazy("Openings"),
    "training": gettext_lazy("Training"),
    "workshops": gettext_lazy("Workshops"),
    "leaders": gettext_lazy("Leaders"),
    "payroll": gettext_lazy("Monthly payroll"),
    "attendance": gettext_lazy("Attendance of public posts"),
    "insurance": gettext_lazy("Employment-insurance list"),
}
EFFECTS = ("new", "changed", "same", "refused")
SEVERITIES = ("refused", "warning", "remark", "mended")


@dataclass(frozen=True)
class FormCount:
    """How many rows of one form would do what."""

    form: str
    name: str
    counts: dict[str, int]


def _batch(request: HttpRequest, key: str) -> Batch:
    found = Batch.objects.visible_to(request.actor, "intake.see").filter(key=key).first()
    if found is None:
        raise Http404
    return found


@screen(right="intake.see", title=gettext_lazy("Import"), methods=("GET", "POST"))
def imports(request: HttpRequest) -> HttpResponse:
    """Batches handed in, the newest first, and handing in another."""
    if request.method == "POST":
        return _receive(request)
    return _list(request)


def _list(request: HttpRequest, faults: Sequence[str] = (), status: int = 200) -> HttpResponse:
    """The list of batches, with why nothing was taken of what was just handed in."""
    batches = Batch.objects.visible_to(request.actor, "intake.see").select_related("uploaded_by")
    page = Paginator(batches.order_by("-id").prefetch_related("files"), 20).get_page(request.GET.get("page"))
    may = request.actor.may("intake.upload")
    return render(
        request,
        "imports/list.html",
        {
            "title": _("Import"),
            "page": page,
            "may_upload": may,
            "may_take_out": request.actor.may("people.export"),
            "forms": FORM_NAMES,
            "faults": faults,
        },
        status=status,
    )


def _receive(request: HttpRequest) -> HttpResponse:
    """Takes files to be read. What is plainly no workbook is refused here, in a sentence, and nothing is kept."""
    files = request.FILES.getlist("files")
    try:
        _check_amount(files)
        plain = glance((file.name, file) for file in files)
        if plain:
            english = language() == "en"
            faults = [f"{one.file}: {one.message_en if english else one.message_zh}" for one in plain]
            return _list(request, faults, 422)
        uploads = [Upload(file.name, file.read()) for file in files]
        batch = hand_in(actor=request.actor, area=_home_of(request), files=uploads)
    except Refused as refusal:
        return _list(request, [refusal_sentence(refusal)], 413 if refusal.code == "upload_too_large" else 409)
    tasks.start_reading(actor=request.actor, batch=batch)
    return redirect("import_batch", key=batch.key)


def _check_amount(files: list[UploadedFile]) -> None:
    if len(files) > MOST_FILES:
        raise Refused("too_many_files", most=MOST_FILES)
    if sum(file.size or 0 for file in files) > MOST_BYTES:
        raise Refused("upload_too_large", megabytes=MOST_BYTES // 1024**2)


def _home_of(request: HttpRequest) -> int:
    """The area that this officer hands workbooks in for: their own, the smallest where there are several."""
    areas = [low for low, high in request.actor.spans("intake.upload")]
    return max(areas) if areas else 0


@screen(right="intake.see", title=gettext_lazy("Imported workbooks"))
def batch(request: HttpRequest, key: str) -> HttpResponse:
    """One batch: how far it is, what is wrong, what it would change, and what can be done now."""
    found = _batch(request, key)
    context: dict[str, Any] = {
        "title": _("Imported workbooks"),
        "batch": found,
        "files": found.files.order_by("name"),
        "run": found.run,
        "standing": running.standing(found.run.key) if found.run else None,
        "under_way": bool(found.run and found.run.state in Run.UNDER_WAY),
        "can_undo": _can_undo(found, request),
        "refusal": [_in_language(one) for one in found.refusal or ()],
        "run_refusal": _run_refusal(found.run),
    }
    context["silent"] = bool(context["under_way"] and running.is_silent(found.run, _now()))
    if found.state in (Batch.State.STAGED, Batch.State.APPLIED, Batch.State.UNDONE):
        context |= _contents(request, found)
    if request.htmx:  # the bar asks every other second; once the work is over the whole page is another
        return (
            render(request, "imports/progress.html", context)
            if context["under_way"]
            else HttpResponseClientRefresh()
        )
    status = 422 if found.state == Batch.State.REFUSED else 200
    return render(request, "imports/batch.html", context, status=status)


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def _can_undo(found: Batch, request: HttpRequest) -> bool:
    in_time = found.undo_until is None or request.on <= found.undo_until
    return found.state == Batch.State.APPLIED and in_time and request.actor.may("intake.undo", found.area)


def _in_language(one: dict[str, Any]) -> dict[str, Any]:
    english = (get_language() or "").startswith("en")
    return {**one, "message": one["en"] if english else one["message"]}


def _run_refusal(run: Run | None) -> str:
    if run is None or run.state != Run.State.FAILED:
        return ""
    code = run.outcome.get("refused")
    if code in refusals():
        return refusals()[code][language()].format(**run.outcome.get("values", {}))
    return _("The work broke off. Nothing of it was kept; try again, or tell your administrator.")


def _contents(request: HttpRequest, found: Batch) -> dict[str, Any]:
    """Counts by form and effect, and the findings chosen."""
    counted: dict[str, Counter[str]] = {form: Counter() for form in FORM_NAMES}
    for form, effect, count in (
        found.staged_rows.values_list("form", "effect").annotate(n=Count("id")).order_by()
    ):
        counted[form][effect] = count
    severity = request.GET.get("severity", "refused")
    file = request.GET.get("file", "")
    findings = RowFinding.objects.filter(batch=found)
    by_severity = Counter(dict(findings.values_list("severity").annotate(n=Count("id")).order_by()))
    chosen = findings.filter(severity=severity) if severity in SEVERITIES else findings
    chosen = chosen.filter(file=file) if file else chosen
    kinds = chosen.values("code").annotate(n=Count("id")).order_by("-n")
    return {
        "forms": [FormCount(f, FORM_NAMES[f], {e: c[e] for e in EFFECTS}) for f, c in counted.items() if c],
        "severities": [(name, by_severity[name]) for name in SEVERITIES],
        "severity": severity,
        "file": file,
        "kinds": kinds,
        "page": Paginator(chosen.order_by("id"), 50).get_page(request.GET.get("page")),
        "to_take": sum(c["new"] + c["changed"] for c in counted.values()),
        "english": language() == "en",
    }


@screen(right="intake.apply", title=gettext_lazy("Apply"), methods=("POST",))
def apply(request: HttpRequest, key: str) -> HttpResponse:
    """Take what is new and changed."""
    found = _batch(request, key)
    tasks.start_applying(actor=request.actor, batch=found, on=request.on)
    return redirect("import_batch", key=found.key)


@screen(right="intake.undo", title=gettext_lazy("Undo"), methods=("POST",))
def undo(request: HttpRequest, key: str) -> HttpResponse:
    """Put back what the batch changed."""
    found = _batch(request, key)
    undo_batch(actor=request.actor, batch=found, on=request.on)
    sentence = _("Undone: every record is as it was before the import.")
    return done(request, sentence, reverse("import_batch", kwargs={"key": found.key}))


@screen(right="intake.upload", title=gettext_lazy("Let go"), methods=("POST",))
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Delete a batch that was not applied."""
    discard_batch(actor=request.actor, batch=_batch(request, key))
    return done(
        request, _("Let go: the files and everything read from them are deleted."), reverse("imports")
    )


@screen(right="intake.upload", title=gettext_lazy("Stop"), methods=("POST",))
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Ask the work under way to stop."""
    found = _batch(request, key)
    tasks.ask_to_stop(actor=request.actor, batch=found)
    sentence = _("Asked to stop. Nothing of the work under way is kept.")
    return done(request, sentence, reverse("import_batch", kwargs={"key": found.key}))


@screen(right="intake.see", title=gettext_lazy("What a sheet would change"))
def differences(request: HttpRequest, key: str) -> HttpResponse:
    """The rows with one effect, of one form or of all."""
    found = _batch(request, key)
    form, effect = request.GET.get("form", ""), request.GET.get("effect", "changed")
    forms = load_forms(pack().forms).forms
    if form and form not in forms:
        raise Http404
    rows = StagedRow.objects.filter(batch=found, effect=effect).order_by("id")
    if form:
        rows = rows.filter(form=form)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    words = refusals()
    can_mend = request.actor.may("intake.apply", found.area) and found.state == Batch.State.APPLIED
    listed = [
        {
            "row": row,
            "mend": can_mend and not row.mended_at and (row.id_refused or row.effect == "refused"),
            "because": words[row.because][language()]
            if row.because in words
            else row.because.replace("_", " "),
            "changes": changes_of(row, forms[row.form]),
        }
        for row in page
    ]
    context = {
        "title": _("What a sheet would change"),
        "batch": found,
        "page": page,
        "rows": listed,
        "form_name": FORM_NAMES.get(form, form),
        "form": form,
        "effect": effect,
        "effects": EFFECTS,
    }
    return render(request, "imports/differences.html", context)
