"""What an employer's roll settles: its months, what is on record of the work there, and what is still to be given."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.benefits.roll_settles import Known, Settled, settled_for
from gainful.casework import rolls
from gainful.jobs.models import Employer
from gainful.terms.facts import FACTS
from gainful.web.employer import employer_page
from gainful.words import language


@employer_page(title=gettext_lazy("What our roll settles"))
def employer_benefits(request: HttpRequest, employer: Employer) -> HttpResponse:
    """Each rule for employers: what is on record, what to give and to whom. Nothing that rests on who is poor."""
    found = settled_for(employer, request.on)
    context = {
        "title": _("What our roll settles"),
        "employer": employer,
        "months": [one for one in rolls.months(employer, request.on) if one.waits],
        "rows": [_row(one) for one in found],
    }
    return render(request, "employer/benefits.html", context)


def _row(one: Settled) -> dict[str, Any]:
    rule = one.rule
    return {
        "title": rule.title[language()],
        "limit": rule.limit.get("pays", {}).get(language(), "") if rule.limit.get("pays") else "",
        "facts": [_fact(known) for known in one.facts],
        "missing": len(one.missing),
        "nobody": one.nobody,
        "more": one.office_knows_more,
        "evidence": [kind[language()] for kind in rule.evidence],
        "verified": rule.verified,
    }


def _fact(known: Known) -> dict[str, Any]:
    fact = FACTS[known.fact]
    if known.workers is None:
        said = _("on record") if known.known else _("still to be given")
    elif not known.workers:
        said = _("no worker to tell of")
    else:
        said = _("on record for %(known)s of %(workers)s workers") % {
            "known": known.known,
            "workers": known.workers,
        }
    return {
        "meaning": fact.meaning[language()],
        "source": fact.source_in(language()),
        "said": said,
        "mark": "good" if known.settled else "" if known.workers == 0 else "due",
    }
