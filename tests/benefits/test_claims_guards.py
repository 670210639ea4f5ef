"""What the database refuses about claims when somebody writes past the actions, on both databases."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from benefits.claiming import a_claim, a_decision, an_approved, an_office
from cast import TODAY
from gainful.accounts.schema import faults
from gainful.benefits.actions import decide, make_letter, object_to, record_fact, return_decision
from gainful.benefits.models import Claim, Decision, Evidence, Letter, Objection, Reopening
from gainful.training.models import Enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db):
    return an_office()


def refused(sql: str, *values: object) -> str:
    """The reason with which the database refuses a statement; "" where it lets it pass."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except IntegrityError as error:
        return str(error)
    return ""


def copy_of(row: object, **changed: object) -> str:
    """The reason with which a copy of a row is refused."""
    fields = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    fields |= changed
    del fields["id"], fields["key"]
    try:
        with transaction.atomic():
            type(row).objects.bulk_create([type(row)(**fields)])
    except IntegrityError as error:
        return str(error)
    return ""


def test_two_live_claims_of_one_rule_never_overlap_whoever_writes_and_wherever(office):
    claim = a_claim(office)
    assert "live_claims_do_not_overlap" in copy_of(claim, area=621299_000_000)
    assert copy_of(claim, rule="another_rule") == ""
    assert copy_of(claim, once_for="training:another") == ""


def test_a_refused_claim_gives_way_and_does_not_come_back_beside_another(office):
    claim = a_claim(office)
    Enrolment.objects.update(attended_days=0)
    an_approved(office, claim, grants=False)
    claim.refresh_from_db()
    assert copy_of(claim, state="open") == ""
    again = "UPDATE benefits_claim SET state = 'approved' WHERE id = %s"
    assert "no_approved_decision" in refused(again, claim.pk)


def test_a_claim_is_not_rewritten_moved_backwards_or_deleted(office):
    claim = a_claim(office)
    assert "written_stays_written" in refused("UPDATE benefits_claim SET rule = 'other'")
    assert "written_stays_written" in refused("UPDATE benefits_claim SET period_to = period_from")
    assert "written_stays_written" in refused("UPDATE benefits_claim SET person_id = NULL")
    assert "refused: " in refused("UPDATE benefits_claim SET state = 'approved'")
    assert "written_stays_written" in refused("DELETE FROM benefits_claim")
    assert "a_claim_starts_open" in copy_of(claim, once_for="training:z", state="approved")


def test_a_claim_is_not_granted_without_an_approved_decision(office):
    a_decision(office)
    assert "no_approved_decision" in refused("UPDATE benefits_claim SET state = 'approved'")
    assert "no_approved_decision" in refused("UPDATE benefits_claim SET state = 'refused'")


def test_a_decision_is_not_rewritten_before_or_after_it_is_approved(office):
    decision = a_decision(office)
    for change in (
        "amount_fen = 1",
        "facts_sealed = 'x'",
        "conditions = '{}'",
        "rule_hash = 'x'",
        "grants = grants",
    ):
        assert "written_stays_written" in refused(f"UPDATE benefits_decision SET {change}")  # noqa: S608
    from gainful.benefits.actions import approve

    approve(actor=office.checker, decision=decision, on=TODAY)
    assert "decided_already" in refused(
        "UPDATE benefits_decision SET state = 'returned', returned_because = 'x'"
    )
    assert "decided_already" in refused("UPDATE benefits_decision SET object_by = '2030-01-01'")
    assert "written_stays_written" in refused("DELETE FROM benefits_decision")


def test_a_returned_decision_stays_returned(office):
    decision = a_decision(office)
    return_decision(actor=office.checker, decision=decision, because="附件不全", on=TODAY)
    assert "decided_already" in refused(
        "UPDATE benefits_decision SET state = 'approved', returned_because = ''"
    )


def test_one_officer_is_not_both_and_a_decision_is_not_born_approved(office):
    decision = a_decision(office)
    both = (
        "UPDATE benefits_decision SET state = 'approved', second_id = decided_by_id, second_on = '2020-11-02'"
    )
    assert "the_second_officer_is_another" in refused(both)
    second = office.checker.account_id
    assert "a_decision_starts_proposed" in copy_of(
        decision, state="approved", second_id=second, second_on=TODAY
    )
    assert "a_later_decision_names_which_it_replaces" in copy_of(decision, kind="review")


def test_neither_of_the_two_answers_an_objection(office):
    decision = an_approved(office)
    objection = object_to(actor=office.officer, decision=decision, words="天数不对", how="paper", on=TODAY)
    answer = (
        "UPDATE benefits_objection SET outcome = 'upheld', answer = 'x', answered_on = '2020-11-02', "
        "answered_by_id = %s"
    )
    for one in (office.benefits, office.checker):
        assert "who_decided_answers_no_objection" in refused(answer, one.account_id)
    assert refused(answer, office.officer.account_id) == ""
    assert "answered_already" in refused(answer, office.desk.account_id)
    assert "written_stays_written" in refused("UPDATE benefits_objection SET words_sealed = 'x'")
    assert "written_stays_written" in refused("DELETE FROM benefits_objection")
    assert Objection.objects.get() == objection


def test_letters_evidence_and_facts_seen_are_added_to_and_never_altered(office):
    claim = a_claim(office)
    Enrolment.objects.update(attended_days=None)
    record_fact(
        actor=office.benefits, claim=claim, fact="training_days_attended", value="12", kept_at="表", on=TODAY
    )
    Evidence.objects.create(area=claim.area, claim=claim, kind="payroll", seen_on=TODAY)
    decision = an_approved(office, claim)
    make_letter(actor=office.benefits, decision=decision, language="zh", on=TODAY)
    Reopening.objects.create(area=claim.area, decision=decision, fact="x", words_sealed="x", found_on=TODAY)
    for table, change in (
        ("factseen", "value_sealed = 'x'"), ("evidence", "kept_at = 'x'"), ("letter", "sha256 = 'x'"),
        ("reopening", "fact = 'y'"),
    ):  # fmt: skip
        assert "written_stays_written" in refused(f"UPDATE benefits_{table} SET {change}")  # noqa: S608
        assert "written_stays_written" in refused(f"DELETE FROM benefits_{table}")  # noqa: S608
    told = "UPDATE benefits_letter SET told_on = '2020-11-02', how = 'read'"
    assert refused(told) == "" and "told_already" in refused(told)
    assert Letter.objects.get().how == "read"


def test_the_check_of_the_database_knows_the_guards_and_misses_the_one_that_is_taken_away(office):
    assert faults() == []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE benefits_claim DROP CONSTRAINT live_claims_do_not_overlap")
        else:
            cursor.execute("DROP TRIGGER benefits_claim_once_new")
    [fault] = faults()
    assert "benefits_claim" in fault.sentence and "missing" in fault.sentence


def test_a_decided_claim_is_not_decided_twice(office):
    decision = a_decision(office)
    assert Decision.objects.count() == 1
    assert "one_open_decision_a_claim" in copy_of(decision) or "benefits_decision" in copy_of(decision)
    with pytest.raises(Exception, match="claim_not_open"):
        decide(actor=office.benefits, claim=Claim.objects.get(), grants=True, on=TODAY)
