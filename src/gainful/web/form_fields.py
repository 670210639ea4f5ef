"""Fields of forms: codes of the pack by their names, yes/no/not known, days, money in yuan, places in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.refusals import NotAllowed, Refused
from gainful.terms.money import yuan
from gainful.words import language, pack, refusal_sentence

Choices = list[tuple[str, Any]]


STAYS: Choices = [
    ("", gettext_lazy("not asked, or not known")),
    ("own_village", gettext_lazy("only work in the own village is possible")),
    ("own_township", gettext_lazy("only work in the own township is possible")),
    ("own_county", gettext_lazy("only work in the own county is possible")),
    ("nothing_keeps", gettext_lazy("work further away is possible too")),
]
"""How far somebody can leave home for work: their own statement, and no answer takes nothing back."""


def code_choices(code_list: str, *, leaving: Collection[str] = (), only: Collection[str] = ()) -> Choices:
    """(code, name) of a list in the reader's language; codes kept for history alone are never offered."""
    return [
        (item.code, pack().codes[code_list].label(item.code, language()))
        for item in pack().codes[code_list]
        if not item.is_marked("history_only")
        and not item.is_marked("requirement_only")
        and item.code not in leaving
        and (not only or item.code in only)
    ]


class CodeField(forms.ChoiceField):
    """One code of a list; left empty where that is allowed, it stays unknown."""

    def __init__(self, code_list: str, *, leaving: Collection[str] = (), **more: Any) -> None:
        def choices() -> Choices:
            blank = [] if more.get("required", True) and more.get("initial") else [("", _("not known"))]
            return blank + code_choices(code_list, leaving=leaving)

        super().__init__(choices=choices, **more)


class CodesField(forms.MultipleChoiceField):
    """Several codes of a list, as boxes to tick."""

    def __init__(self, code_list: str, *, leaving: Collection[str] = (), **more: Any) -> None:
        super().__init__(
            choices=lambda: code_choices(code_list, leaving=leaving),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            **more,
        )


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not known: three answers, and none of them is taken for another."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            choices=lambda: [("", _("not known")), ("yes", _("yes")), ("no", _("no"))],
            coerce=lambda text: text == "yes",
            empty_value=None,
            required=False,
            **more,
        )


class DayField(forms.DateField):
    """A day, as the browser's own calendar gives it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d"],
            **more,
        )


class MonthField(forms.DateField):
    """A month, kept as its first day."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m", attrs={"type": "month", "placeholder": "2020-10"}),
            input_formats=["%Y-%m"],
            **more,
        )


class MoneyField(forms.CharField):
    """An amount in yuan as people write it; fen inside. Empty is unknown, never 0."""

    def __init__(self, *, negative: bool = False, **more: Any) -> None:
        self.negative = negative
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more)

    def clean(self, value: Any) -> int | None:
        """Fen, or None for an empty field."""
        text = str(value or "").strip()
        if not text:
            return None
        fen = yuan(text)
        if fen is None or (fen < 0 and not self.negative):
            if re.fullmatch(r"\d+\.\d{3,}", text):
                raise forms.ValidationError(_("Write at most two digits after the point: yuan and fen."))
            raise forms.ValidationError(_("Write an amount in yuan, 3400 for instance."))
        return fen

    def prepare_value(self, value: Any) -> Any:
        """Fen as yuan, for a form that starts with what is known."""
        return f"{value / 100:g}" if isinstance(value, int) else value


class PercentField(forms.CharField):
    """A yearly rate in percent as a contract has it; basis points inside (5.35 is 535)."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=8, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more)

    def clean(self, value: Any) -> int:
        """Basis points, above 0 and up to 30 percent: beyond that they were typed for percent."""
        text = str(super().clean(value)).strip().removesuffix("%").strip()
        if not re.fullmatch(r"\d{1,5}(\.\d{1,2})?", text):
            raise forms.ValidationError(
                _("Write a rate in percent with at most two digits after the point: 5.35.")
            )
        points = int(Decimal(text) * 100)
        if not 0 < points <= 3000:
            raise forms.ValidationError(
                _("A yearly rate is above 0 and at most 30 percent: write 5.35, not 535.")
            )
        return points


class AskForm(forms.Form):
    """A form whose page shows a label over each field; `intro` says what the form is for."""

    intro: Any = ""
    button: Any = ""
    error_css_class = "wrong"

    def __init__(self, *given: Any, **more: Any) -> None:
        more.setdefault("label_suffix", "")
        super().__init__(*given, **more)
        for field in self.fields.values():
            field.required = field.required and not isinstance(field, YesNoField)


def wrote(form: forms.Form, write: Callable[[], Any]) -> bool:
    """Whether what a form says was written down; a refusal stands on the form, with all that was filled in."""
    if not form.is_valid():
        return False
    try:
        write()
    except NotAllowed:
        raise
    except Refused as refusal:
        form.add_error(None, refusal_sentence(refusal))
        return False
    return True


intro_words: Callable[[str], Any] = lazy(_, str)
