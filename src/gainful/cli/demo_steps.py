"""The steps of the demo, each through the actions that screens call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import typer
from django.conf import settings

from gainful.accounts.actions import add_area, bootstrap_administrator, invite
from gainful.accounts.actor import Actor, Role
from gainful.accounts.audit import verify
from gainful.accounts.models import Account
from gainful.accounts.places import gazetteer
from gainful.casework.actions import (
    accept_offer,
    assign_officer,
    begin_spell,
    decline_offer,
    make_worker_code,
    record_service,
    show_offer,
)
from gainful.casework.models import Offer
from gainful.casework.own_page import use_worker_code
from gainful.casework.proposals import Proposals, run_matching
from gainful.cli import FAULTS, out
from gainful.cli.county import Shown
from gainful.cli.demo import TODAY, moment
from gainful.cli.home import migrate, prepare_home
from gainful.cli.operator import operator
from gainful.figures.desk import make_release
from gainful.intake.actions import Upload, apply_batch, hand_in, read_batch
from gainful.intake.models import Batch
from gainful.jobs.actions import state_deductions
from gainful.jobs.models import Opening
from gainful.pack import load
from gainful.registry.models import Household, Person
from gainful.terms.places import NATION, Level, area_text, level_of, province_of

FILED_ON = date(2020, 10, 31)
ANSWERED_ON = TODAY - timedelta(days=1)
POSTED_ON = TODAY - timedelta(days=7)
SHOWN_PER_COUNTY = 40
NO_DEDUCTIONS = {"zh": "无扣款", "en": "none"}


@dataclass(frozen=True)
class Login:
    """A way in, printed once."""

    username: str
    password: str
    who: str


@dataclass
class Team:
    """Who works in the demo: one account a role and county, and the workers' codes."""

    administrator: Actor
    logins: list[Login] = field(default_factory=list)
    officers: dict[int, Actor] = field(default_factory=dict)
    helpers: dict[int, Actor] = field(default_factory=dict)
    desks: dict[int, Actor] = field(default_factory=dict)
    benefits: dict[int, Actor] = field(default_factory=dict)
    checkers: dict[int, Actor] = field(default_factory=dict)
    releasers: dict[int, Actor] = field(default_factory=dict)
    analyst: Actor | None = None
    auditor: Actor | None = None
    worker_codes: list[tuple[str, str, str]] = field(default_factory=list)


def prepare() -> Team:
    """Home, database, areas, and one account for each role."""
    out.print("1/4  home, database, areas, staff")
    prepare_home()
    migrate()
    password = bootstrap_administrator(actor=operator(), username="administrator")
    team = Team(Account.objects.get(username="administrator").actor(TODAY))
    team.logins.append(Login("administrator", password, "administrator, whole country"))
    areas = load(settings.GAINFUL_PACK).demo_areas
    for area in areas:
        add_area(
            actor=team.administrator,
            code=area.number,
            name=area.name,
            valid_from=area.valid_from or date(2014, 1, 1),
        )
    for county in (area for area in areas if level_of(area.number) is Level.COUNTY):
        township = min(a.number for a in areas if county.number < a.number < county.number + 10**6)
        _staff_of(team, county.number, county.name, township)
    for at, province in enumerate(sorted({province_of(county) for county in team.officers}, reverse=True)):
        name = Role.INDEPENDENT_DESK.value + (f"-{at + 1}" if at else "")
        where = gazetteer().name(province, TODAY)
        team.desks[province] = _invite(team, Role.INDEPENDENT_DESK, province, name, where)
    team.analyst = _invite(team, Role.ANALYST, NATION, Role.ANALYST.value, "whole country")
    team.auditor = _invite(team, Role.AUDITOR, NATION, Role.AUDITOR.value, "whole country")
    return team


