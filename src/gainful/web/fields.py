"""Parts of forms that several screens share: choices from code lists, money typed by people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from gainful.terms.money import yuan
from gainful.words import language, pack


def choices(code_list: str) -> list[tuple[str, str]]:
    """A code list as choices, in the reader's language."""
    codes = pack().codes[code_list]
    return [(item.code, codes.label(item.code, language())) for item in codes]


def money_text(text: str) -> None:
    """Accept what `terms.money.yuan` reads."""
    if yuan(text) is None:
        raise forms.ValidationError(_("This is no amount in yuan, such as 3400 or 3,400."))
