"""Everything kept about a person, as they may read it and take it away: each table, each column, by name.

Every column of a table that hangs on a person stands either in PARTS or, with its reason, in `LEFT_OUT`; a test
holds that for tables to come as well. What is sealed in the database is opened here, for the person alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from gainful.accounts.models import Act, ReadEntry
from gainful.benefits.models import (
    AccountNotice,
    Business,
    BusinessStatement,
    Claim,
    Decision,
    Evidence,
    FactSeen,
    FraudFlag,
    Letter,
    Loan,
    LoanInterest,
    LoanStatement,
    NewlyDue,
    Objection,
    Payment,
    Reopening,
)
from gainful.casework.models import (
    Assignment,
    Attendance,
    Call,
    ConsentReask,
    Contact,
    EmployerFreeze,
    FollowUp,
    Goal,
    GoalStep,
    HelpOffered,
    HireReport,
    HireRetraction,
    InsuranceLine,
    Offer,
    OwnSheet,
    Passenger,
    PayEvidence,
    PayrollLine,
    PlanEntry,
    PostTerm,
    ProtectionCase,
    RetractedBeginning,
    ReturnTransport,
    Review,
    RollLine,
    SafetyCheck,
    Service,
    SignReview,
    SignsNotAsked,
    Spell,
    Story,
    TravelAnswer,
    Trouble,
    WorkerCode,
)
from gainful.jobs.models import BroughtAlong, Leader, LeaderApplication, LeaderStep
from gainful.registry.models import (
    BankAccount,
    Consent,
    Household,
    HouseholdIncome,
    Membership,
    Merge,
    Person,
    RegistrationEvent,
    Wish,
)
from gainful.training.models import Award, Certificate, Enrolment, RollCase, RollMark, WorkMonth


@dataclass(frozen=True)
class Of:
    """Whose rows: the person's records (merged ones included) and their household today."""

    ids: list[int]
    keys: list[str]
    households: list[int]


@dataclass(frozen=True)
class Part:
    """One table: its words, its columns in order ("column" or "column:code_list"), and which rows are theirs."""

    model: type[Model]
    words: Any
    columns: tuple[str, ...]
    rows: Callable[[Of], Q]


def _person(of: Of) -> Q:
    return Q(person__in=of.ids)


def _spell(of: Of) -> Q:
    return Q(spell__person__in=of.ids)


def _claim(of: Of) -> Q:
    return Q(claim__person__in=of.ids)


def _decision(of: Of) -> Q:
    return Q(decision__claim__person__in=of.ids)


def _household(of: Of) -> Q:
    return Q(household__in=of.households)