def _staff_of(team: Team, county: int, name: str, township: int) -> None:
    suffix = "" if not team.officers else f"-{len(team.officers) + 1}"
    team.officers[county] = _invite(team, Role.COUNTY_OFFICER, county, f"officer{suffix}", name)
    team.helpers[county] = _invite(team, Role.HELPER, township, f"helper{suffix}", f"one township of {name}")
    team.benefits[county] = _invite(team, Role.BENEFITS_OFFICER, county, f"benefits{suffix}", name)
    team.checkers[county] = _invite(team, Role.CHECKER, county, f"checker{suffix}", name)
    team.releasers[county] = _invite(team, Role.RELEASER, county, f"releaser{suffix}", name)
    if not suffix:
        _invite(team, Role.TRAINING_OFFICER, county, "training", name)


def _invite(team: Team, role: Role, area: int, username: str, where: str) -> Actor:
    words = role.value.replace("_", " ")
    account, password = invite(
        actor=team.administrator,
        username=username,
        display_name=load(settings.GAINFUL_PACK).demo_names().get(username, username.title()),
        role=role,
        area=area,
        on=POSTED_ON,
        lasting=True,
    )
    team.logins.append(Login(username, password, f"{words}, {where}"))
    return account.actor(TODAY)


def import_counties(team: Team) -> None:
    """Each county's officer hands in, reads and applies the county's workbooks."""
    out.print("2/4  importing both counties' workbooks")
    folders = sorted(p for p in load(settings.GAINFUL_PACK).demo_folders() if p.is_dir())
    for folder, (county, officer) in zip(folders, _in_order_of(folders, team), strict=True):
        files = [
            Upload(p.name, p.read_bytes()) for p in sorted(folder.iterdir()) if p.suffix in {".xlsx", ".csv"}
        ]
        with Shown() as shown:
            batch = hand_in(actor=officer, area=county, files=files)
            batch = read_batch(actor=officer, batch=batch, progress=shown)
            if batch.state == Batch.State.REFUSED:
                out.print(f"refused: {batch.refusal}")
                raise typer.Exit(FAULTS)
            batch = apply_batch(actor=officer, batch=batch, on=TODAY, progress=shown)
        found, applied = batch.counts["findings"], batch.counts["applied"]
        out.print(
            f"     {folder.name}: of {sum(applied.values())} rows {_parts(applied)}; "
            f"in their cells {found.get('warning', 0)} findings to look at and {found.get('mended', 0)} mended"
        )


def _parts(applied: dict[str, int]) -> str:
    """What became of the rows, in numbers that add up: "90 taken, 10 refused"."""
    said = {"new": "taken"}
    return ", ".join(f"{count} {said.get(name, name)}" for name, count in applied.items() if count)


def _in_order_of(folders: list[Path], team: Team) -> list[tuple[int, Actor]]:
    """The officer whose county a folder is of: the folder's name is the county's English name."""
    names = {
        area.names.get("en", "").lower(): area.number
        for area in load(settings.GAINFUL_PACK).demo_areas
        if level_of(area.number) is Level.COUNTY
    }
    counties = [next(number for name, number in names.items() if name.startswith(f.name)) for f in folders]
    return [(county, team.officers[county]) for county in counties]


def work(team: Team) -> None:
    """Households get their officer; openings are offered to people, who answer themselves; some begin work."""
    out.print("3/4  a day's work: officers, offers, own answers")
    for county, officer in team.officers.items():
        _assign(team, county, officer)
        proposals = run_matching(actor=officer, area=county, on=ANSWERED_ON)
        lists = list(proposals.recommendation.shortlists())
        fitting = sum(1 for one in lists if one.entries)
        out.print(f"     {area_text(county)}: {len(lists)} want work; for {fitting} of them something fits")
        _offer(team, officer, proposals)


def _assign(team: Team, county: int, officer: Actor) -> None:
    """The township's helper looks after its households, the county officer after the others."""
    helper = team.helpers[county]
    accounts = {actor.account_id: Account.objects.get(pk=actor.account_id) for actor in (officer, helper)}
    for household in Household.objects.visible_to(officer, "casework.assign").order_by("pk"):
        near = helper.may("casework.see", household.area)
        who = accounts[helper.account_id if near else officer.account_id]
        assign_officer(actor=officer, household=household, officer=who, on=ANSWERED_ON)


