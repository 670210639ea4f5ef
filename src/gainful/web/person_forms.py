"""What is asked when something about a person is recorded: one form an act."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gainful.registry.models import Consent
from gainful.web.form_fields import (
    STAYS,
    AskForm,
    CodeField,
    CodesField,
    DayField,
    MoneyField,
    MonthField,
    YesNoField,
)

EVIDENCE_BY_HAND = ("insurance_compared",)


class AnswerForm(AskForm):
    """What a person answered about work."""

    intro = _("Ask, and write down what they say. The form starts with what they said last, where they did: go "
              "through it with them. Earlier answers are kept.")  # fmt: skip
    button = _("Record the answer")

    asked_on = DayField(label=_("Asked on"))
    how = forms.ChoiceField(
        label=_("How"),
        choices=[
            ("visit", _("on a visit")),
            ("phone", _("by phone")),
            ("office", _("at the office")),
            ("meeting", _("at a meeting")),
        ],
    )
    willing = YesNoField(label=_("Do they want work?"))
    scope = CodeField("wish_scopes", label=_("How far away may it be?"), required=False)
    any_occupation = YesNoField(label=_("Is any kind of work all right?"))
    occupations = CodesField("occupations", label=_("Which kinds of work?"), leaving=("any",))
    pay_at_least_fen = MoneyField(label=_("At least how much a month (yuan)?"))
    available_on = DayField(label=_("From when?"), required=False)
    care = CodeField("care_burdens", label=_("Do they look after somebody?"), required=False)
    stays_within = forms.ChoiceField(
        label=_("Does anything keep them from leaving home for work?"), choices=STAYS, required=False,
        help_text=_("Left open, what they said before stands. Work further away is then not shown to them."),
    )  # fmt: skip
    training_willing = YesNoField(label=_("Do they want training?"))
    training_occupation = CodeField(
        "occupations", label=_("Training for what?"), required=False, leaving=("any",)
    )
    own_business_willing = YesNoField(label=_("Do they want to start a business?"))
    services_wanted = CodesField("service_needs", label=_("Which services do they want?"))


class ConsentForm(AskForm):
    """A person agrees to one purpose, and nobody else can for them."""

    intro = _("Only the person can agree, to one purpose at a time. They may take it back at any time, without a "
              "reason, and lose nothing by it.")  # fmt: skip
    button = _("Record the consent")

    purpose = forms.ChoiceField(label=_("They agree to"))
    given_on = DayField(label=_("Given on"))
    how = forms.ChoiceField(
        label=_("How"),
        choices=[
            (Consent.How.SIGNED_PAPER, _("on a paper they signed")),
            (Consent.How.AT_DESK, _("at the desk, in front of me")),
        ],
    )
    signature = forms.CharField(
        label=_("Name as signed"), required=False, max_length=60,
        help_text=_("For a signed paper: the name exactly as it stands under it."),
    )  # fmt: skip
    evidence = forms.CharField(
        label=_("Which paper, or what they did"), required=False, max_length=120,
        help_text=_("The number of the paper, or for consent at the desk what the person did, a thumbprint for "
                    "instance."),
    )  # fmt: skip

    def __init__(self, *given: Any, **more: Any) -> None:
        from gainful.words import label

        super().__init__(*given, **more)
        # Consent to a placement is given with the yes to an offer, never in advance.
        purposes = [one for one in Consent.Purpose.values if one != Consent.Purpose.PLACEMENT]
        self.fields["purpose"].choices = [(one, label("consent_purposes", one)) for one in purposes]


class WithdrawForm(AskForm):
    """How a person took a consent back."""

    intro = _("Offers still waiting end at once, and placements that have not begun are called off. No reason is "
              "asked.")  # fmt: skip
    button = _("They take it back")

    how = forms.ChoiceField(
        label=_("How did they say so?"),
        choices=[
            ("at_desk", _("at the desk, in front of me")),
            ("signed_paper", _("on a paper they signed")),
        ],
    )


class CorrectForm(AskForm):
    """What is recorded of a person, to be put right."""

    intro = _("Put right what is wrong. The history keeps what was there before.")
    button = _("Put it right")

    name = forms.CharField(label=_("Name"), max_length=60, required=False)
    id_number = forms.CharField(
        label=_("Personal number"), max_length=32, required=False,
        help_text=_("Leave empty to keep the one recorded. A good number mends a refused one."),
    )  # fmt: skip
    sex = CodeField("sexes", label=_("Sex"), required=False)
    born_on = DayField(label=_("Born on"), required=False)
    education = CodeField("education", label=_("Education"), required=False)
    student = CodeField("student_status", label=_("At school?"), required=False)
    health = CodeField("health", label=_("Health"), required=False)
    labour_capacity = CodeField("labour_capacity", label=_("Labour capacity"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)


class DeathForm(AskForm):
    """The day somebody died."""

    intro = _("Membership, consents and account end on that day. Nothing is deleted.")
    button = _("Record the death")

    died_on = DayField(label=_("Died on"))


class MovingForm(AskForm):
    """Somebody leaves the household, for another one or for good."""

    intro = _("With a household number they join that household; without one they leave the programme.")
    button = _("Record the moving")

    moved_on = DayField(label=_("Moved on"))
    to_household = forms.CharField(label=_("Number of the new household"), required=False, max_length=32)
    relation = CodeField("relations", label=_("Relation to its head"), required=False)


class ServiceForm(AskForm):
    """A service that somebody was given."""

    intro = _("What was done for this person, on which day.")
    button = _("Record the service")

    kind = CodeField("service_needs", label=_("Service"))
    given_on = DayField(label=_("Given on"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class JobForm(AskForm):
    """A job that somebody has or had, as it was told."""

    intro = _("A job that they found themselves, or that a paper or a visit tells of. A job that the programme "
              "brings about begins with an offer and their own yes instead.")  # fmt: skip
    button = _("Record the job")

    channel = CodeField("channels", label=_("How they came to it"))
    occupation = CodeField("occupations", label=_("Work"), required=False, leaving=("any",))
    employer_name = forms.CharField(label=_("Employer"), required=False, max_length=120)
    place_text = forms.CharField(
        label=_("Place"), required=False, max_length=120,
        help_text=_("As far as it is known: province, city, county or township."),
    )  # fmt: skip
    starts_on = DayField(label=_("Began on"))
    ends_on = DayField(label=_("Ended on, if over"), required=False)
    contract_months = forms.IntegerField(
        label=_("Contract, in months"), required=False, min_value=1, max_value=600
    )
    pay_low_fen = MoneyField(label=_("Pay a month, lowest (yuan)"))
    pay_high_fen = MoneyField(label=_("Pay a month, highest (yuan)"))
    insured = YesNoField(label=_("Insured?"))
    evidence = CodeField("evidence_grades", label=_("How do we know?"), leaving=EVIDENCE_BY_HAND)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """A range of pay runs upwards; one amount alone is both ends."""
        said = super().clean() or {}
        low, high = said.get("pay_low_fen"), said.get("pay_high_fen")
        if low is not None and high is not None and high < low:
            self.add_error("pay_high_fen", _("The highest pay is below the lowest."))
        said["pay_low_fen"], said["pay_high_fen"] = (
            (high if low is None else low),
            (low if high is None else high),
        )
        return said


class EndForm(AskForm):
    """The last day of a job, and why it ended."""

    intro = _("Leaving costs nothing, whatever the reason. Follow-ups still to come are dropped.")
    button = _("Record the end")

    ends_on = DayField(label=_("Last day of work"))
    left_because = CodeField("leaving_reasons", label=_("Why"), initial="not_said")


class PayForm(AskForm):
    """Pay of one month, as received."""

    intro = _("What came for one month, and whether the person says so themselves.")
    button = _("Record the pay")

    month = MonthField(label=_("Month worked"))
    received_fen = MoneyField(label=_("Received (yuan)"))
    confirmed_by_worker = YesNoField(label=_("Does the person confirm it?"))
    paper = forms.CharField(
        label=_("If they confirmed it on paper: which paper"), required=False, max_length=120
    )
    evidence = CodeField("evidence_grades", label=_("How do we know?"))


class EvidenceForm(AskForm):
    """Better evidence of a job."""

    intro = _("Better evidence than the job has now. The earlier grade is kept in the history.")
    button = _("Record the evidence")

    evidence = CodeField("evidence_grades", label=_("How do we know?"))


class CertificateForm(AskForm):
    """A certificate somebody holds."""

    intro = _("A certificate from a course, or one that they brought along.")
    button = _("Record the certificate")

    occupation = CodeField("occupations", label=_("For which work"), leaving=("any",))
    level = CodeField("certificate_levels", label=_("Level"), required=False)
    awarded_on = DayField(label=_("Awarded on"), required=False)
