"""Today's lists against their plain definitions, on invented people of every kind; and the answers that are kept."""

from __future__ import annotations

import random
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from casework import plain_lists
from casework.journey import an_offer, recorded, shown
from cast import COUNTY, OTHER_TOWNSHIP, TODAY, TOWNSHIP, assemble
from flushing import without_triggers
from gainful.accounts.changes import Kept, tables_named
from gainful.casework import kept_lists, worklists
from gainful.casework.actions import decline_offer, record_contact, record_service
from gainful.casework.models import Contact, PayEvidence, Service, Spell
from gainful.casework.service_standard import services_owed
from gainful.registry.actions import withdraw_consent
from gainful.registry.models import Household, Person
from gainful.training.models import Course, Enrolment
from make import a_consent, a_household, a_person, a_wish, an_opening

KINDS = ("policy_advice", "career_guidance", "job_referral", "job_referral", "skills_training")


def somebody(chance: random.Random, home: Household, opening, course) -> Person:
    """A person of any kind, with answers, services, contacts and jobs on days around the edges that count."""

    def day(most: int) -> date:
        return TODAY - timedelta(days=chance.choice([0, 1, 29, 30, 31, 89, 90, 91, chance.randint(0, most)]))

    able = chance.choice(["ordinary", "weak", "none", ""])
    gone = {"died_on": date(2020, 1, 1)} if chance.random() < 0.05 else {}
    born_on = chance.choice([date(1980, 1, 1), date(2010, 1, 1)]) if able == "none" else date(1980, 1, 1)
    person = a_person(household=home, labour_capacity=able, born_on=born_on, **gone)
    for _ in range(chance.choice([0, 1, 1, 2])):
        a_wish(person, willing=chance.choice([True, True, False, None]), asked_on=day(200))
    for _ in range(chance.choice([0, 2, 12])):
        Service.objects.create(area=home.area, person=person, kind=chance.choice(KINDS), given_on=day(120))
    if chance.random() < 0.3:
        Contact.objects.create(area=home.area, person=person, met_on=day(60), how="phone", words="x")
    if chance.random() < 0.3:
        Enrolment.objects.create(area=home.area, person=person, course=course)
    if not gone:
        jobs(chance, person, opening)
    return person


def jobs(chance: random.Random, person: Person, opening) -> None:
    """None, one or two jobs, recorded or brought about, with some months of pay confirmed."""
    for order in range(chance.choice([0, 0, 1, 2])):
        start = TODAY - timedelta(days=chance.randint(0, 200) + 200 * order)
        end = chance.choice(
            [None, min(TODAY + timedelta(days=3), start + timedelta(days=chance.randint(0, 120)))]
        )
        more = {"origin": "recorded"}
        if chance.random() < 0.5:
            offer = an_offer(person, opening)
            offer.state, offer.how = "declined", "own_code"
            offer.save()
            more = {"origin": "brought_about", "offer": offer, "consent": offer.consent}
        spell = Spell.objects.create(
            area=person.area, person=person, state="ended" if end else chance.choice(["working", "working", "agreed"]),
            channel="project", location_class="in_county", starts_on=start, ends_on=end, evidence="phone", **more,
        )  # fmt: skip
        for months in range(-1, 8):
            if chance.random() < 0.6:
                month = (start.replace(day=1) + timedelta(days=31 * months)).replace(day=1)
                PayEvidence.objects.get_or_create(
                    spell=spell, month=month, defaults={
                        "area": person.area, "confirmed_by_worker": chance.choice([True, True, None]),
                        "evidence": "payroll", "recorded_on": TODAY,
                    },
                )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_each_list_holds_whom_its_plain_definition_names(cast, seed):
    chance = random.Random(seed)
    opening = an_opening(seats=500)
    course = Course.objects.create(
        area=COUNTY, number="K1", starts_on=TODAY - timedelta(days=chance.choice([5, 95]))
    )
    with without_triggers():
        people = [
            somebody(chance, home, opening, course)
            for home in [a_household(area=chance.choice([TOWNSHIP, OTHER_TOWNSHIP])) for _ in range(16)]
            for _ in range(2)
        ]
        for merged, into in zip(people[::9], people[4::9], strict=False):
            Person.objects.filter(pk=merged.pk).update(merged_into=into)
    officer = cast.officer
    for name in ("willing_not_in_work", "no_contact", "zero_employment_households"):
        found = set(worklists.LISTS[name](officer, TODAY).values_list("pk", flat=True))
        assert found == getattr(plain_lists, name)(TODAY), name
    assert set(services_owed(officer, TODAY).values_list("pk", flat=True)) == plain_lists.services_owed(TODAY)
    late = [(one.spell.pk, one.month) for one in worklists.pay_unconfirmed(officer, TODAY)]
    assert len(late) == len(set(late)) and set(late) == plain_lists.pay_unconfirmed(TODAY)
    counts = worklists.today(officer, TODAY)
    assert counts["pay_unconfirmed"] == len(late) and late
    assert {name: counts[name] for name in worklists.LISTS} == {
        name: len(set(rows(officer, TODAY).values_list("pk", flat=True)))
        for name, rows in worklists.LISTS.items()
    }