def _offer(team: Team, officer: Actor, proposals: Proposals) -> None:
    """Show each person their proposed opening; every fourth declines, every fifth has not answered yet."""
    shown = begun = declined = waiting = 0
    for number, (person_id, opening_id) in enumerate(
        sorted(proposals.seats.items())[:SHOWN_PER_COUNTY], start=1
    ):
        person, opening = Person.objects.get(pk=person_id), Opening.objects.get(pk=opening_id)
        if opening.deductions_stated is None:
            # The officer called the employer and was told.
            opening = state_deductions(
                actor=officer, opening=opening, on=ANSWERED_ON, deductions_text=NO_DEDUCTIONS["zh"]
            )
        offer = show_offer(actor=officer, person=person, opening=opening, on=ANSWERED_ON)
        record_service(actor=officer, person=person, kind="job_referral", given_on=ANSWERED_ON)
        shown += 1
        if number % 5 == 0:
            waiting += 1
            continue
        if number % 4 == 0:
            decline_offer(
                actor=officer,
                offer=offer,
                on=ANSWERED_ON,
                how=Offer.How.PAPER_AT_DESK,
                at=moment(ANSWERED_ON, 11),
            )
            declined += 1
            continue
        begun += _accept(officer, person, offer, by_code=number % 2 == 0)
    out.print(
        f"     {shown} offers shown: {declined} declined (which changes nothing else), "
        f"{waiting} not answered, {shown - declined - waiting} accepted; of these {begun} have begun work"
    )


def _accept(officer: Actor, person: Person, offer: Offer, *, by_code: bool) -> int:
    """The person's own yes, on their page or on paper; work near home begins the day after. 1 where it has begun."""
    at = moment(ANSWERED_ON, 10)
    if by_code:
        code = make_worker_code(actor=officer, person=person, at=at)
        number = person.unsealed("id_number") or ""
        worker = use_worker_code(id_tail=number[-4:], code=code, at=at)
        offer = accept_offer(actor=worker, offer=offer, on=ANSWERED_ON, at=at)
    else:
        offer = accept_offer(
            actor=officer,
            offer=offer,
            on=ANSWERED_ON,
            how=Offer.How.PAPER_AT_DESK,
            at=at,
            evidence="signed answer sheet",
        )
    if offer.cooling_off_until and offer.cooling_off_until > moment(TODAY, 8):
        return 0
    begin_spell(
        actor=officer, spell=offer.spell, on=TODAY, at=moment(TODAY, 9), evidence="phone",
        not_asked_because="出发前没有打通电话",
    )  # fmt: skip
    return 1


def give_codes(team: Team) -> None:
    """A code for one worker of each county whose offer waits, to try the worker's own page with."""
    from django.utils import timezone

    for officer in team.officers.values():
        offer = Offer.objects.visible_to(officer, "casework.see").waiting().order_by("pk").first()
        if offer is None:
            continue
        number = offer.person.unsealed("id_number") or ""
        code = make_worker_code(actor=officer, person=offer.person, at=timezone.now())
        team.worker_codes.append((offer.person.name, number[-4:], code))


def release(team: Team) -> None:
    """The analyst releases the figures as of the filing date; trail and release are verified."""
    out.print("4/4  figures: extract, measure, release")
    assert team.analyst is not None
    with Shown() as shown:
        path = make_release(actor=team.analyst, on=FILED_ON, progress=shown)
    verdict = verify()
    if verdict.first_bad is not None:
        out.print(f"the audit chain is broken: {verdict.first_bad}")
        raise typer.Exit(FAULTS)
    out.print(f"     released {path.name}; audit chain of {verdict.entries} entries holds")
