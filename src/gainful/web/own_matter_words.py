"""What is stated of a person's own business or loan and is no fact of a rule, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from gainful.benefits.own_business import ENDED, STRUCK
from gainful.benefits.own_loans import STRUCK as LOAN_STRUCK

OWN_WORDS = {
    ENDED: gettext_lazy("the last day on which the business ran; not known: it runs"),
    STRUCK: gettext_lazy("the business was written down by mistake"),
    LOAN_STRUCK: gettext_lazy("the loan was written down by mistake"),
}