def _columns(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PARTS = (
    Part(Person, _("About you"), _columns(
        "name sex:sexes born_on id_number id_state phone education:education student:student_status "
        "health:health labour_capacity:labour_capacity area died_on moved_away_on home_recorded_at"
    ), lambda of: Q(pk__in=of.ids)),
    Part(BankAccount, _("Your account"), _columns("bank account stated_on recorded_on closed_on"), _person),
    Part(AccountNotice, _("When you were told of another account"), _columns("told_on how"), _person),
    Part(Payment, _("Paid to you, or asked back"), _columns(
        "purpose amount_fen due_on state moved_on bank_code settled_on because"
    ), _person),
    Part(Membership, _("Your household over time"), _columns(
        "household number relation:relations from_on until_on left_because"
    ), _person),
    Part(Household, _("Your household"), _columns("number village area registered_year causes_to_show"),
         lambda of: Q(pk__in=of.households)),
    Part(RegistrationEvent, _("Its registration"), _columns(
        "kind year happened_on notice_from notice_until source"
    ), _household),
    Part(HouseholdIncome, _("Its income"), _columns(
        "year wage_fen business_fen property_fen transfer_fen business_cost_fen net_fen net_per_head_fen"
    ), _household),
    Part(Assignment, _("Who looks after it"), _columns("officer from_on until_on"), _household),
    Part(Wish, _("What you answered"), _columns(
        "asked_on how recorded_by recorded_at willing scope:wish_scopes any_occupation occupations:occupations "
        "pay_at_least_fen available_on care:care_burdens stays_within training_willing training_occupation:occupations "
        "own_business_willing services_wanted:service_needs"
    ), _person),
    Part(Consent, _("What you agreed to"), _columns(
        "purpose:consent_purposes given_on given_at how evidence recorded_by withdrawn_on withdrawn_at withdrawn_how"
    ), _person),
    Part(Offer, _("Openings shown to you"), _columns(
        "opening state shown_on shown_at shown_by language terms reasons contact_phone starts_on worker_fee_fen "
        "answered_on answered_at how answered_through answer_evidence heard_by cooling_off_until "
        "withdrawn_on withdrawn_how withdrawn_through withdrawn_evidence"
    ), _person),
    Part(Spell, _("Your work"), _columns(
        "state origin channel:channels occupation:occupations employer_name employer workshop opening area place "
        "place_text location_class:location_classes starts_on ends_on planned_end_on contract_months insured "
        "pay_low_fen pay_high_fen evidence:evidence_grades contact_name contact_phone left_because:leaving_reasons "
        "note"
    ), _person),
    Part(Passenger, _("Your journeys"), _columns(
        "journey leaves_on seat_number state seated_on seated_by seated_paper fee_fen off_because health_checked "
        "health_paper arrived not_arrived_because checked_on checked_by arrival_paper"
    ), _person),
    Part(TravelAnswer, _("A changed journey, and what you said"), _columns(
        "journey asked_on messaged state answered_on answered_at how evidence cooling_off_until recorded_by"
    ), _person),
    Part(ReturnTransport, _("Your way home"), _columns(
        "kind journey paid_fen settled_on settled_by paper"
    ), _person),
    Part(HireRetraction, _("Hires that an employer took back"), _columns(
        "retracted_on because paper recorded_by"
    ), _person),
    Part(RetractedBeginning, _("Work that was recorded as begun by mistake"), _columns(
        "began_on stands because paper retracted_on recorded_by"
    ), _person),
    Part(PayEvidence, _("Your pay"), _columns(
        "month received_fen confirmed_by_worker paper evidence:evidence_grades recorded_on"
    ), _spell),
    Part(PayrollLine, _("Your pay, as an employer's payroll has it"), _columns(
        "employer_name month part gross_fen deducted_fen deducted_for:deduction_reasons paid_fen paid_on "
        "paid_by:payment_methods told_on source"
    ), _person),
    Part(RollLine, _("Your months, as your employer's roll has them"), _columns(
        "roll attended_days paid_fen paid_on still_there left_on trained told_on told_by"
    ), _spell),
    Part(HireReport, _("What your employer reported"), _columns(
        "employer kind happened_on words told_on told_by"
    ), _spell),
    Part(InsuranceLine, _("You on insurance lists"), _columns(
        "employer_name insured_from state:insurance_states told_on source"
    ), _person),
    Part(Review, _("What was looked into for you"), _columns(
        "kind employer_name employer_before about opened_on state decision because decided_on decided_by "
        "worker_said_fen source"
    ), _person),
    Part(FollowUp, _("Looking after you at work"), _columns(
        "days due_on state done_on done_by still_working evidence:evidence_grades pay_received_fen note "
        "put_off_until put_off_because"
    ), _spell),
    Part(Call, _("What you said when we called"), _columns("hours_per_week housing:housing alone"),
         lambda of: Q(follow_up__spell__person__in=of.ids)),
    Part(ConsentReask, _("Asked again whether you agree"), _columns("asked_on asked_by answer paper retry_on"), _spell),
    Part(EmployerFreeze, _("Your pay was late: placements there stopped"), _columns(
        "employer because month frozen_on lifted_on lifted_why"
    ), _spell),
    Part(SafetyCheck, _("What you answered about safety"), _columns("moment asked_on asked_by answers grave"),
         _spell),
    Part(Service, _("Services you received"), _columns("kind:service_needs given_on given_by note"), _person),
    Part(Enrolment, _("Your courses"), _columns("course attended_days allowance_fen passed"), _person),
    Part(Certificate, _("Your certificates"), _columns(
        "occupation:occupations level:certificate_levels awarded_on"
    ), _person),
    Part(Award, _("Your prizes and titles"), _columns(
        "kind:award_kinds title placing occupation:occupations awarded_on recorded_by"
    ), _person),
    Part(RollMark, _("Your days on the rolls"), _columns("enrolment day roll present recorded_by"), _person),
    Part(RollCase, _("Days on which the rolls differ"), _columns(
        "enrolment day opened_on closed_on closed_by outcome"
    ), _person),
    Part(WorkMonth, _("Your months of training through work"), _columns(
        "enrolment month evidence recorded_on recorded_by"
    ), _person),
    Part(Contact, _("When we met you"), _columns("met_on how words met_by"), _person),
    Part(Trouble, _("You said that something befell your household"), _columns(
        "kind:household_troubles words told_on told_to"
    ), _person),
    Part(HelpOffered, _("Help offered to you"), _columns(
        "trigger month offered said words said_on again_on recorded_by"
    ), _person),
    Part(SignsNotAsked, _("Questions that we could not ask you"), _columns(
        "moment because tried_on tried_by again_on"
    ), _spell),
    Part(PlanEntry, _("What is planned with you"), _columns(
        "written_on words agreed_with_person written_by"
    ), _person),
    Part(Goal, _("What you aim for"), _columns("words set_on written_by state state_on"), _person),
    Part(GoalStep, _("Your steps"), _columns("goal words set_on written_by taken_on"), _person),
    Part(Story, _("Your stories"), _columns("words told_on written_by shared_on unshared_on"), _person),
    Part(Leader, _("Your business"), _columns(
        "business_name business_kind employer households_brought_along people_brought_along recognised_on"
    ), _person),
    Part(LeaderApplication, _("Your application as a leader"), _columns(
        "business_name business_kind:entity_types applied_on recorded_by state notice_from notice_until certificate "
        "certified_on"
    ), _person),
    Part(LeaderStep, _("Its steps"), _columns("kind done_on decided_by recorded_by passed because"),
         lambda of: Q(application__person__in=of.ids)),
    Part(BroughtAlong, _("A leader who raised your income"), _columns(
        "leader year income_raised_fen evidence recorded_on recorded_by"
    ), _household),
    Part(Attendance, _("Your attendance"), _columns(
        "post unit begins_on source present_days due_days told_in recorded_on recorded_by note"
    ), _person),
    Part(PostTerm, _("The term of your post"), _columns(
        "ends_on monthly_wage_fen because ledger ledger_of persons_word agreed_on recorded_by"
    ), _spell),
    Part(SignReview, _("What was looked into at your post"), _columns("sign reviewed_on reviewed_by found"), _spell),
    Part(FraudFlag, _("What an auditor looked into"), _columns(
        "test how_many from_on to_on amount_fen found_on finding because reviewed_by settled_on"
    ), lambda of: Q(person__in=of.ids) & ~Q(settled_on=None)),
    Part(ProtectionCase, _("Cases to protect you"), _columns(
        "kind opened_on employer_name words source state closed_on outcome"
    ), _person),
    Part(Claim, _("Your claims for benefits"), _columns(
        "rule subject about employer payee period_from period_to found how asked_on asked_by apply_by state"
    ), _person),
    Part(Business, _("Your own business"), _columns(
        "name kind:entity_types registered_on kept_at recorded_on recorded_by"
    ), _person),
    Part(BusinessStatement, _("What papers say of it"), _columns(
        "business fact value since year kept_at recorded_on recorded_by"
    ), lambda of: Q(business__person__in=of.ids)),
    Part(Loan, _("Your guaranteed loan"), _columns(
        "business amount_fen months partners lender applied_on kept_at recorded_on recorded_by"
    ), _person),
    Part(LoanStatement, _("What papers say of your loan"), _columns(
        "loan fact value since year kept_at recorded_on recorded_by"
    ), lambda of: Q(loan__person__in=of.ids)),
    Part(LoanInterest, _("Interest that you paid on time"), _columns(
        "loan period_from period_to paid_fen paid_on kept_at recorded_on recorded_by"
    ), lambda of: Q(loan__person__in=of.ids)),
    Part(Evidence, _("Evidence for your claims"), _columns("claim kind seen_on seen_by kept_at"), _claim),
    Part(FactSeen, _("Facts seen on paper for your claims"), _columns(
        "claim fact value seen_on seen_by kept_at"
    ), _claim),
    Part(Decision, _("Decisions about your claims"), _columns(
        "claim kind grants amount_fen on place conditions facts decided_by decided_on state second second_on "
        "returned_because object_by"
    ), _claim),
    Part(Letter, _("Letters about them"), _columns("language made_on sha256 told_on how told_by"), _decision),
    Part(Objection, _("What you did not agree with"), _columns(
        "kind words how made_on recorded_by answer_by outcome answered_by answered_on answer"
    ), _decision),
    Part(Reopening, _("Facts that changed after a decision"), _columns(
        "fact words found_on settled_on settled_by because"
    ), _decision),
    Part(NewlyDue, _("New rules and amounts that fit you"), _columns(
        "turn about amount_fen found_on outcome passed_because ended_on ended_by claim"
    ), _person),
    Part(Merge, _("Records merged into one"), _columns("reason merged_at undone_at"),
         lambda of: Q(kept__in=of.ids) | Q(merged__in=of.ids)),
    Part(WorkerCode, _("Codes for your page"), _columns("made_at made_by expires_at used_at tries"), _person),
    Part(OwnSheet, _("Your sheets on paper"), _columns("made_on made_by good_until ended_on"), _person),
    Part(Act, _("What you did on your page"), _columns("action at source"), lambda of: Q(person_id__in=of.ids)),
    Part(ReadEntry, _("Who looked"), _columns("account at screen"), lambda of: Q(person_key__in=of.keys)),
)  # fmt: skip

INTERNAL = ("id", "key")
"""Our own numbering of rows; it says nothing about anybody."""
OWN_KEYS = ("person", "spell", "household", "follow_up", "person_id", "person_key")
"""Which person, job or household a row hangs on: it stands under theirs."""
EVERYWHERE_ALSO = {"area": "given once, as where the person and the household live"}


def of(person: Person) -> Of:
    """Whose rows to read for a person."""
    records = list(Person.objects.records_of(person).values_list("pk", "key"))
    held = Membership.objects.filter(person=person, until_on=None)
    return Of(
        [pk for pk, _key in records],
        [key for _pk, key in records],
        list(held.values_list("household_id", flat=True)),
    )


def rows_of(part: Part, whose: Of) -> list[Model]:
    """The rows of a table that are theirs, in the order they were made."""
    found = part.model._default_manager.filter(part.rows(whose)).order_by("pk")
    fields = {name.split(":")[0] for name in part.columns}
    related = [f.name for f in part.model._meta.concrete_fields if f.is_relation and f.name in fields]
    return list(found.select_related(*related) if related else found)
