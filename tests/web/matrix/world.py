"""Two counties that look alike, in each every kind of row, and in each row words that nobody elsewhere may read.

A county's workers work in a third one, the place of work, whose office may see their jobs and nothing else.
"""

from __future__ import annotations

import io
import itertools
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone
from matrix.journeys import PLACE_OF_WORK, furnish_journeys
from matrix.world_claims import furnish_claims
from matrix.world_payments import furnish_payments
from matrix.world_places import furnish_places

from cast import COUNTY, NATION, OTHER_COUNTY, PROVINCE, TODAY, an_account
from gainful.accounts.actor import Actor, Grant, Role
from gainful.accounts.models import Account, Act, AddedArea, Run
from gainful.benefits.models import FraudFlag
from gainful.casework.actions import (
    accept_offer,
    answer_grievance,
    begin_spell,
    confirm_roll,
    dispute_resolution,
    file_grievance,
    make_worker_code,
    open_review,
    print_sheet,
    record_insurance_line,
    record_pay,
    record_service,
    record_spell,
    resolve_grievance,
    share_at_desk,
    show_offer,
    write_goal,
    write_step,
    write_story,
)
from gainful.casework.ledgers import RollWord
from gainful.casework.models import Assignment, EmployerFreeze, ProtectionCase
from gainful.figures.desk import make_release
from gainful.intake.actions import Upload, apply_batch, hand_in, read_batch
from gainful.intake.models import Batch
from gainful.jobs.actions import record_opening
from gainful.jobs.models import Workshop
from gainful.pack import load
from gainful.registry.actions import merge_people
from gainful.registry.models import BankAccount, Membership
from gainful.training.actions import award_certificate, enrol, record_course, record_roll
from intake.county import person_number, workbook
from make import a_consent, a_household, a_person, a_wish, a_worker, an_employer, an_opening

NAMES = {COUNTY: "甘肃省陇南市禾川县", OTHER_COUNTY: "云南省曲靖市云麓县"}
WHO_SEES = {
    "person": ("people.see", "history.see"),
    "number": ("people.see_number",),
    "phone": ("casework.see",),
    "casework": ("casework.see", "history.see"),
    "told": ("casework.see", "history.see"),
    "shared": ("people.see", "history.see"),
    "employer": ("people.see", "jobs.see", "history.see", "employers.invite"),
    "work": ("jobs.see", "history.see"),
    "course": ("training.see", "history.see"),
    "batch": ("intake.see", "history.see"),
    "case": ("protection.see", "history.see"),
    "account": (),
    "payee": ("payments.see", "people.see", "history.see"),
    "payee_account": ("payments.release",),
    "grievance": ("grievance.see",),
    "staff": ("staff.see", "people.see", "audit.see"),
}
"""Which rights open which kind of word, each in the area where the row is."""

_count = itertools.count(1)


@dataclass
class Place:
    """A county of the world: its rows by name, and its words by kind."""

    county: int
    township: int
    tag: str
    next_township: int
    words: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in WHO_SEES})
    rows: SimpleNamespace = field(default_factory=SimpleNamespace)

    def word(self, kind: str, text: str = "词") -> str:
        """A new word of a kind, found nowhere else."""
        made = f"{self.tag}{text}{next(_count):03d}"
        self.words[kind].add(made)
        return made

    def digits(self, kind: str, start: str, length: int) -> str:
        """A new number of a kind, found nowhere else."""
        made = start + f"{next(_count) * 7919:0{length - len(start)}d}"
        self.words[kind].add(made)
        return made


@dataclass
class World:
    """Both counties, and everybody who may try to look at them."""

    home: Place
    other: Place
    accounts: dict[str, Account] = field(default_factory=dict)

    @property
    def places(self) -> tuple[Place, Place]:
        """The counties with rows."""
        return self.home, self.other


def operator() -> Actor:
    """Who fills the world."""
    roles = set(Role) - {Role.WORKER, Role.EMPLOYER}
    return Actor(None, "tests", tuple(Grant(role, NATION) for role in sorted(roles)), on=TODAY)


