"""Whoever has no phone does every step on paper, at a desk or through somebody, and it is kept as such."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from matrix.routes import own_routes

from benefits.claiming import a_claim, a_trainee, an_approved, an_office
from casework.journey import placed, recorded, shown
from casework.travelling import LEAVES, a_journey, a_traveller, seated
from cast import COUNTY, TODAY, Cast
from gainful.accounts.models import Act
from gainful.benefits.actions import ask_for, object_to, withdraw_claim
from gainful.casework.actions import (
    change_journey,
    print_sheet,
    share_at_desk,
    write_goal,
    write_step,
    write_story,
)
from gainful.casework.models import (
    ConsentReask,
    Goal,
    GoalStep,
    Grievance,
    Journey,
    Offer,
    OwnSheet,
    Passenger,
    PayEvidence,
    Story,
    TravelAnswer,
)
from gainful.registry.models import Consent, Wish
from gainful.training.actions import enrol, record_course
from gainful.training.models import RollMark
from make import a_consent, a_worker

SEPTEMBER = TODAY.replace(month=9, day=1)


@dataclass
class Desk:
    """An officer's desk, and the person in front of it."""

    cast: Cast
    browser: object
    settings: object

    def __post_init__(self):
        self.person = a_worker()

    def send(self, address, **said):
        answer = self.browser.post(address, {"given_on": TODAY, "asked_on": TODAY} | said)
        refused = b"said error" in answer.content or b"errorlist" in answer.content
        assert answer.status_code in (200, 302) and not refused, (address, answer.status_code)

    def of_person(self, page, **said):
        self.send(f"/people/{self.person.key}/{page}/", **said)

    def written_down_by_the_officer(self, action):
        return Act.objects.filter(action__endswith=action, account_id=self.cast.officer.account_id).exists()


def a_wish(desk):
    desk.of_person("answer", how="visit", willing="yes", scope="county")
    return Wish.objects.latest("pk").how == "visit"


def a_yes(desk):
    offer = shown(desk.cast, desk.person)
    desk.send(f"/offers/{offer.key}/accept/", evidence="样例表 12")
    offer = Offer.objects.get()
    return (offer.state, offer.how, offer.answer_evidence) == ("accepted", "paper_at_desk", "样例表 12")


def a_no(desk):
    desk.send(f"/offers/{shown(desk.cast, desk.person).key}/decline/")
    return (Offer.objects.get().state, Offer.objects.get().how) == ("declined", "paper_at_desk")


def taking_it_back(desk):
    desk.send(f"/offers/{shown(desk.cast, desk.person).key}/take-back/", how="at_desk")
    offer = Offer.objects.get()
    return (offer.state, offer.withdrawn_how) == (
        "withdrawn",
        "at_desk",
    ) and desk.written_down_by_the_officer("withdraw")


def agreeing(desk):
    desk.of_person(
        "consent", purpose="sharing", how="signed_paper", signature=desk.person.name, evidence="样例表 4"
    )
    found = Consent.objects.get(purpose="sharing")
    return (found.how, found.evidence) == ("signed_paper", "样例表 4")


def agreeing_no_more(desk):
    consent = Consent.objects.get()
    desk.of_person(f"consents/{consent.key}/withdraw", how="signed_paper")
    return Consent.objects.get().withdrawn_how == "signed_paper"


def pay_that_came(desk):
    spell = recorded(desk.cast, desk.person)
    said = {"month": "2020-09", "evidence": "self_reported", "paper": "样例表 21"}
    PayEvidence.objects.create(
        area=spell.area,
        spell=spell,
        month=SEPTEMBER,
        evidence="payroll",
        received_fen=300_000,
        recorded_on=TODAY,
    )
    desk.send(f"/spells/{spell.key}/pay/", confirmed_by_worker="yes", received_fen="", **said)
    pay = PayEvidence.objects.get()
    return (pay.confirmed_by_worker, pay.paper, pay.evidence) == (True, "样例表 21", "payroll")


