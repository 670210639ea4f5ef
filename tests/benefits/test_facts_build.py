"""Facts built at once for everybody are the facts that a person's page reads for one, each fact, each day."""

from __future__ import annotations

from datetime import date

import pyarrow.parquet as pq
import pytest

from benefits.mixed_county import make_mixed_county
from benefits.paid_claims import claims_of_many
from cast import COUNTY
from gainful.benefits.base_reading import read_base
from gainful.benefits.cases import case_of_employer, cases_of, cases_of_employer
from gainful.benefits.facts_build import SUBJECTS, build, known_facts
from gainful.benefits.models import Business, Loan, LoanInterest, LoanStatement
from gainful.benefits.own_business import STATED_OF_BUSINESS
from gainful.benefits.statements import OF_WORKSHOPS, STATED
from gainful.casework.facts import household_facts as work_of_households
from gainful.casework.models import Spell
from gainful.casework.need import TIERS, tiers
from gainful.cli.operator import operator
from gainful.jobs.facts import workshop_facts
from gainful.jobs.models import Employer, Workshop
from gainful.registry.facts import household_facts
from gainful.registry.models import Household, Person
from gainful.terms.areas import area_text
from gainful.terms.facts import FACTS
from gainful.terms.paid_before import PAID_BEFORE
from gainful.training.models import Enrolment

DAYS = [date(2020, 10, 31), date(2020, 3, 15), date(2019, 12, 31), date(2020, 2, 29)]
NOBODY_KNOWS = 24
pytestmark = pytest.mark.django_db


@pytest.fixture
def built(tmp_path):
    """The facts of a mixed county on four days, in slices of seven people."""
    make_mixed_county()
    claims_of_many()
    meanings = read_base(tmp_path / "base", max(DAYS), actor=operator())
    build(tmp_path / "base", DAYS, tmp_path / "facts", meanings, slice_of=7)
    return tmp_path / "facts"


def rows_of(built, subject):
    """Each row's known facts by id and day."""
    found = pq.read_table(built / f"{subject}.parquet").to_pylist()
    assert len({(row["id"], row["on"]) for row in found}) == len(found)
    return {
        (row["id"], row["on"]): {name: row[name] for name in row if name in FACTS and row[name] is not None}
        for row in found
    }


def test_every_persons_facts_on_every_day_are_those_of_their_page(built):
    told = {(person.key, on): cases_of(person, on)[0].facts
            for person in Person.objects.filter(merged_into=None) for on in DAYS}  # fmt: skip
    assert rows_of(built, "person") == told
    assert {name for facts in told.values() for name in facts} == known_facts(built)["person"]


def test_what_was_paid_before_is_known_not_known_and_never_paid_in_the_county(built):
    for name, counted in PAID_BEFORE.items():
        if counted.for_whom == "employer" or name == "start_subsidy_paid":  # of businesses, compared below
            continue
        subject = "training" if FACTS[name].subject == "training" else "spell"
        values = {facts.get(name) for facts in rows_of(built, subject).values()}
        assert values >= ({None, 0} if counted.months else {None, True, False}) and len(values) > 2, name


@pytest.mark.parametrize("subject", ["spell", "training"])
def test_every_job_and_course_of_everybody_has_the_facts_of_its_page(built, subject):
    told = {}
    for person in Person.objects.filter(merged_into=None):
        for on in DAYS:
            cases = [case.facts for case in cases_of(person, on) if case.subject == subject]
            begun = Spell.objects.of_person(person).counted().filter(starts_on__lte=on)
            rows = (
                begun.order_by("-starts_on", "-pk")
                if subject == "spell"
                else Enrolment.objects.of_person(person)
            )
            told |= {(row.key, on): facts for row, facts in zip(rows, cases, strict=True)}
    assert rows_of(built, subject) == told
    assert {name for facts in told.values() for name in facts} <= known_facts(built)[subject]


def test_every_own_business_of_everybody_has_the_facts_of_its_page(built):
    told = {}
    for person in Person.objects.filter(merged_into=None):
        for on in DAYS:
            cases = [case for case in cases_of(person, on) if case.subject == "business"]
            assert all(
                case.business.person_id == person.pk or case.business.person.merged_into_id for case in cases
            )
            told |= {(case.business.key, on): case.facts for case in cases}
    assert rows_of(built, "business") == told and len(told) < Business.objects.count() * len(DAYS)
    facts = {name for name in FACTS if FACTS[name].subject == "business"}
    assert facts <= known_facts(built)["business"]
    assert set(STATED_OF_BUSINESS) - facts == {"business_ended_on", "business_struck"}
    for name in facts:
        values = {one.get(name) for one in told.values()}
        assert len(values) > 1, name
    assert {one["relief_months_left"] for one in told.values()} > {36}