def build() -> World:
    """The world, in the tests' database."""
    for area in load("gainful_china").demo_areas:
        AddedArea.objects.create(code=area.number, name=area.name, valid_from=date(2014, 1, 1))
    home = Place(COUNTY, COUNTY + 102_000, "禾秘", COUNTY + 103_000)
    other = Place(OTHER_COUNTY, OTHER_COUNTY + 100_000, "云秘", OTHER_COUNTY + 101_000)
    world = World(home, other)
    for place in world.places:
        _people(place)
        _work(place)
        _casework(place)
        furnish_places(place, operator())
        _training(place)
        furnish_journeys(place, operator(), _person)
        _workbooks(place)
        furnish_payments(place)
    _everybody(world)
    name = make_release(actor=operator(), on=TODAY).name
    for place in world.places:
        place.rows.release = name
    return world


def _person(place: Place, **more: Any) -> Any:
    number = person_number(f"{place.county // 10**6}19850304{next(_count):03d}")
    place.words["number"].add(number)
    made = a_worker(id_number=number, name=place.word("person", "名"), **more)
    made.seal("phone", place.digits("phone", "139", 11))
    made.save(update_fields=["phone_sealed"])
    return made


def _people(place: Place) -> None:
    rows = place.rows
    rows.household = a_household(
        area=place.township, village=place.word("person", "村"), number=place.word("person", "户")
    )
    rows.empty_household = a_household(area=place.township, village=place.word("person", "村"))
    rows.person = _person(place, household=rows.household)
    rows.seeker = _person(place, household=rows.household, relation="spouse")
    rows.spare = _person(place, household=rows.household, relation="son")
    rows.agreed_person = _person(place, household=rows.household, relation="daughter")
    rows.twin = a_person(household=a_household(area=place.township), name=place.word("person", "名"))
    rows.merged = a_person(household=a_household(area=place.township), name=place.word("person", "名"))
    rows.free = a_person(household=rows.empty_household, name=place.word("person", "名"))
    Membership.objects.filter(person=rows.free).update(until_on=date(2020, 10, 1), from_on=date(2020, 1, 1))
    rows.membership = Membership.objects.get(person=rows.seeker)
    rows.consent = rows.seeker.consents.get(purpose="referral")
    account = BankAccount(area=place.township, person=rows.person, stated_on=date(2020, 1, 1))
    account.seal("account", place.digits("account", "6217", 19))
    account.account_digest = place.tag.encode().hex()
    account.save()
    rows.merge = merge_people(
        actor=operator(), kept=rows.spare, merged=rows.merged, reason=place.word("person", "因"), on=TODAY
    )


def _work(place: Place) -> None:
    rows = place.rows
    rows.employer = an_employer(area=place.county, name=place.word("employer", "厂"))
    rows.opening = an_opening(
        area=place.county,
        employer=rows.employer,
        title=place.word("work", "岗"),
        number=place.word("work", "号"),
    )
    rows.held = record_opening(
        actor=operator(), area=place.county, employer=rows.employer, channel="project", seats=2, on=TODAY,
        title=place.word("work", "岗"), occupation="cleaner", place=place.county, hours_per_week=70,
    )  # fmt: skip
    assert rows.held.state == "held"
    rows.second_opening = an_opening(
        area=place.county, employer=rows.employer, title=place.word("work", "岗")
    )
    rows.workshop = Workshop.objects.create(
        area=place.township, name=place.word("work", "坊"), running="running", employer=rows.employer
    )
    rows.silent = an_opening(
        area=place.county, employer=rows.employer, title=place.word("work", "岗"), deductions_stated=None
    )