def a_goal(desk):
    desk.of_person("goal", words="学会缝纫")
    return Goal.objects.get().written_by_id == desk.cast.officer.account_id


def a_step(desk):
    goal = write_goal(actor=desk.cast.officer, person=desk.person, words="学会缝纫", on=TODAY)
    desk.send(f"/goals/{goal.key}/step/", words="报名")
    return GoalStep.objects.get().written_by_id == desk.cast.officer.account_id


def a_goal_reached(desk):
    goal = write_goal(actor=desk.cast.officer, person=desk.person, words="学会缝纫", on=TODAY)
    desk.send(f"/goals/{goal.key}/state/", state="reached")
    return Goal.objects.get().state == "reached" and desk.written_down_by_the_officer("note_goal")


def a_step_taken(desk):
    goal = write_goal(actor=desk.cast.officer, person=desk.person, words="学会缝纫", on=TODAY)
    step = write_step(actor=desk.cast.officer, goal=goal, words="报名", on=TODAY)
    desk.send(f"/goals/steps/{step.key}/taken/")
    return GoalStep.objects.get().taken_on == TODAY and desk.written_down_by_the_officer("note_step")


def a_story(desk):
    desk.of_person("story", words="我在车间上班")
    return Story.objects.get().written_by_id == desk.cast.officer.account_id


def a_story_shared(desk):
    story = write_story(actor=desk.cast.officer, person=desk.person, words="我在车间上班", on=TODAY)
    a_consent(desk.person, "story")
    desk.send(f"/stories/{story.key}/share/")
    return Story.objects.get().consent.how == "signed_paper"


def a_story_taken_back(desk):
    story = write_story(actor=desk.cast.officer, person=desk.person, words="我在车间上班", on=TODAY)
    a_consent(desk.person, "story")
    share_at_desk(actor=desk.cast.officer, story=story, on=TODAY)
    desk.send(f"/stories/{story.key}/take-back/")
    return Story.objects.get().unshared_on == TODAY and desk.written_down_by_the_officer("take_story_down")


def a_sheet_ended(desk):
    sheet, token = print_sheet(actor=desk.cast.officer, person=desk.person, on=TODAY)
    assert desk.browser.get(f"/w/q/{token}/").status_code == 200
    desk.of_person(f"sheet/{sheet.key}/end")
    gone = desk.browser.get(f"/w/q/{token}/").status_code == 404
    return gone and OwnSheet.objects.get().ended_on == TODAY and desk.written_down_by_the_officer("end_sheet")


def a_complaint_by_voice(desk):
    said = {"area": COUNTY, "about": "employer", "words": "工资没到", "contact_name": "", "contact_phone": ""}
    desk.send("/grievances/new/", how="through_somebody", through="村医", paper="", **said)
    desk.send("/grievances/new/", how="paper_at_desk", through="", paper="样例信", **said)
    kept = list(Grievance.objects.order_by("pk").values_list("how", "through", "paper"))
    return kept == [("through_somebody", "村医", ""), ("paper_at_desk", "", "样例信")]


def consent_to_travel(desk):
    spell, journey = a_traveller(desk.cast), a_journey(desk.cast)
    desk.settings.GAINFUL_TODAY = LEAVES.isoformat()
    seat = f"/journeys/{journey.key}"
    desk.send(f"{seat}/seat/", chosen=spell.key, paper="乘车同意书")
    one = Passenger.objects.get()
    desk.send(f"{seat}/health/", **{f"done_{one.key}": "yes", "paper": "健康检查表"})
    desk.send(f"{seat}/departure/", departed_on=LEAVES, paper="乘车签到表")
    desk.send(
        f"{seat}/arrival/", **{f"arrived_{one.key}": "yes", "evidence": "visited", "paper": "到达签到表"}
    )
    one = Passenger.objects.select_related("journey").get()
    papers = (one.seated_paper, one.health_paper, Journey.objects.get().departure_paper, one.arrival_paper)
    return papers == ("乘车同意书", "健康检查表", "乘车签到表", "到达签到表")


