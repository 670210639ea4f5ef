"""One datum, one way: an answer in a home visit becomes a job, a follow-up, and one more in a published figure."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from cast import COUNTY
from gainful.accounts.audit import verify
from gainful.casework.actions import (
    accept_offer,
    ask_signs,
    begin_spell,
    make_worker_code,
    record_call,
    show_offer,
)
from gainful.casework.own_page import use_worker_code
from gainful.casework.proposals import shortlist
from gainful.casework.signs import SIGNS
from gainful.casework.worklists import follow_ups_due
from gainful.figures.desk import make_release
from gainful.figures.release import figures_of
from gainful.registry.actions import give_consent, record_answer
from make import a_person, an_opening

VISIT, STARTS, LATER = date(2020, 3, 2), date(2020, 3, 4), date(2020, 10, 31)
MORNING = timezone.make_aware(datetime(2020, 3, 2, 9))
ENOUGH = 10  # a figure that rests on fewer people is not published


def says_in_a_visit(helper, worker):
    """ "I would work in the county, for at least 3,000 a month", and a signature under being shown openings."""
    wish = {"willing": True, "scope": "county", "any_occupation": True, "pay_at_least_fen": 300_000}
    record_answer(actor=helper, person=worker, asked_on=VISIT, how="visit", **wish)
    paper = {"how": "signed_paper", "signature": worker.name, "evidence": "home visit"}
    give_consent(actor=helper, person=worker, purpose="referral", given_on=VISIT, **paper)


def is_asked(helper, spell):
    """Alone, by somebody who did not make the offer: the eleven questions before the start."""
    answers = dict.fromkeys(SIGNS, False)
    ask_signs(actor=helper, spell=spell, moment="before_start", on=VISIT, alone=True, answers=answers)


def goes_to_work(officer, helper, worker, opening):
    """Shown the best opening on her list, she says yes herself, and begins after the cooling-off."""
    assert [entry.opening for entry in shortlist(worker, VISIT).entries] == [opening.pk]
    offer = show_offer(actor=officer, person=worker, opening=opening, on=VISIT)
    code = make_worker_code(actor=officer, person=worker, at=MORNING)
    herself = use_worker_code(id_tail=worker.unsealed("id_number")[-4:], code=code, at=MORNING)
    spell = accept_offer(actor=herself, offer=offer, on=VISIT, at=MORNING).spell
    is_asked(helper, spell)
    begin_spell(actor=officer, spell=spell, on=STARTS, at=MORNING + timedelta(days=2))


@pytest.mark.django_db(transaction=True)
def test_an_answer_becomes_a_job_a_follow_up_and_a_figure(cast, settings, tmp_path):
    settings.GAINFUL_HOME = tmp_path
    opening = an_opening(seats=ENOUGH, pay_low_fen=320_000, pay_high_fen=350_000)
    for worker in [a_person() for _ in range(ENOUGH)]:
        says_in_a_visit(cast.helper, worker)
        goes_to_work(cast.officer, cast.helper, worker, opening)
    for due in follow_ups_due(cast.officer, LATER):
        found = {"still_working": True, "evidence": "employer_confirmed", "alone": True}
        answers = dict.fromkeys(SIGNS, False)
        record_call(actor=cast.helper, follow_up=due, on=LATER, answers=answers, **found)
    assert not follow_ups_due(cast.officer, LATER)

    released = figures_of(make_release(actor=cast.analyst, on=LATER), for_everybody=True).to_pylist()
    figure = next(row for row in released if row["indicator"] == "gone_out_in_year" and row["area"] == COUNTY)
    assert (figure["value"], figure["well_evidenced_share"]) == (ENOUGH, 1.0)
    assert verify().first_bad is None