@contextmanager
def nothing_kept(monkeypatch):
    """As if the site had just started."""
    with monkeypatch.context() as patched:
        fresh = Kept()
        patched.setattr(worklists, "KEPT", fresh)
        patched.setattr(kept_lists, "KEPT", fresh)
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(3))
def test_kept_counts_are_the_counts_after_every_act(seed, monkeypatch):
    chance, cast = random.Random(seed), assemble()
    opening = an_opening(seats=500)
    people = [a_person() for _ in range(6)]
    for person in people:
        a_wish(person)
    consents = [a_consent(person) for person in people]
    offers = [shown(cast, person, opening) for person in people[:3]]
    acts = [
        *(
            lambda p=p: record_service(actor=cast.officer, person=p, kind="job_referral", given_on=TODAY)
            for p in people
        ),
        *(
            lambda p=p: record_contact(actor=cast.officer, person=p, met_on=TODAY, how="phone", words="x")
            for p in people
        ),
        *(
            lambda o=o: decline_offer(actor=cast.officer, offer=o, on=TODAY, how="paper_at_desk")
            for o in offers[:1]
        ),
        *(
            lambda c=c: withdraw_consent(actor=cast.officer, consent=c, withdrawn_on=TODAY, how="at_desk")
            for c in consents[1:3]
        ),
        *(lambda p=p: recorded(cast, p) for p in people[3:]),
        *(lambda p=p: Person.objects.filter(pk=p.pk).update(moved_away_on=TODAY) for p in people[4:5]),
        *(lambda p=p: a_wish(p, willing=False, asked_on=TODAY) for p in people[5:]),
    ]
    chance.shuffle(acts)
    for act in acts:
        act()
        for actor in (cast.officer, cast.helper, cast.supervisor, cast.other_officer):
            kept = worklists.today(actor, TODAY)
            with nothing_kept(monkeypatch):
                assert kept == worklists.today(actor, TODAY)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_sees_its_own_writes_and_leaves_nothing_of_them_behind():
    cast = assemble()
    person = a_person()
    a_wish(person)
    before = worklists.today(cast.officer, TODAY)
    with transaction.atomic():
        record_contact(actor=cast.officer, person=person, met_on=TODAY, how="phone", words="x")
        a_wish(person, willing=False, asked_on=TODAY)
        assert (
            worklists.today(cast.officer, TODAY)["willing_not_in_work"] == before["willing_not_in_work"] - 1
        )
        transaction.set_rollback(True)
    assert worklists.today(cast.officer, TODAY) == before


@pytest.mark.django_db(transaction=True)
def test_counts_known_already_cost_one_query_and_a_write_only_what_it_touches():
    cast = assemble()
    person = a_person()
    a_wish(person)
    worklists.today(cast.officer, TODAY)
    with CaptureQueriesContext(connection) as again:
        worklists.today(cast.officer, TODAY)
    assert len(again) == 1
    record_contact(actor=cast.officer, person=person, met_on=TODAY, how="phone", words="x")
    with CaptureQueriesContext(connection) as after:
        worklists.today(cast.officer, TODAY)
    tables = tables_named(after.captured_queries[-1]["sql"])
    assert len(after) == 6 and "casework_contact" in tables and "casework_payevidence" not in tables


def asked(rows) -> str:
    """The statement of a list; "" of one that this reader may not see at all, which asks nothing."""
    try:
        return str(rows.query)
    except EmptyResultSet:
        return ""


def reader_of(cast, name: str):
    """The officer, or the independent desk for its own lists."""
    return cast.desk if name in ("nobody_declines", "consents_in_bulk") else cast.officer


@pytest.mark.django_db
def test_only_lists_that_say_so_depend_on_who_reads(cast):
    anybody = replace(cast.officer, account_id=None, label="")
    told = {
        name
        for name, rows in worklists.LISTS.items()
        if asked(rows(cast.officer, TODAY)) != asked(rows(anybody, TODAY))
    }
    assert told == worklists.ABOUT_THE_READER


@pytest.mark.django_db
def test_every_table_that_today_counts_leaves_its_mark_in_the_trail(cast):
    from gainful.accounts.guards import audited_tables

    for name, rows in worklists.LISTS.items():
        assert tables_named(asked(rows(reader_of(cast, name), TODAY))) <= set(audited_tables()), name
