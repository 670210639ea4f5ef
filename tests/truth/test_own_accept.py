"""Nobody is placed but by an offer shown to them in full and their own yes: 30 random walks of 40 steps.

After each step every row is held against what the walk itself wrote down: it remembers who said what, how and when.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from casework.journey import PAPER
from casework.travelling import LEAVES, a_journey, a_traveller, day, seated
from cast import TODAY
from gainful.accounts.refusals import Refused
from gainful.casework.actions import (
    accept_offer,
    begin_spell,
    decline_offer,
    end_consent,
    record_departure,
    show_offer,
    withdraw,
)
from gainful.casework.guards_refusing import SHOWN
from gainful.casework.journeys import returns_due
from gainful.casework.models import Offer, Passenger, Spell
from gainful.casework.offer_terms import terms_of
from gainful.casework.own_page import worker_actor
from gainful.registry.models import Consent
from make import a_consent, a_worker, an_opening

pytestmark = pytest.mark.django_db
WALKS, STEPS = 30, 40
AWAY = {"place": 440306_000_000, "place_text": "广东深圳"}
NEAR = ("in_township", "in_county")


@dataclass
class Said:
    """What the walk saw people say themselves, by offer; the moment of each yes; what was taken back, and how."""

    yes: dict[int, datetime] = field(default_factory=dict)
    through: set[int] = field(default_factory=set)
    back: dict[int, str] = field(default_factory=dict)


@dataclass
class Walk:
    """Two people and two openings, one at home and one far away, on days that go on."""

    cast: object
    chance: random.Random
    on: date = TODAY
    said: Said = field(default_factory=Said)

    def __post_init__(self) -> None:
        self.people = [a_worker(scope="any") for _ in range(2)]
        self.openings = [an_opening(seats=9), an_opening(seats=9, **AWAY)]

    @property
    def officer(self):
        return replace(self.cast.officer, on=self.on)

    @property
    def at(self) -> datetime:
        return datetime(self.on.year, self.on.month, self.on.day, self.chance.randrange(24), 30, tzinfo=UTC)

    def an_offer(self, *states: str) -> Offer | None:
        rows = list(Offer.objects.filter(person__in=self.people, state__in=states).order_by("pk"))
        return self.chance.choice(rows) if rows else None

    def show(self) -> None:
        person = self.chance.choice(self.people)
        if not Consent.objects.live("referral").filter(person=person).exists():
            a_consent(person, given_on=self.on)
        show_offer(actor=self.officer, person=person, opening=self.chance.choice(self.openings), on=self.on)

    def accept(self) -> None:
        offer, at = self.an_offer("shown"), self.at
        if offer is None:
            return
        how = self.chance.choice(["own", "paper", "through"])
        if how == "through":
            accept_offer(
                actor=self.officer, offer=offer, on=self.on, how="through_somebody", through="她哥哥"
            )
            self.said.through.add(offer.pk)
            return
        actor = worker_actor(offer.person, self.on) if how == "own" else self.officer
        accept_offer(actor=actor, offer=offer, on=self.on, at=at, **(PAPER if how == "paper" else {}))
        self.said.yes[offer.pk] = at

    def decline(self) -> None:
        if offer := self.an_offer("shown"):
            through = self.chance.random() < 0.3
            how = {"how": "through_somebody", "through": "她哥哥"} if through else {"how": "paper_at_desk"}
            decline_offer(actor=self.officer, offer=offer, on=self.on, **how)
            self.said.through |= {offer.pk} if through else set()

    def take_back(self) -> None:
        """At any time before work has begun: never refused, and it needs no paper."""
        offer = self.an_offer("shown", "accepted")
        if offer is None or Spell.objects.filter(offer=offer, state="working").exists():
            return
        how = self.chance.choice(["own_code", "at_desk", "through_somebody"])
        actor = worker_actor(offer.person, self.on) if how == "own_code" else self.officer
        through = "她哥哥" if how == "through_somebody" else ""
        withdraw(actor=actor, offer=offer, on=self.on, how=how, through=through)
        self.said.back[offer.pk] = how
        self.said.through |= {offer.pk} if through else set()

    def begin(self) -> None:
        if spell := self.chance.choice([*Spell.objects.filter(state="agreed", person__in=self.people), None]):
            begin_spell(actor=self.officer, spell=spell, on=self.on, at=self.at, not_asked_because="没接通")

    def end_a_consent(self) -> None:
        live = list(Consent.objects.filter(person__in=self.people, withdrawn_at=None))
        if live and self.chance.random() < 0.3:
            end_consent(actor=self.officer, consent=self.chance.choice(live), on=self.on)

    def forge(self) -> None:
        """By a hand that no action leads: a yes that nobody gave, a placement without one, a yes brought by another."""
        if offer := self.an_offer("shown", "declined", "withdrawn", "lapsed"):
            forged = self.chance.choice([
                lambda rows: rows.update(state="accepted"),
                lambda rows: rows.update(state="accepted", how="through_somebody", answered_through="她哥哥"),
                lambda rows: rows.update(state="accepted", how="paper_at_desk", answer_evidence=""),
                lambda rows: a_placement_of(rows.get()),
            ])  # fmt: skip
            with pytest.raises(IntegrityError), transaction.atomic():
                forged(Offer.objects.filter(pk=offer.pk))

    def step(self) -> None:
        """One act; a refusal changes nothing and is no fault."""
        act = self.chance.choices(
            [self.show, self.accept, self.decline, self.take_back, self.begin, self.end_a_consent, self.forge],
            [30, 30, 8, 12, 15, 5, 10],
        )[0]  # fmt: skip
        try:
            with transaction.atomic():
                act()
        except Refused as refusal:
            assert act != self.take_back, refusal
        self.on += timedelta(days=self.chance.choice([0, 0, 1, 2]))

    def hold(self) -> None:
        """Every row against what was said."""
        for spell in Spell.objects.filter(origin="brought_about", person__in=self.people).select_related(
            "offer"
        ):
            offer = spell.offer
            assert offer and offer.person_id == spell.person_id and offer.language
            assert all(one in offer.terms for one in SHOWN) and offer.terms["deductions_stated"]
            assert offer.pk in self.said.yes and offer.how in ("own_code", "paper_at_desk")
            if spell.state == "working" and spell.location_class not in NEAR:
                cooled = self.said.yes[offer.pk] + timedelta(hours=48)
                assert offer.cooling_off_until >= cooled and spell.starts_on >= cooled.date()
            assert (spell.state == "called_off") is (offer.state != "accepted")
        mine = Offer.objects.filter(person__in=self.people)
        assert {one.pk for one in mine.answered_through_somebody()} == self.said.through
        assert {one.pk: one.withdrawn_how for one in mine.exclude(withdrawn_how="")} == self.said.back


def a_placement_of(offer: Offer) -> Spell:
    """A placement written by hand for an offer that nobody accepted, with a consent to go with it."""
    consent = Consent.objects.live("placement").filter(person=offer.person).first()
    consent = consent or a_consent(offer.person, "placement", given_on=offer.shown_on)
    return Spell.objects.create(
        area=offer.area, person=offer.person, origin="brought_about", state="agreed", offer=offer, consent=consent,
        opening=offer.opening, employer=offer.opening.employer, channel="project", location_class="in_county",
        starts_on=offer.shown_on, evidence="self_reported",
    )  # fmt: skip


def test_of_1200_steps_none_places_anybody_without_an_offer_in_full_and_their_own_yes(cast):
    begun = yes = back = 0
    for number in range(WALKS):
        walk = Walk(cast, random.Random(number))
        for _ in range(STEPS):
            walk.step()
            walk.hold()
        begun += Spell.objects.filter(person__in=walk.people, state="working").count()
        yes, back = yes + len(walk.said.yes), back + len(walk.said.back)
    assert begun >= 15 and yes >= 60 and back >= 60, (begun, yes, back)


@pytest.mark.parametrize("missing", ["nothing", *SHOWN, "deductions_stated", "language"])
def test_a_placement_by_an_offer_that_leaves_something_out_is_refused_whoever_writes(cast, missing):
    person, opening = a_worker(), an_opening()
    terms = {name: value for name, value in terms_of(opening, TODAY, "in_county").items() if name != missing}
    offer = Offer.objects.create(
        area=person.area, person=person, opening=opening, consent=Consent.objects.get(person=person), shown_on=TODAY,
        language="" if missing == "language" else "zh", terms=terms, starts_on=TODAY, state="accepted",
        answered_on=TODAY, how="paper_at_desk", answer_evidence="form 12",
    )  # fmt: skip
    if missing == "nothing":
        assert a_placement_of(offer).state == "agreed"
        return
    with pytest.raises(IntegrityError, match="terms_not_shown"), transaction.atomic():
        a_placement_of(offer)


def test_of_30_travellers_everybody_who_takes_it_back_on_the_way_is_counted_and_owed_a_way_home(cast):
    spells = [a_traveller(cast) for _ in range(30)]
    journey = a_journey(cast, seats=40)
    seated(cast, journey, *spells)
    record_departure(actor=cast.officer, journey=journey, on=LEAVES, departed_on=LEAVES)
    gone, chance = set(), random.Random(2)
    for spell in chance.sample(spells, 12):
        withdraw(actor=worker_actor(spell.person, LEAVES), offer=spell.offer, on=LEAVES)
        gone.add(spell.pk)
    assert {one.spell_id for one in returns_due(cast.officer, day(7))} == gone
    assert Offer.objects.filter(withdrawn_how="own_code").count() == 12
    assert Passenger.objects.aboard().count() == 30
