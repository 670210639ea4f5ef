"""Payrolls, attendance rolls and insurance lists of both sample counties: every listed fault, at its row and person."""

from __future__ import annotations

from collections import Counter

import pytest

from cast import TODAY
from gainful.accounts.sealed import digest
from gainful.casework.ledgers import KINDS
from gainful.casework.models import (
    Attendance,
    InsuranceLine,
    PayEvidence,
    PayrollLine,
    ProtectionCase,
    Review,
    Spell,
)
from gainful.intake.actions import undo_batch
from gainful.intake.models import Batch
from gainful.registry.models import Membership
from intake.county import sample
from intake.ledger_county import COUNTIES, LISTS, NOBODY_IN_PARTICULAR, hand_in_sample, listed

pytestmark = pytest.mark.django_db


def _reported(found):
    return {(f.file, f.sheet, f.row, f.code) for f in found if f.file in LISTS and f.code in KINDS}


@pytest.mark.parametrize("county", COUNTIES)
def test_every_listed_fault_of_the_lists_is_found_at_its_row_and_nothing_else_is(county):
    at_rows = {(f["file"], f.get("sheet", ""), f["row"], f["kind"]) for f in listed(county) if "row" in f}
    assert {one for one in _reported(sample(county).findings) if one[2]} == at_rows
    codes = Counter(f.code for f in sample(county).findings if f.code in KINDS)
    assert codes == Counter(fault["kind"] for fault in listed(county))


@pytest.mark.parametrize("county", COUNTIES)
def test_those_not_on_the_list_are_named_by_the_last_four_of_their_number(county):
    found = [f.found for f in sample(county).findings if f.code == "insured_in_ledger_only"]
    assert sorted(found) == sorted(f"****{f['id_tail']}" for f in listed(county) if "id_tail" in f)


@pytest.mark.slow
@pytest.mark.parametrize("county", COUNTIES)
def test_a_county_applied_has_one_review_a_fault_at_the_right_person_and_nothing_is_overwritten(county):
    batch = hand_in_sample(county)
    assert Counter(Review.objects.values_list("kind", flat=True)) == Counter(
        fault["kind"] for fault in listed(county)
    )
    numbers = {
        (r.file, r.sheet, r.row): r.values["id_number"] for r in sample(county).records if r.file in LISTS
    }
    digests = dict(Review.objects.values_list("source", "person__id_digest"))
    for finding in batch.findings.filter(code__in=KINDS, row__isnull=False):
        source = f"{finding.file} {finding.sheet} {finding.column}{finding.row}"
        assert digests[source] == digest(numbers[finding.file, finding.sheet, finding.row], "id")
    only = Review.objects.filter(kind="insured_in_ledger_only").values_list("person_id", flat=True)
    members = Membership.objects.filter(person__in=only).values_list("number", flat=True)
    assert sorted(members) == sorted(f["person"] for f in listed(county) if "person" in f)
    _nothing_is_lost_and_nothing_else_changed(county)
    if county == "yunlu":  # the smaller one: handing a county in twice takes its time
        _again_changes_nothing(county)
        _undo_restores()


def _nothing_is_lost_and_nothing_else_changed(county):
    rows = Counter(r.form for r in sample(county).records)
    assert PayrollLine.objects.count() == rows["payroll"]
    told = Attendance.objects.exclude(told_in="").values_list("person", "post", "begins_on")
    assert len(set(told)) == rows["attendance"]
    assert InsuranceLine.objects.count() == rows["insurance"]
    with_job = PayrollLine.objects.exclude(spell=None).filter(part=1)
    assert {(p.spell_id, p.month, p.received_fen) for p in PayEvidence.objects.all()} == {
        (line.spell_id, line.month, line.paid_fen) for line in with_job
    }
    assert not PayEvidence.objects.exclude(confirmed_by_worker=None).exists()
    told = {(r.values["starts_on"], r.values.get("employer", "")) for r in sample(county).of_form("working")
            if "starts_on" in r.values}  # fmt: skip
    assert set(Spell.objects.values_list("starts_on", "employer_name")) <= told
    assert not ProtectionCase.objects.filter(kind="late_pay").exists()


def _again_changes_nothing(county):
    before = _state()
    batch = hand_in_sample(county)
    assert set(batch.counts["applied"]) <= {"same", "refused"}
    assert _state() == before


def _undo_restores():
    first = Batch.objects.order_by("pk").first()
    undo_batch(actor=NOBODY_IN_PARTICULAR, batch=first, on=TODAY)
    assert not any(_state())


def _state():
    models = (Review, PayrollLine, PayEvidence, Attendance, InsuranceLine, Spell)
    return [sorted(map(str, model.objects.values_list())) for model in models]