def _casework(place: Place) -> None:
    rows, actor = place.rows, operator()
    rows.spell = record_spell(
        actor=actor, person=rows.person, on=date(2020, 9, 2), channel="self_arranged",
        starts_on=date(2020, 9, 1), evidence="self_reported", employer_name=place.word("shared", "司"),
        place=PLACE_OF_WORK, place_text=place.word("shared", "地"), note=place.word("casework", "记"),
        contact_name=place.word("casework", "人"), contact_phone=place.digits("phone", "138", 11),
    )  # fmt: skip
    rows.follow_up = rows.spell.follow_ups.order_by("due_on").first()
    record_pay(
        actor=actor, spell=rows.spell, month=date(2020, 9, 1), received_fen=300_000, confirmed_by_worker=True,
        evidence="phone", on=TODAY,
    )  # fmt: skip
    rows.service = record_service(
        actor=actor, person=rows.person, kind="policy_advice", given_on=date(2020, 10, 2),
        note=place.word("casework", "服"),
    )  # fmt: skip
    rows.offer = show_offer(actor=actor, person=rows.seeker, opening=rows.opening, on=TODAY)
    rows.agreed = _agreed(rows.agreed_person, rows.opening)
    rows.code = make_worker_code(actor=actor, person=rows.spare, at=timezone.now())
    rows.sheet, rows.sheet_token = print_sheet(actor=actor, person=rows.spare, on=TODAY)
    rows.workers_sheet, _token = print_sheet(actor=actor, person=rows.seeker, on=TODAY)
    rows.spare_tail = (rows.spare.unsealed("id_number") or "")[-4:]
    line = record_insurance_line(
        actor=actor, person=rows.spare, insured_from=date(2020, 4, 1), on=TODAY, state="active",
        employer_name=place.word("casework", "保"),
    )  # fmt: skip
    rows.review = open_review(
        actor=actor, person=rows.spare, kind="insured_but_registered_not_working", on=TODAY, insurance=line,
        employer_name=line.employer_name, about="2020-04-01", source=place.word("casework", "册"),
    )  # fmt: skip
    rows.case = ProtectionCase.objects.create(
        area=place.township, person=rows.twin, kind="documents_kept", opened_on=date(2020, 10, 20),
        words=place.word("case", "护"), employer_name=place.word("case", "雇"), source=place.word("case", "源"),
    )  # fmt: skip


def _agreed(person: Any, opening: Any) -> Any:
    offer = show_offer(actor=operator(), person=person, opening=opening, on=TODAY)
    return accept_offer(
        actor=operator(), offer=offer, on=TODAY, how="paper_at_desk", evidence="acceptance form 12"
    )


def _training(place: Place) -> None:
    rows, actor = place.rows, operator()
    rows.course = record_course(
        actor=actor, area=place.county, number=place.word("course", "班"), provider=place.word("course", "校"),
        starts_on=date(2020, 10, 20), ends_on=date(2020, 11, 20), days=20, occupation="cleaner",
    )  # fmt: skip
    rows.enrolment = enrol(actor=actor, course=rows.course, person=rows.seeker)
    rows.work_course = record_course(
        actor=actor, area=place.county, number=place.word("course", "训"), kind="through_work",
        starts_on=date(2020, 9, 1), ends_on=date(2020, 12, 31),
    )  # fmt: skip
    rows.work_seat = enrol(actor=actor, course=rows.work_course, person=rows.seeker)
    for roll, came in (("paper", True), ("phone", False)):
        marks = {rows.enrolment.key: came}
        record_roll(actor=actor, course=rows.course, day=TODAY, roll=roll, marks=marks, on=TODAY)
    rows.roll_case = rows.enrolment.roll_cases.get()
    _own_words(place)
    rows.certificate = award_certificate(actor=actor, person=rows.seeker, occupation="cleaner")


def _own_words(place: Place) -> None:
    """Goals and stories of the person who has a page of their own."""
    rows, actor = place.rows, operator()
    author = an_account(f"{place.tag}@desk")
    by_hand = Actor(author.pk, "desk", actor.grants, on=TODAY)
    rows.goal = write_goal(
        actor=by_hand, person=rows.seeker, words=place.word("told", "愿"), on=date(2020, 10, 3)
    )
    rows.step = write_step(actor=by_hand, goal=rows.goal, words=place.word("told", "步"), on=TODAY)
    a_consent(rows.seeker, "story")
    rows.story = write_story(actor=by_hand, person=rows.seeker, words=place.word("told", "讲"), on=TODAY)
    told = write_story(actor=by_hand, person=rows.seeker, words=place.word("told", "讲"), on=TODAY)
    rows.shared_story = share_at_desk(actor=by_hand, story=told, on=TODAY)


def _workbooks(place: Place) -> None:
    """A batch handed in, one read, one applied with a refused row; one that the office stops."""
    rows, actor = place.rows, operator()
    rows.staged = read_batch(actor=actor, batch=_handed_in(place))
    rows.applied = apply_batch(actor=actor, batch=read_batch(actor=actor, batch=_handed_in(place)), on=TODAY)
    rows.reading = _handed_in(place)
    rows.workbook = _book(place).getvalue()
    rows.file = rows.applied.files.get()
    rows.refused_row = rows.applied.staged_rows.get(id_refused=True)
    assert rows.staged.state == Batch.State.STAGED, rows.staged.refusal


