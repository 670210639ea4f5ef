"""What else a county does in the demo: an export from the order to the arrival, a project's hires, posts, rolls,
complaints, what people aim for and tell. Each step is the action that a screen calls, by an account of that role.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.places import gazetteer
from gainful.accounts.refusals import Refused
from gainful.casework.actions import (
    accept_offer,
    acknowledge_grievance,
    answer_grievance,
    answer_journey_change,
    change_journey,
    check_arrival_here,
    check_arrivals,
    decline_offer,
    file_grievance,
    make_worker_code,
    offer_help,
    plan_journey,
    record_attendance_at_work,
    record_departure,
    record_health_checks,
    record_post_term,
    record_service,
    record_trouble,
    seat_people,
    share_story,
    show_offer,
    tell_story,
    write_goal,
    write_own_goal,
    write_own_step,
    write_step,
)
from gainful.casework.actions.arrivals import Arrival
from gainful.casework.help import help_due
from gainful.casework.models import Journey, Offer, Passenger, Spell, TravelAnswer
from gainful.casework.own_page import use_worker_code
from gainful.casework.posts import posts
from gainful.casework.projects import local_people
from gainful.casework.proposals import run_matching
from gainful.casework.seats import CHANNEL
from gainful.cli import out
from gainful.cli.demo import TODAY, moment
from gainful.cli.demo_steps import ANSWERED_ON, FILED_ON, NO_DEDUCTIONS, POSTED_ON, Team
from gainful.jobs.actions import (
    record_local_hire_clause,
    record_opening_by_hand,
    record_project,
    tie_openings,
)
from gainful.jobs.actions.openings import PROJECT
from gainful.jobs.models import Opening
from gainful.registry.actions import record_answer
from gainful.registry.actions.consents import give_own_consent
from gainful.registry.actions.wishes import Answer
from gainful.registry.models import Consent, Person, Wish
from gainful.terms.places import area_text, province_of

SHOWN, TRAVEL, NEXT = 16, 6, 4
LEFT_ON = POSTED_ON + timedelta(days=4)
ARRIVED_ON = LEFT_ON + timedelta(days=1)
NEXT_ON = TODAY + timedelta(days=3)
CHANGED_TO = TODAY + timedelta(days=5)
PAPER = "signed answer sheet"
FAR = ("out_of_province", "any")


def export(team: Team) -> None:
    """An order from the other county: shown, agreed to, two vehicles, one gone and checked, one changed."""
    (home, officer), (away, other) = list(team.officers.items())[:2]
    order = record_opening_by_hand(
        actor=officer, area=home, employer_name="云麓样例电子厂", channel=CHANNEL, title="电子装配工", seats=20,
        on=POSTED_ON, occupation="electronics_assembler", place=away, place_text=_name(away),
        pay_low_fen=460_000, pay_high_fen=520_000, hours_per_week=40, contract_months=12, housing="lodging",
        deductions_stated=True, deductions_text=NO_DEDUCTIONS["zh"], valid_until=TODAY + timedelta(days=60),
        contact_name="样例联系人", contact_phone="13900000000",
    )  # fmt: skip
    agreed = _answered(officer, home, order)
    gone, later = agreed[:TRAVEL], agreed[TRAVEL : TRAVEL + NEXT]
    journey = _journey(officer, home, away, LEFT_ON, gone)
    _left_and_arrived(officer, other, journey)
    _changed(officer, _journey(officer, home, away, NEXT_ON, later))
    out.print(f"     export: {len(agreed)} said yes, {len(gone)} travelled, {len(later)} are asked again")


def _name(area: int) -> str:
    """An area's name as people write it."""
    return "".join(gazetteer().path(area, TODAY, "zh"))


def _answered(officer: Actor, home: int, order: Opening) -> list[Spell]:
    """The order is told at a meeting, then shown to those whom it fits; every fifth declines, others agree on paper."""
    _meeting(officer, order)
    found = run_matching(actor=officer, area=home, on=POSTED_ON).recommendation
    column = int(np.flatnonzero(found.market.openings.number == order.pk)[0])
    rows = found.admissible.seeker[found.admissible.opening == column]
    people = [int(found.market.seekers.number[row]) for row in rows]
    agreed = []
    for number, person in enumerate(
        Person.objects.filter(pk__in=people, offers=None).order_by("pk")[:SHOWN], start=1
    ):
        try:
            offer = show_offer(actor=officer, person=person, opening=order, on=POSTED_ON)
        except Refused:
            continue  # not free in time, or a consent of a later day
        record_service(actor=officer, person=person, kind="job_referral", given_on=POSTED_ON)
        if number % 5 == 0:
            decline_offer(
                actor=officer,
                offer=offer,
                on=POSTED_ON,
                how=Offer.How.PAPER_AT_DESK,
                at=moment(POSTED_ON, 11),
            )
        elif offer.starts_on and offer.starts_on <= ARRIVED_ON:
            offer = accept_offer(
                actor=officer, offer=offer, on=POSTED_ON, how=Offer.How.PAPER_AT_DESK, at=moment(POSTED_ON, 10),
                evidence=PAPER,
            )  # fmt: skip
            agreed.append(offer.spell)
    return agreed