def test_every_loan_of_everybody_and_every_period_has_the_facts_of_its_page(built):
    told = {}
    for person in Person.objects.filter(merged_into=None):
        for on in DAYS:
            cases = [case for case in cases_of(person, on) if case.subject == "loan"]
            told |= {((case.interest or case.loan).key, on): case.facts for case in cases}
    assert rows_of(built, "loan") == told
    facts = {name for name in FACTS if FACTS[name].subject == "loan"}
    assert facts <= known_facts(built)["loan"]
    for name in facts:
        assert len({one.get(name) for one in told.values()}) > 1, name
    struck = LoanStatement.objects.filter(fact="loan_struck").values("loan")
    assert Loan.objects.filter(pk__in=struck).exists() and LoanInterest.objects.filter(paid_fen=0).exists()


def test_every_employer_and_workshop_has_the_facts_of_its_record(built):
    told = {(one.key, on): case_of_employer(one, on).facts for one in Employer.objects.all() for on in DAYS}
    assert rows_of(built, "employer") == told
    for name in ("registered_staff_count", "new_target_hires", "target_hire_months_in_year"):
        assert {name in facts for facts in told.values()} == {True, False}
        assert any(facts.get(name) for facts in told.values())
    shops = list(Workshop.objects.all())
    of_shops = {on: workshop_facts(shops, on) for on in DAYS}
    page = {
        (case.about, on): case.facts
        for one in Employer.objects.all() for on in DAYS for case in cases_of_employer(one, on)[1:]
    }  # fmt: skip
    assert rows_of(built, "workshop") == {
        (shop.key, on): page.get((shop.key, on), of_shops[on][shop.pk]) for shop in shops for on in DAYS
    }
    for name in STATED:
        facts = page if name in OF_WORKSHOPS else told
        assert {name in one for one in facts.values()} == {True, False}, name
    known = {facts.get("workshop_recognised") for rows in of_shops.values() for facts in rows.values()}
    assert known == {True, False, None}


def test_every_household_has_its_facts_and_its_need_tier(built):
    told, tier = {}, {}
    for on in DAYS:
        ranks = tiers(Household.objects.all(), on)
        working = work_of_households(Household.objects.all(), on)
        for home in Household.objects.all():
            told[home.key, on] = household_facts(home, on) | {
                "household_members_working": working[home.pk]["household_members_working"]
            }
            tier[home.key, on] = TIERS[ranks[home.pk]]
    assert rows_of(built, "household") == told
    found = pq.read_table(built / "household.parquet").to_pylist()
    assert {(row["id"], row["on"]): row["tier"] for row in found} == tier and len(set(tier.values())) == 5


def test_a_county_alone_has_the_rows_that_it_has_in_the_whole(built, tmp_path):
    meanings = read_base(tmp_path / "base2", DAYS[0], actor=operator(), area=COUNTY)
    build(tmp_path / "base2", DAYS[:1], tmp_path / "facts2", meanings, area=COUNTY)
    for subject in SUBJECTS:
        whole = {key: row for key, row in rows_of(built, subject).items() if key[1] == DAYS[0]}
        assert rows_of(tmp_path / "facts2", subject) == whole


def test_the_files_name_nobody_and_say_where_a_row_is(built):
    homes = {row["area"] for row in pq.read_table(built / "person.parquet").to_pylist()}
    assert homes == {area_text(area) for area in Person.objects.values_list("area", flat=True)}
    names = set(Person.objects.values_list("name", flat=True))
    for subject in SUBJECTS:
        texts = pq.read_table(built / f"{subject}.parquet").to_pylist()
        assert not names & {value for row in texts for value in row.values() if isinstance(value, str)}


def test_what_nobody_on_record_knows_is_listed(built):
    """The facts that no chapter tells yet: their rules answer "cannot tell" and ask for them."""
    known = set().union(*known_facts(built).values())
    unknown = {name for name in FACTS if name not in known}
    assert known >= {"months_worked", "household_registered", "training_days_attended", "public_posts_held"}
    assert not {FACTS[name].subject for name in unknown} & {"business", "loan", "employer", "workshop"}
    assert len(unknown) == NOBODY_KNOWS, sorted(unknown)


def test_stopped_work_leaves_nothing_and_what_stands_is_not_overwritten(built, tmp_path):
    def stop(step, done, total):
        raise KeyboardInterrupt

    meanings = read_base(tmp_path / "base3", DAYS[0], actor=operator())
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "base3", DAYS, tmp_path / "stopped", meanings, progress=stop)
    assert not list(tmp_path.glob("*stopped*")) and not list(tmp_path.glob(".*stopped*"))
    with pytest.raises(FileExistsError, match="never overwritten"):
        build(tmp_path / "base3", DAYS, built, meanings)
