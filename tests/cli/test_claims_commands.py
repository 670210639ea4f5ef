"""`gainful benefits propose` and `recompute`: what is due is found once; a decision that does not hold is named."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from benefits.claiming import a_claim, a_trainee, an_approved, an_office
from cast import TODAY
from flushing import without_triggers
from gainful.benefits.models import Claim, Decision
from gainful.cli import app

pytestmark = pytest.mark.django_db


def run(*words: object):
    """One command."""
    return CliRunner().invoke(app, [str(word) for word in words])


def test_what_is_due_in_an_area_is_found_and_a_second_time_nothing():
    a_trainee()
    first = run("benefits", "propose", "--area", "5303", "--on", TODAY)
    assert (first.exit_code, first.output.split()[0]) == (0, "1"), first.output
    assert run("benefits", "propose", "--area", "5303", "--on", TODAY).output.startswith("0 claims")
    assert Claim.objects.count() == 1
    assert run("benefits", "propose", "--area", "53x").exit_code == 2


def test_decisions_are_asked_again_and_one_that_differs_is_named_and_exits_1():
    office = an_office()
    decision = an_approved(office, a_claim(office))
    assert "1 decisions asked again; 0 differ" in run("benefits", "recompute").output
    with without_triggers():
        Decision.objects.update(amount_fen=1)
    told = run("benefits", "recompute")
    assert told.exit_code == 1 and f"decision {decision.key}: amount" in told.output


def test_the_books_of_a_benefit_are_declared_complete_listed_and_taken_back():
    an_office()
    one = ("benefits", "complete", "530399", "--rule", "transport_subsidy", "--kept-at", "台账")
    refused = run(*one, "--since", "2020-01-01", "--as", "claims_benefits")  # not theirs to say
    assert refused.exit_code == 2 and "books.declare" in refused.output and "county_officer" in refused.output
    told = run(*one, "--since", "2020-01-01", "--as", "claims_officer")
    assert (told.exit_code, told.output) == (0, "transport_subsidy  complete since 2020-01-01\n"), told.output
    listed = run("benefits", "complete", "530399").output
    assert (
        "transport_subsidy  complete since 2020-01-01" in listed and "hiring_subsidy  not declared" in listed
    )
    assert run(*one, "--as", "claims_officer").exit_code == 2
    assert run(*one, "--take-back", "--as", "claims_officer").exit_code == 0
    assert "transport_subsidy  not declared" in run("benefits", "complete", "530399").output
    nowhere = run("benefits", "complete", "999999")
    assert nowhere.exit_code == 2 and "999999" in nowhere.output
    nothing = run("benefits", "complete", "530399", "--rule", "nonesuch", "--take-back", "--as", "x")
    assert nothing.exit_code == 2 and "no such benefit exists" in nothing.output