def _meeting(officer: Actor, order: Opening) -> None:
    """People who would go far hear of the order, and say that they would do this work as well, and leave in time."""
    live = Consent.objects.live(Consent.Purpose.REFERRAL).filter(given_on__lte=POSTED_ON).values("person_id")
    wishes = Wish.objects.visible_to(officer, "people.record").latest_by_person(POSTED_ON)
    wishes = wishes.filter(willing=True, scope__in=FAR, person__offers=None, person__in=live)
    for wish in wishes.select_related("person").order_by("person_id")[:SHOWN]:
        said = {name: getattr(wish, name) for name in Answer.__annotations__}
        said["occupations"] = [*wish.occupations, order.occupation]
        said["available_on"] = min(wish.available_on or LEFT_ON, LEFT_ON)
        said["pay_at_least_fen"] = min(wish.pay_at_least_fen or 0, order.pay_low_fen or 0) or None
        record_answer(actor=officer, person=wish.person, asked_on=POSTED_ON, how="meeting", **said)  # type: ignore[arg-type]


def _journey(officer: Actor, home: int, away: int, day: date, spells: Sequence[Spell]) -> Journey:
    """A vehicle with these people seated and their health checks told."""
    journey = plan_journey(
        actor=officer, area=home, on=LEFT_ON, vehicle=f"样例客车{day:%m%d}", seats=20, leaves_on=day,
        from_text=f"{_name(home)}汽车站", to_text=_name(away), escort="样例带队人",
    )  # fmt: skip
    seat_people(actor=officer, journey=journey, spells=spells, on=LEFT_ON, at=moment(LEFT_ON, 8))
    seats = Passenger.objects.aboard().filter(journey=journey).values_list("pk", flat=True)
    record_health_checks(actor=officer, journey=journey, said=dict.fromkeys(seats, True))
    return journey


def _left_and_arrived(officer: Actor, other: Actor, journey: Journey) -> None:
    """It left; the office of the place of work checks one arrival, the home office the others, and work begins."""
    record_departure(actor=officer, journey=journey, on=LEFT_ON, departed_on=LEFT_ON)
    seats = list(Passenger.objects.aboard().filter(journey=journey).order_by("seat_number"))
    if not seats:
        return
    check_arrival_here(actor=other, passenger=seats[0], on=ARRIVED_ON, arrived=True)
    found = {one.pk: Arrival(True) for one in seats}
    check_arrivals(
        actor=officer, journey=journey, on=ARRIVED_ON, found=found, begins_on=ARRIVED_ON,
        at=moment(ARRIVED_ON, 9), evidence="phone", not_asked_because="车上人多，没能单独询问",
    )  # fmt: skip


def _changed(officer: Actor, journey: Journey) -> None:
    """The second vehicle leaves on another day: one has said yes again, the others have not answered."""
    change = change_journey(
        actor=officer, journey=journey, on=ANSWERED_ON, leaves_on=CHANGED_TO, from_text=journey.from_text,
        because="客车检修",
    )  # fmt: skip
    answer = change.answers.order_by("pk").first()
    if answer is not None:
        answer_journey_change(
            actor=officer, answer=answer, on=ANSWERED_ON, agrees=True, at=moment(ANSWERED_ON, 15),
            how=TravelAnswer.How.PAPER_AT_DESK, evidence=PAPER,
        )  # fmt: skip


def at_work(team: Team) -> None:
    """In each county a project with its clause and openings, terms of posts from the ledger, and a workshop's roll."""
    for county, officer in team.officers.items():
        kept = _project(officer, county)
        for spell in posts(officer, TODAY)[:3]:
            last = date(spell.starts_on.year + 1, spell.starts_on.month, 1) - timedelta(days=1)
            record_post_term(
                actor=officer, spell=spell, ends_on=max(last, TODAY + timedelta(days=20)), because="from_ledger",
                persons_word="愿意继续干", on=TODAY, ledger="10-attendance", ledger_of=FILED_ON,
                monthly_wage_fen=80_000,
            )  # fmt: skip
        working = Spell.objects.visible_to(officer, "casework.follow_up").working_on(TODAY)
        for days, spell in enumerate(working.exclude(workshop=None).order_by("pk")[:4], start=19):
            for source in ("paper", "phone"):
                record_attendance_at_work(
                    actor=officer, spell=spell, unit="month", begins_on=date(2020, 10, 1), source=source,
                    present_days=days, on=TODAY,
                )  # fmt: skip
        out.print(f"     {area_text(county)}: a project with {kept} local people through its openings")


