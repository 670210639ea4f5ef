"""What is stated of a person's own business or loan and is no fact of a rule, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from gainful.benefits.own_business import ENDED, STRUCK
from gainful.benefits.own_loans import STRUCK as LOAN_STRUCK

OWN_WORDS = {
    ENDED: gettext_lazy("the last day on which the business ran"),
    STRUCK: gettext_lazy("the business was written down by mistake"),
    LOAN_STRUCK: gettext_lazy("the loan was written down by mistake"),
}
OWN_ACTS = {
    ENDED: gettext_lazy("Write down that the business ended"),
    STRUCK: gettext_lazy("Take the business back: it was written down by mistake"),
    LOAN_STRUCK: gettext_lazy("Take the loan back: it was written down by mistake"),
}
"""What is written down where nothing of the kind was said."""
