"""An employer's monthly rolls: told on screen or in a file handed out and back; pay that came later is added."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gainful.casework import rolls
from gainful.casework.actions import add_roll_payment, confirm_roll
from gainful.casework.ledgers import RollWord
from gainful.casework.models import PayrollLine, RollLine, Spell
from gainful.intake.roll_file import BadRoll, cell_of, read_roll, roll_csv, roll_workbook
from gainful.intake.sentences import all_sentences
from gainful.jobs.models import Employer
from gainful.web.employer import employer_page, hire, note_names, own_spell
from gainful.web.form_fields import AskForm, DayField, MoneyField
from gainful.web.person_acts import ask
from gainful.web.screen import done
from gainful.words import language

REPORT = "employer.report"
A_PAGE = 25
CONTENT = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
LARGEST = 2_000_000
"""Bytes of a roll handed back; one line has about 80."""


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None


class LineForm(forms.Form):
    """One worker's month. A line left wholly empty is told another time."""

    attended_days = forms.IntegerField(label=gettext_lazy("Days attended"), min_value=0, max_value=31)
    paid_fen = MoneyField(label=gettext_lazy("Paid (yuan)"))
    paid_on = DayField(label=gettext_lazy("Paid on"), required=False)
    still_there = forms.ChoiceField(
        label=gettext_lazy("Still there"),
        choices=[("", "—"), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
    )
    left_on = DayField(label=gettext_lazy("Last day, if not"), required=False)
    trained = forms.ChoiceField(
        label=gettext_lazy("Trained through work"),
        choices=[("", "—"), ("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))],
        required=False,
    )
    use_required_attribute = False

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, empty_permitted=True, use_required_attribute=False, **more)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def clean_paid_fen(self) -> int:
        """Nothing paid yet is 0, said as such."""
        paid = self.cleaned_data["paid_fen"]
        if paid is None:
            raise forms.ValidationError(_("Write 0 where nothing has been paid yet."))
        return int(paid)

    def clean(self) -> dict[str, Any]:
        """Pay has its day, and who left has theirs; the other way round too."""
        said = super().clean() or {}
        if "paid_fen" in said and (said["paid_fen"] > 0) != (said.get("paid_on") is not None):
            self.add_error("paid_on", _("A day where pay was paid, and none where it was not."))
        if "still_there" in said and (said["still_there"] == "yes") != (said.get("left_on") is None):
            self.add_error("left_on", _("A day for who left, and none for who is still there."))
        return said

    @property
    def word(self) -> RollWord:
        """What was said."""
        said = self.cleaned_data
        return RollWord(
            said["attended_days"], said["paid_fen"], said["paid_on"], said["still_there"] == "yes",
            said["left_on"], {"yes": True, "no": False}.get(said["trained"]),
        )  # fmt: skip


@employer_page(title=gettext_lazy("Monthly rolls"))
def employer_rolls(request: HttpRequest, employer: Employer) -> HttpResponse:
    """The months of the last year, the newest first."""
    found = rolls.months(employer, request.on)
    return render(request, "employer/rolls.html", {"title": _("Monthly rolls"), "months": found})


@employer_page(title=gettext_lazy("A month's roll"), methods=("GET", "POST"))
def employer_roll(request: HttpRequest, employer: Employer, month: str) -> HttpResponse:
    """One month: those still to be told as a form, those told below."""
    first = _month(month)
    lines = rolls.lines_of(employer, first)
    spells = list(rolls.worked_in(employer, first))
    waiting = [one for one in spells if one.pk not in lines]
    page = Paginator(waiting, A_PAGE).get_page(request.GET.get("page"))
    data = request.POST if request.method == "POST" else None
    shown = [(hire(one), LineForm(data, prefix=one.key)) for one in page]
    if request.method == "POST" and all([form.is_valid() for _one, form in shown]):
        words = {one["key"]: form.word for one, form in shown if form.has_changed()}
        return _keep(request, employer, first, words)
    told = [one for one in spells if one.pk in lines]
    note_names(request, [*page, *told], "employer_roll")
    context = {
        "title": _("Roll of %(month)s") % {"month": month},
        "employer": employer,
        "month": month,
        "due_on": rolls.pay_due_on(first),
        "is_due": rolls.pay_due_on(first) <= request.on,
        "page": page,
        "lines": shown,
        "told": _told(told, lines, first),
        "wrong": request.method == "POST",
    }
    return render(request, "employer/roll.html", context, status=422 if request.method == "POST" else 200)


def _keep(request: HttpRequest, employer: Employer, first: date, words: dict[str, RollWord]) -> HttpResponse:
    confirm_roll(actor=request.actor, employer=employer, month=first, on=request.on, words=words)
    sentence = ngettext(
        "The roll is kept for %(n)s worker.", "The roll is kept for %(n)s workers.", len(words)
    ) % {"n": len(words)}
    return done(request, sentence, reverse("employer_roll", kwargs={"month": f"{first:%Y-%m}"}))


def _told(spells: list[Spell], lines: dict[int, RollLine], first: date) -> list[dict[str, Any]]:
    later = rolls.payments_of([one.pk for one in spells], first)
    return [
        hire(one) | {"line": lines[one.pk], "later": _own_payments(later.get(one.pk, []))} for one in spells
    ]


def _own_payments(payments: list[PayrollLine]) -> list[PayrollLine]:
    """Pay added to a roll later; what a payroll file says is not shown here."""
    return [one for one in payments if one.part > 1 and one.source == rolls.SOURCE]


class PaymentForm(AskForm):
    """Pay that came after the roll was told."""

    intro = gettext_lazy(
        "For pay of this month that was paid after you told the roll. What you told before stays."
    )
    button = gettext_lazy("Add the payment")

    paid_fen = MoneyField(label=gettext_lazy("Paid (yuan)"))
    paid_on = DayField(label=gettext_lazy("Paid on"))

    def clean_paid_fen(self) -> int:
        """An amount."""
        return int(self.cleaned_data["paid_fen"] or 0)


@employer_page(title=gettext_lazy("Pay that came later"), methods=("GET", "POST"), right=REPORT)
def employer_payment(request: HttpRequest, employer: Employer, month: str, key: str) -> HttpResponse:
    """A further payment for one worker and month."""
    first, found = _month(month), own_spell(employer, key)
    if found.pk not in rolls.lines_of(employer, first):
        raise Http404
    note_names(request, [found], "employer_payment")

    def write(request: HttpRequest, _spell: Spell, said: dict[str, Any]) -> str:
        whole = Spell.objects.get(pk=found.pk)
        add_roll_payment(
            actor=request.actor, employer=employer, spell=whole, month=first, on=request.on, **said
        )
        return _("The payment is added.")

    return ask(
        request,
        form_class=PaymentForm,
        start={"paid_on": request.on},
        subject=found,
        write=write,
        to=reverse("employer_roll", kwargs={"month": month}),
        context={"title": _("Pay that came later"), "about": f"{hire(found)['name']} · {month}"},
    )


@employer_page(title=gettext_lazy("A month's roll as a file"), methods=("GET", "POST"))
def employer_roll_file(request: HttpRequest, employer: Employer, month: str) -> HttpResponse:
    """The roll handed out for filling in, as a workbook or CSV, and taken back; all of it or nothing."""
    first = _month(month)
    lines = rolls.lines_of(employer, first)
    spells = [one for one in rolls.worked_in(employer, first) if one.pk not in lines]
    note_names(request, spells, "employer_roll_file")
    if request.method != "POST":
        rows = [(one.key, hire(one)["name"], one.starts_on) for one in spells]
        ending = "xlsx" if request.GET.get("as") == "xlsx" else "csv"
        content = roll_workbook(rows, language()) if ending == "xlsx" else roll_csv(rows, language())
        answer = HttpResponse(content, content_type=CONTENT[ending])
        name = quote(f"{employer.name}-{month}.{ending}")
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return answer
    faults = []
    handed = request.FILES.get("file")
    try:
        if handed is None or handed.size > LARGEST:
            raise BadRoll([(0, "no_file" if handed is None else "too_large", "")])
        words = read_roll(handed.read())
    except BadRoll as bad:
        faults = [_fault(*one) for one in bad.faults]
        context = {"title": _("The file was not taken"), "faults": faults, "month": month}
        return render(request, "employer/roll_file.html", context, status=422)
    return _keep(request, employer, first, words)


FAULTS = {
    "no_file": gettext_lazy("No file was chosen."),
    "too_large": gettext_lazy("The file is larger than a roll can be (2 MB)."),
    "not_a_roll": gettext_lazy(
        "This is not the file handed out here: its first row and its first column of codes must stay as they were."
    ),
    "computed": gettext_lazy("A formula or an error cannot be taken: write the value itself."),
    "twice": gettext_lazy("The code stands in the file twice."),
    "days": gettext_lazy("Days attended must be a whole number from 0 to 31."),
    "paid": gettext_lazy("Paid must be an amount in yuan, 0 where nothing has been paid yet."),
    "paid_on": gettext_lazy("Paid on must be a day such as 2020-10-31 where pay was paid, and empty where it was not."),
    "still_there": gettext_lazy("Still there must be yes or no."),
    "left_on": gettext_lazy(
        "The last day must be a day such as 2020-10-31 for who left, empty for who is there."
    ),
    "trained": gettext_lazy("Trained through work must be yes or no, or empty where you do not say."),
    "nothing": gettext_lazy("No line of the file is filled in."),
}  # fmt: skip


def _fault(row: int, code: str, found: str) -> str:
    """One fault in a sentence: where, what was found, what would be right."""
    if code == "unreadable":
        said = all_sentences()[found]
        return said.en if language() == "en" else said.zh
    sentence = str(FAULTS["computed" if code.endswith("_computed") else code])
    if row:
        values = {"cell": cell_of(row, code), "found": found or "—"}
        sentence = _("Cell %(cell)s: found “%(found)s”.") % values + " " + sentence
    return sentence
