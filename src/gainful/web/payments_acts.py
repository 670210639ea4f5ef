"""The steps of paying, one small act each: gather, make, check, return, release, the file, the bank's answer."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gainful.accounts.refusals import Refused
from gainful.accounts.second_factor import require_step_up
from gainful.benefits.actions import (
    check_batch,
    gather,
    make_batch,
    record_answer,
    release_batch,
    return_batch,
)
from gainful.benefits.bank_files import MOST_BYTES
from gainful.benefits.models import Batch
from gainful.terms.areas import area_text
from gainful.web.payments import SCREEN_MOST, BatchForm, areas_with, batch_of, payment_batch, too_large
from gainful.web.screen import done, screen

HOME = "payments"


def _for_a_screen(batch: Batch, step: str) -> Batch:
    """The batch, if a screen takes so many. Refused: batch_too_large_for_a_screen."""
    if batch.count > SCREEN_MOST:
        raise too_large(batch, step)
    return batch


def _page(key: str) -> str:
    return reverse("payment_batch", kwargs={"key": key})


@screen(right="payments.make", title=gettext_lazy("Gather what is to be paid"), methods=("POST",))
def payments_gather(request: HttpRequest) -> HttpResponse:
    """A payment for each approved grant that nothing holds back."""
    areas = dict(areas_with(request, "payments.make"))
    asked = request.POST.get("area", "")
    area = int(asked) if asked.isdecimal() else min(areas)
    if area not in areas:
        raise Http404
    gathered = gather(actor=request.actor, area=area, on=request.on)
    sentence = ngettext("%(n)s payment is ready.", "%(n)s payments are ready.", len(gathered.made))
    said = sentence % {"n": len(gathered.made)}
    if gathered.rest is not None:
        command = f"gainful benefits pay {area_text(area)} --as NAME"
        said += " " + _("More are left: gather again, or all at once at the command line: %(command)s") % {
            "command": command
        }
    return done(request, said, reverse(HOME))


@screen(right="payments.make", title=gettext_lazy("Make a batch"), methods=("POST",))
def payments_make(request: HttpRequest) -> HttpResponse:
    """A batch of what is ready, frozen as it is made."""
    form = BatchForm(request.POST, areas=areas_with(request, "payments.make"))
    if not form.is_valid():
        raise Refused("pay_day_is_past")
    batch = make_batch(actor=request.actor, on=request.on, most=SCREEN_MOST, **form.cleaned_data)
    return done(request, _("The batch is made. Another person checks it."), _page(batch.key))


@screen(right="payments.check", title=gettext_lazy("Check a batch"), methods=("POST",))
def payment_check(request: HttpRequest, key: str) -> HttpResponse:
    """Checked by somebody who did not make it."""
    batch = _for_a_screen(batch_of(request, key), "check")
    check_batch(actor=request.actor, batch=batch, on=request.on)
    return done(request, _("Checked. A third person releases it."), _page(key))


@screen(right="payments.return", title=gettext_lazy("Return a batch"), methods=("POST",))
def payment_return(request: HttpRequest, key: str) -> HttpResponse:
    """Back with a reason; its payments may go into another."""
    because = request.POST.get("because", "")
    return_batch(actor=request.actor, batch=batch_of(request, key), because=because, on=request.on)
    return done(request, _("Returned. Its payments are ready again."), _page(key))


@screen(right="payments.release", title=gettext_lazy("Release a batch"), methods=("GET", "POST"))
def payment_release(request: HttpRequest, key: str) -> HttpResponse:
    """Released by a third person who has just proved who they are; what was checked is what is sent."""
    require_step_up(request)
    batch = batch_of(request, key)
    if request.method != "POST":
        # After the password was given again: back to the batch, where the button is.
        return payment_batch(request, key=key)
    release_batch(actor=request.actor, batch=_for_a_screen(batch, "release"), on=request.on)
    return done(request, _("Released. Take the file to the bank."), _page(key))


@screen(right="payments.release", title=gettext_lazy("The bank's file"))
def payment_file(request: HttpRequest, key: str) -> HttpResponse:
    """The file as it was released, byte for byte."""
    require_step_up(request)
    batch = batch_of(request, key)
    text = batch.unsealed("text")
    if not text or not request.actor.may("payments.release", batch.area):
        raise Http404
    answer = HttpResponse(text.encode(), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{batch.message_id}.xml"'
    answer["Cache-Control"] = "no-store"
    return answer


class AnswerForm(forms.Form):
    """The bank's status report."""

    file = forms.FileField(label=gettext_lazy("The bank's answer (pain.002)"))


@screen(right="payments.release", title=gettext_lazy("The bank's answer"), methods=("POST",))
def payment_answer(request: HttpRequest, key: str) -> HttpResponse:
    """The bank's status report, read whole or not at all."""
    batch, form = batch_of(request, key), AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused("answer_is_no_xml")
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        raise Refused("answer_too_large", megabytes=MOST_BYTES // 1_000_000)
    read = record_answer(actor=request.actor, batch=batch, text=file.read(), on=request.on)
    said = _("%(paid)s paid, %(returned)s returned.") % {"paid": read.paid, "returned": read.returned}
    return done(request, said, _page(key))
