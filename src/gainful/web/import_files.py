"""Files of the import screens: the annotated workbook, blank templates, and mending one refused row."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.places import gazetteer
from gainful.accounts.refusals import Refused
from gainful.intake import storage
from gainful.intake.actions import mend_row
from gainful.intake.annotate import annotate
from gainful.intake.forms import load_forms
from gainful.intake.mending import fields
from gainful.intake.models import Batch, RowFinding, StagedRow
from gainful.intake.staged import opened
from gainful.intake.write import blank_template
from gainful.pack import load
from gainful.web.screen import done, screen
from gainful.words import language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_answer(content: bytes, name: str) -> HttpResponse:
    """A workbook to be kept, under a name that browsers of any language understand."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


@screen(right="intake.see", title=gettext_lazy("Annotated workbook"))
def annotated(request: HttpRequest, key: str, file: str) -> HttpResponse:
    """The workbook as it was handed in, each fault marked at its cell, a summary in front."""
    batch = Batch.objects.visible_to(request.actor, "intake.see").filter(key=key).first()
    kept = batch.files.filter(key=file).exclude(stored_as="").first() if batch else None
    if batch is None or kept is None:
        raise Http404
    findings = [
        {
            "sheet": one.sheet,
            "row": one.row,
            "column": one.column,
            "code": one.code,
            "severity": one.severity,
            "found": one.found,
            "message": one.message_en if language() == "en" else one.message_zh,
        }
        for one in RowFinding.objects.filter(batch=batch, file=kept.name).order_by("id")
    ]
    with storage.opened({kept.name: kept.stored_as}) as paths:
        content = annotate(paths[0], findings, never_kept=_never_kept(findings), language=language())
    stem = kept.name.rsplit(".", 1)[0]
    return workbook_answer(content, f"{stem}-{_('checked')}.xlsx")


def _never_kept(findings: list[dict]) -> dict[str, list[int]]:
    """Sheet → columns (from 1) that are never kept, and so are blanked in what goes back."""
    found: dict[str, list[int]] = {}
    for one in findings:
        if one["code"] == "column_never_kept":
            number = 0
            for letter in one["column"]:
                number = number * 26 + ord(letter) - 64
            found.setdefault(one["sheet"], []).append(number)
    return found


@screen(right="intake.see", title=gettext_lazy("Blank form"))
def template(request: HttpRequest, form: str) -> HttpResponse:
    """A blank workbook of a form, with drop-downs, for this officer's county."""
    pack = load(settings.GAINFUL_PACK)
    forms = load_forms(pack.forms).forms
    if form not in forms:
        raise Http404
    spans = request.actor.spans("intake.see")
    unit = "".join(gazetteer().path(max(low for low, _high in spans), request.on)) if spans else ""
    content = blank_template(form, pack, unit=unit, filed_on=request.on)
    return workbook_answer(content, f"{forms[form].names.get('zh', form)}.xlsx")


@screen(right="intake.apply", title=gettext_lazy("Mend a row"), methods=("GET", "POST"))
def mend(request: HttpRequest, key: str, row: str) -> HttpResponse:
    """A refused row as a form: put it right and hand it in again."""
    batch = Batch.objects.visible_to(request.actor, "intake.apply").filter(key=key).first()
    found = StagedRow.objects.filter(batch=batch, key=row).first() if batch else None
    if batch is None or found is None:
        raise Http404
    pack = load(settings.GAINFUL_PACK)
    listed = fields(load_forms(pack.forms).forms[found.form], opened(found), pack)
    refusal = None
    if request.method == "POST":
        texts = {field.fact: request.POST.get(field.fact, "") for field in listed}
        try:
            mend_row(actor=request.actor, row=found, texts=texts, on=request.on)
        except Refused as fault:
            refusal = fault
            listed = [type(f)(**{**f.__dict__, "text": texts[f.fact]}) for f in listed]
        else:
            return done(
                request, _("The row was mended and taken."), reverse("import_batch", kwargs={"key": key})
            )
    return _mend_page(request, batch, found, listed, refusal)


def _mend_page(
    request: HttpRequest, batch: Batch, found: StagedRow, listed: list, refusal: Refused | None
) -> HttpResponse:
    from gainful.words import refusal_sentence

    at_row = RowFinding.objects.filter(batch=batch, file=found.file, sheet=found.sheet, row=found.row)
    context = {
        "title": _("Mend a row"),
        "batch": batch,
        "row": found,
        "fields": listed,
        "faults": [one.message_en if language() == "en" else one.message_zh for one in at_row],
        "refusal": refusal_sentence(refusal) if refusal else "",
    }
    return render(request, "imports/mend.html", context, status=409 if refusal else 200)