def _book(place: Place) -> io.BytesIO:
    """A registration of two members, the second with a number that is refused."""
    good = person_number(f"{place.county // 10**6}19900304{next(_count):03d}")
    place.words["number"].add(good)
    header = ("户编号", "人编号", "姓名", "身份证号码", "与户主关系", "性别", "劳动能力", "联系电话", "村")
    number = f"{place.county // 10**6}{next(_count):06d}"
    place.rows.registered_number = number
    return workbook(
        header,
        (number, f"{number}01", place.word("person", "名"), good, "户主", "男", "普通劳动力",
         place.digits("phone", "137", 11), place.word("person", "村")),
        (None, f"{number}02", "拒名", "12345", "儿子", "男", "普通劳动力", None, None),
        above=("登记表", f"填报单位：{NAMES[place.county]}        填报日期：2020年10月31日"),
        sheet="石桥湾镇" if place.county == COUNTY else "禾丰镇",
    )  # fmt: skip


def _handed_in(place: Place) -> Batch:
    name = f"{place.word('batch', '表')}.xlsx"
    files = [Upload(name, _book(place).getvalue())]
    return hand_in(actor=operator(), area=place.county, files=files, label=place.word("batch", "批"))


def _everybody(world: World) -> None:
    """Each role at home, the office elsewhere and at the place of work, those of the nation."""
    home = world.home
    made = {
        "helper": (Role.HELPER, home.township),
        "officer": (Role.COUNTY_OFFICER, home.county),
        "other_officer": (Role.COUNTY_OFFICER, world.other.county),
        "officer_of_the_place_of_work": (Role.COUNTY_OFFICER, PLACE_OF_WORK),
        "trainer": (Role.TRAINING_OFFICER, home.county),
        "benefits": (Role.BENEFITS_OFFICER, home.county),
        "checker": (Role.CHECKER, home.county),
        "releaser": (Role.RELEASER, home.county),
        "desk": (Role.INDEPENDENT_DESK, PROVINCE),
        "other_desk": (Role.INDEPENDENT_DESK, world.other.county),
        "analyst": (Role.ANALYST, NATION),
        "auditor": (Role.AUDITOR, NATION),
        "county_auditor": (Role.AUDITOR, home.county),
        "administrator": (Role.ADMINISTRATOR, NATION),
        "county_administrator": (Role.ADMINISTRATOR, home.county),
        "employer": (Role.EMPLOYER, home.county),
        "nobody_posted": None,
    }
    for name, posting in made.items():
        world.accounts[name] = an_account(f"{name}@example", *([posting] if posting else []))
    world.accounts["employer"].employer_id = home.rows.employer.pk
    world.accounts["employer"].save(update_fields=["employer_id"])
    for place in world.places:
        rows = place.rows
        rows.whatif_run = Run.objects.create(
            area=NATION, kind="what_if", state=Run.State.DONE, account=world.accounts["analyst"]
        )
        rows.fraud_run = Run.objects.create(
            area=NATION, kind="fraud_tests", state=Run.State.DONE, account=world.accounts["auditor"]
        )
        rows.staff = an_account(place.word("staff", "职"), (Role.COUNTY_OFFICER, place.county))
        rows.dormant = an_account(place.word("staff", "职"), (Role.HELPER, place.county))
        rows.dormant.is_active = False
        rows.dormant.save(update_fields=["is_active"])
        rows.second_officer = an_account(place.word("staff", "职"), (Role.HELPER, place.county))
        for _ in range(30):
            a_consent(
                rows.spare, "sharing", given_on=TODAY - timedelta(40), recorded_by_id=rows.staff.pk,
                withdrawn_on=TODAY - timedelta(39), withdrawn_at=timezone.now(),
            )  # fmt: skip
        rows.act = Act.objects.filter(
            entries__table_name="registry_merge", entries__row_pk=rows.merge.pk
        ).get()
        rows.posting = rows.staff.postings.get()
        rows.assignment = Assignment.objects.create(
            area=place.township, household=rows.household, officer=rows.staff, from_on=TODAY - timedelta(30)
        )
        rows.grievance, rows.answered, rows.complaint_code = _complaints(place)
        desk = world.accounts["desk" if place is home else "other_desk"].actor(TODAY)
        (_one, rows.resolved_code), (rows.disputed, _code) = (_resolved(desk, place) for _ in range(2))
        dispute_resolution(actor=operator(), grievance=rows.disputed, on=TODAY, words="没有补发")
        rows.flag = FraudFlag.objects.create(
            area=place.township, test="shared_accounts", person=rows.spare, how_many=2, found_on=TODAY
        )
        rows.lost = record_spell(
            actor=operator(), person=rows.spare, on=TODAY, channel="self_arranged", starts_on=date(2020, 9, 1),
            ends_on=date(2020, 10, 20), evidence="self_reported", employer_name=place.word("work", "失"),
        )  # fmt: skip
        rows.month_old = _placed_in_september(place)
        rows.told = _placed_in_september(place, rows.employer)
        record_pay(
            actor=operator(), spell=rows.told, month=date(2020, 9, 1), on=TODAY, evidence="phone",
            confirmed_by_worker=True,
        )  # fmt: skip
        rows.contact = _told_september(place)
        rows.past = record_spell(
            actor=operator(), person=rows.seeker, on=TODAY, channel="self_arranged", starts_on=date(2020, 6, 1),
            ends_on=date(2020, 8, 31), evidence="self_reported", employer_name=place.word("work", "旧"),
        )  # fmt: skip
        stopped = an_employer(area=place.county, name=place.word("case", "停"))
        rows.freeze = EmployerFreeze.objects.create(
            area=place.county, employer=stopped, because="forced_labour_signs", frozen_on=TODAY
        )
        furnish_claims(place)


