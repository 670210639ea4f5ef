"""Words and bounds that the database holds, whoever writes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from gainful.accounts.limits import Limits
from make import a_consent, a_person, an_opening

CONSENT = "INSERT INTO registry_consent (key, area, person_id, purpose, how, evidence, given_on, given_at,"
CONSENT += " withdrawn_how) VALUES ('k', 1, %s, {purpose}, {how}, {evidence}, '2020-10-01', '2020-10-01 08:00:00', '')"
GOOD = {"purpose": "'referral'", "how": "'at_desk'", "evidence": "'a note'"}


def refused(sql: str, *values: object) -> str:
    """What the database answers to a statement that it must refuse."""
    with pytest.raises(IntegrityError) as answer, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(answer.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "limit"),
    [
        ({"how": "''"}, "registry_consent_how_words"),
        ({"how": "'by_telephone'"}, "registry_consent_how_words"),
        ({"purpose": "''"}, "registry_consent_purpose_words"),
        ({"purpose": "'bogus'"}, "registry_consent_purpose_words"),
        ({"evidence": "''"}, "a_consent_has_its_evidence"),
        ({"evidence": "''", "how": "'signed_paper'"}, "a_consent_has_its_evidence"),
    ],
)
def test_a_consent_has_a_purpose_a_way_and_its_evidence(wrong, limit):
    assert limit in refused(CONSENT.format(**GOOD | wrong), a_person().pk)


@pytest.mark.django_db
def test_a_whole_consent_by_the_same_statement_is_taken():
    with connection.cursor() as cursor:
        cursor.execute(CONSENT.format(**GOOD), [a_person().pk])
        cursor.execute(CONSENT.format(**GOOD | {"how": "'own_code'", "evidence": "''"}).replace("'k'", "'l'"),
                       [a_person().pk])  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "limit"),
    [
        ("pay_low_fen = -5", "jobs_opening_pay_low_fen_bounds"),
        ("pay_low_fen = NULL, pay_high_fen = -1", "jobs_opening_pay_high_fen_bounds"),
        ("hours_per_week = 400", "jobs_opening_hours_per_week_bounds"),
        ("hours_per_week = -1", "hours_per_week"),
        ("seats = -1", "seats"),
        ("contract_months = -1", "contract_months"),
        ("state = 'ajar'", "jobs_opening_state_words"),
        ("state = ''", "jobs_opening_state_words"),
    ],
)
def test_an_openings_numbers_and_words_have_bounds(change, limit):
    opening = an_opening()
    assert limit in refused(f"UPDATE jobs_opening SET {change} WHERE id = %s", opening.pk)  # noqa: S608


@pytest.mark.django_db
def test_an_unknown_number_stays_unknown():
    assert an_opening(pay_low_fen=None, pay_high_fen=None, hours_per_week=None).hours_per_week is None


def test_rows_that_break_a_limit_stop_the_upgrade_before_anything_is_changed(db):
    from django.apps import apps

    from gainful.accounts.limits import _refuse_rows
    from gainful.accounts.refusals import Refused
    from gainful.registry.models import Consent

    given = a_consent(a_person(), evidence="a note")
    names = {one.name: one for one in Consent._meta.constraints}
    limit = names["a_consent_has_its_evidence"].clone()
    limit.condition = limit.condition.__class__(("evidence", "another note"))
    model = apps.get_model("registry", "consent")
    with pytest.raises(Refused, match="rows_break_a_limit") as stopped:
        _refuse_rows(connection.schema_editor(), model, limit)
    assert stopped.value.values["rows"] == str(given.pk)
    assert stopped.value.values["limit"] == "a_consent_has_its_evidence"


def test_the_step_says_what_it_does():
    assert Limits([]).describe() == "Limit columns to their words and bounds"
