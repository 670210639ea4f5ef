"""A beginning recorded by mistake: the wrong person, or the wrong day; retracted with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.casework.actions import retract_beginning
from gainful.casework.models import Spell
from gainful.web.form_fields import AskForm
from gainful.web.journeys_forms import paper_field
from gainful.web.person_acts import spell_act


class NotBegunForm(AskForm):
    """Work had not begun."""

    intro = gettext_lazy(
        "For a beginning of the wrong person or on the wrong day. The record is kept and says so; follow-ups lapse, "
        "and no figure counts it. Whatever was granted for this job comes up to be decided again. Somebody who did "
        "work and left has an end of the job, not this."
    )
    button = gettext_lazy("Retract the beginning")

    stands = forms.TypedChoiceField(
        label=gettext_lazy("What is right?"),
        choices=[
            ("yes", gettext_lazy("They have not begun yet: what they agreed to stands")),
            ("no", gettext_lazy("They never came to this job: the placement is over, and its seat is free")),
        ],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
    )
    because = forms.CharField(label=gettext_lazy("Why"), max_length=200)
    paper = paper_field()


def _retract(request: HttpRequest, spell: Spell, said: dict[str, Any]) -> str:
    kept = retract_beginning(actor=request.actor, spell=spell, on=request.on, **said)
    if kept.stands:
        return _("Retracted. Record it when work begins.")
    return _("Retracted. The placement is over and its seat is free; nothing else changes for them.")


not_begun = spell_act(
    right="casework.record_spell", title=gettext_lazy("Begun by mistake"), form=NotBegunForm, write=_retract
)