def a_changed_journey(desk):
    journey = a_journey(desk.cast)
    seated(desk.cast, journey, a_traveller(desk.cast))
    change_journey(actor=desk.cast.officer, journey=journey, on=TODAY, leaves_on=LEAVES + timedelta(days=3),
                   from_text=journey.from_text, because="车辆检修")  # fmt: skip
    one = TravelAnswer.objects.get()
    desk.send(f"/journeys/answers/{one.key}/", agrees="yes", evidence="签字纸")
    one.refresh_from_db()
    return (one.state, one.how, one.evidence) == ("agreed", "paper_at_desk", "签字纸")


def consent_asked_again(desk):
    spell = placed(replace(desk.cast, officer=desk.cast.supervisor), desk.person)
    desk.settings.GAINFUL_TODAY = "2020-12-03"
    desk.send(f"/asked-again/{spell.key}/", answer="agreed", paper="样例表 31")
    return ConsentReask.objects.get().paper == "样例表 31"


def a_training_roll(desk):
    course = record_course(actor=desk.cast.officer, area=COUNTY, number="样例培训", starts_on=SEPTEMBER)
    seat = enrol(actor=desk.cast.officer, course=course, person=desk.person)
    desk.send(f"/training/{course.key}/roll/", day=TODAY, roll="paper", **{f"seat_{seat.key}": "came"})
    return RollMark.objects.get().roll == "paper"


def a_benefit_asked_for(desk: Desk) -> bool:
    office = an_office()
    person = a_trainee()
    claim = ask_for(
        actor=office.officer,
        person=person,
        rule="training_allowance",
        about="2020-06-01",
        how="paper",
        on=TODAY,
    )
    return claim.how == "paper"


def a_claim_taken_back(desk: Desk) -> bool:
    office = an_office()
    return withdraw_claim(actor=office.officer, claim=a_claim(office), on=TODAY).state == "withdrawn"


def an_objection(desk: Desk) -> bool:
    office = an_office()
    decision = an_approved(office, grants=True)
    said = object_to(actor=office.officer, decision=decision, words="少算了两天", how="paper", on=TODAY)
    return said.how == "paper"


WAYS = {
    "my_wish": a_wish,
    "my_accept": a_yes,
    "my_decline": a_no,
    "my_take_back": taking_it_back,
    "my_agree": agreeing,
    "my_withdraw": agreeing_no_more,
    "my_pay": pay_that_came,
    "my_journey_answer": a_changed_journey,
    "my_goals": a_goal,
    "my_step": a_step,
    "my_goal_state": a_goal_reached,
    "my_step_taken": a_step_taken,
    "my_stories": a_story,
    "my_story_share": a_story_shared,
    "my_story_back": a_story_taken_back,
    "my_sheet_end": a_sheet_ended,
    "my_claim_ask": a_benefit_asked_for,
    "my_claim_withdraw": a_claim_taken_back,
    "my_claim_object": an_objection,
    "voice": a_complaint_by_voice,
    "a seat in a journey": consent_to_travel,
    "consent asked again": consent_asked_again,
    "a roll": a_training_roll,
}
"""The paper way of each step that a person takes themselves on a screen, and of those that never are on their own."""

NO_STEP = {"my_leave", "my_claim_letter"}
"""Closing the page again, and reading one's letter."""


def test_each_step_on_a_persons_own_page_has_a_paper_way():
    own = {route.name for route in own_routes() if route.name.startswith("my_") and "POST" in route.methods}
    assert own - NO_STEP <= set(WAYS)


@pytest.mark.django_db
@pytest.mark.parametrize("step", WAYS)
def test_a_step_done_on_paper_or_through_somebody_is_kept_as_such(site, cast, settings, step):
    assert WAYS[step](Desk(cast, site(cast.officer), settings))