def _resolved(desk: Any, place: Place) -> tuple[Any, str]:
    """A complaint that the desk answered and resolved, and its code; its words are seen outside the chain too."""
    filed = file_grievance(actor=operator(), area=place.county, on=TODAY, about="employer", words="工资没发")
    about = {"actor": desk, "grievance": filed.grievance, "on": TODAY}
    answer_grievance(**about, answer="已核实")
    resolve_grievance(**about, outcome="已补发")
    return filed.grievance, filed.code


def _complaints(place: Place) -> tuple[Any, Any, str]:
    """Two complaints and the code of the second; filed once a desk is there to read them."""
    filed = [
        file_grievance(
            actor=operator(), area=place.county, on=TODAY, about="employer", words=place.word("grievance", "诉"),
            about_name=place.word("grievance", "方"),
        )
        for _ in range(2)
    ]  # fmt: skip
    return filed[0].grievance, filed[1].grievance, filed[1].code


def _told_september(place: Place) -> Account:
    """A contact of the county's employer, who told September's roll: nothing paid yet."""
    employer = place.rows.employer
    contact = an_account(place.word("staff", "系"), (Role.EMPLOYER, place.county))
    contact.employer_id = employer.pk
    contact.save(update_fields=["employer_id"])
    words = {place.rows.told.key: RollWord(10, 0, None, True)}
    confirm_roll(actor=contact.actor(TODAY), employer=employer, month=date(2020, 9, 1), on=TODAY, words=words)
    return contact


def _placed_in_september(place: Place, at: Any = None) -> Any:
    """A placement begun in September, whose consent is to be asked again and whose pay nobody has confirmed."""
    began = date(2020, 9, 20)
    person = a_person(household=a_household(area=place.township), name=place.word("person", "名"))
    a_wish(person, asked_on=began)
    a_consent(person, given_on=began)
    # An employer of its own: with whoever owes September's pay nothing more is shown or agreed.
    owing = at or an_employer(area=place.county, name=place.word("employer", "欠"))
    opening = an_opening(area=place.county, employer=owing, title=place.word("work", "岗"), valid_until=TODAY)
    actor = replace(operator(), on=began)
    offer = show_offer(actor=actor, person=person, opening=opening, on=began)
    spell = accept_offer(actor=actor, offer=offer, on=began, how="paper_at_desk", evidence="form 12").spell
    return begin_spell(actor=actor, spell=spell, on=began, not_asked_because="没接通")