def _project(officer: Actor, county: int) -> int:
    """A project that runs the openings of the employer who took on most; local people counted from these hires."""
    hired: dict[int, list[Opening]] = {}
    mine = Opening.objects.visible_to(officer, "jobs.record").in_channel(PROJECT).filter(project=None)
    for spell in (
        Spell.objects.working_on(TODAY).filter(opening__in=mine).select_related("opening").order_by("pk")
    ):
        hired.setdefault(spell.opening.employer_id, []).append(spell.opening)
    if not hired:
        return 0
    most = max(hired, key=lambda employer: (len(hired[employer]), -employer))
    employer = hired[most][0].employer
    project = record_project(actor=officer, area=county, name=f"{employer.name}项目", employer=employer)
    tie_openings(actor=officer, project=project, openings=list(mine.filter(employer=employer)))
    record_local_hire_clause(
        actor=officer, project=project, contract="用工协议一", signed_on=date(2020, 3, 1), on=TODAY,
        promised_people=2,
    )  # fmt: skip
    return local_people(project, TODAY)


def own_voice(team: Team) -> None:
    """Two complaints, one answered and one just filed without a name; what people aim for, and what one shares."""
    county, officer = next(iter(team.officers.items()))
    helper = team.helpers[county]
    (township, _last), *_others = helper.spans("grievance.file")
    told = file_grievance(
        actor=helper, area=township, on=ANSWERED_ON, words="公司押了身份证，要等一个月才还。",
        about="employer", how="paper_at_desk", paper="投诉登记纸1号",
    )  # fmt: skip
    desk = team.desks[province_of(county)]
    acknowledge_grievance(actor=desk, grievance=told.grievance, on=TODAY)
    answer_grievance(
        actor=desk, grievance=told.grievance, on=TODAY, answer="已与用人单位核实，身份证当天退还本人。"
    )
    nobody = Actor(None, "somebody", (Grant(Role.WORKER, county),), on=TODAY)
    file_grievance(
        actor=nobody, area=county, on=TODAY, words="公益岗位的工资还没有发到卡上。", about="office"
    )
    _goals(officer)


def help_offered(team: Team) -> None:
    """At a visit one household tells of an illness and is offered help, another of a big expense: that one waits."""
    helper = next(iter(team.helpers.values()))
    people = Person.objects.visible_to(helper, "casework.follow_up").current().filter(id_state="valid")
    ill, short_of_money = people.order_by("pk")[:2]
    told = record_trouble(
        actor=helper, person=ill, kind="illness", words="母亲住院，家里没人照看地里的活。", on=ANSWERED_ON
    )
    offer_help(
        actor=helper, person=ill, trigger="illness", about=told.key, on=TODAY, said="accepted",
        offered="帮助联系临时救助，并请邻居照看农活", words="好，先把母亲的病看好。",
    )  # fmt: skip
    record_trouble(
        actor=helper, person=short_of_money, kind="big_expense", words="孩子开学，学费还差两千元。", on=TODAY
    )
    due = len(help_due(helper, TODAY))
    out.print(f"     help: one household was offered it, {due} occasions wait in the helper's township")


def _goals(officer: Actor) -> None:
    """One person writes what they aim for, and tells something that they share; another says it at the desk."""
    spells = Spell.objects.visible_to(officer, "casework.follow_up").working_on(TODAY)
    people = [
        one.person
        for one in spells.filter(origin="brought_about").select_related("person").order_by("pk")[:2]
    ]
    if len(people) < 2:
        return
    own, at_desk = people
    worker = as_themselves(officer, own)
    goal = write_own_goal(actor=worker, person=own, words="明年考下电工证", on=TODAY)
    write_own_step(actor=worker, goal=goal, words="周末去县里听课", on=TODAY)
    story = tell_story(actor=worker, person=own, words="第一个月领到工资，给母亲买了药。", on=TODAY)
    give_own_consent(actor=worker, person=own, purpose=Consent.Purpose.STORY, given_on=TODAY)
    share_story(actor=worker, story=story, on=TODAY)
    goal = write_goal(actor=officer, person=at_desk, words="攒够钱翻修房子", on=TODAY)
    write_step(actor=officer, goal=goal, words="每月存五百元", on=TODAY)


def as_themselves(officer: Actor, person: Person) -> Actor:
    """The person on their own page, after a one-time code."""
    code = make_worker_code(actor=officer, person=person, at=moment(TODAY, 10))
    number = person.unsealed("id_number") or ""
    return use_worker_code(id_tail=number[-4:], code=code, at=moment(TODAY, 10))
