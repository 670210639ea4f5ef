"""Every route × everybody × a county of theirs, another's, and the one where its people work: read and written.

0 words of another county read, 0 rows of it written, 0 faults. The routes come from the URL conf.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse
from matrix.allowed import forbidden, holds, is_foreign, is_place_of_work, may_write
from matrix.asking import Answer, Visitor, a_worker_on_their_page, ask, nobody, staff
from matrix.routes import READ, WRITE, Route, own_routes, routes
from matrix.table_work import TABLE
from matrix.world import Place, World, build

from gainful.accounts.rights import RIGHTS

pytestmark = pytest.mark.django_db
WAY_IN = "/accounts/login/"
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STAFF = (
    "helper", "officer", "other_officer", "officer_of_the_place_of_work", "trainer", "benefits", "checker",
    "releaser", "desk", "analyst", "auditor", "county_auditor", "administrator", "county_administrator",
    "employer", "nobody_posted",
)  # fmt: skip
BY_SECRET = ("worker", "own_sheet_qr", "voice", "voice_dispute")
"""Public ways in: by a person's code, or their sheet and four characters, one acts as them; anybody may complain."""
EVERYBODY = (*STAFF, "anonymous", "worker")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Two counties, in one transaction that is rolled back after the last test of this module."""
    home = tmp_path_factory.mktemp("home")
    (home / "static").mkdir()
    with (
        django_db_blocker.unblock(),
        override_settings(GAINFUL_HOME=home, PASSWORD_HASHERS=QUICK),
        transaction.atomic(),
    ):
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(world) -> dict[str, Visitor]:
    """Everybody, signed in."""
    found = {name: staff(name, world.accounts[name]) for name in STAFF}
    return found | {"anonymous": nobody(), "worker": a_worker_on_their_page(world.home.rows.seeker)}


def asked(visitor: Visitor, route: Route, place: Place) -> Iterator[tuple[str, str, Answer]]:
    """Each way to ask a route about a county: (method, address, answer)."""
    how = TABLE[route.name]
    address = reverse(route.name, kwargs=how.address(place))
    if READ in route.methods:
        for query in how.queries(place)[: 1 if holds_nowhere(visitor, route) else None]:
            yield READ, address + query, ask(visitor, READ, address + query)
    if WRITE in route.methods:
        assert how.body is not None
        first = (
            (lambda browser: how.first(browser, place))
            if how.first and at_home(visitor, route, place)
            else None
        )
        yield WRITE, address, ask(visitor, WRITE, address, how.body(place), first)


def holds_nowhere(visitor: Visitor, route: Route) -> bool:
    """Whether the screen's right is held in no area at all: then it is asked about the other county alone, once."""
    return bool(route.view.right) and not visitor.actor.may(route.view.right)


def at_home(visitor: Visitor, route: Route, place: Place) -> bool:
    """Whether this visitor holds the screen's right in a county, or has their own page there."""
    if visitor.person is not None:
        return visitor.person.area == place.township
    return bool(route.view.right) and holds(visitor, route.view.right, place)


def test_every_route_is_a_screen_with_a_right_a_title_and_a_line_in_the_table():
    bare = [
        r.address for r in own_routes()
        if not getattr(r.view, "title", None) or not (getattr(r.view, "right", None) in RIGHTS or r.view.public)
    ]  # fmt: skip
    assert not bare
    named = {route.name: route for route in own_routes()}
    assert not set(named) - set(TABLE), "no line in the table"
    assert not set(TABLE) - set(named), "a line of a route that is gone"
    assert not [n for n, r in named.items() if WRITE in r.methods and TABLE[n].body is None], "no valid body"


def test_what_is_asked_is_valid_each_screen_opens_and_each_act_is_done_for_who_may(world, visitors):
    wrong = []
    for route in own_routes():
        how = TABLE[route.name]
        visitor = visitors[how.by]
        for method, _address, answer in asked(visitor, route, world.home):
            good = answer.status == 200 if method == READ else answer.status in (200, 302)
            empty_handed = method == WRITE and how.writes and not answer.written
            if not good or empty_handed:
                wrong.append((route.name, method, answer.status, answer.to, "wrote nothing" * empty_handed))
    assert not wrong


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_reads_or_writes_another_county(world, visitors, who):
    visitor = visitors[who]
    hidden = forbidden(visitor, world)
    faults = []
    for route in own_routes():
        for place in world.places[holds_nowhere(visitor, route) :]:
            for method, address, answer in asked(visitor, route, place):
                faults += [
                    (who, method, address, what) for what in judged(visitor, route, place, answer, hidden)
                ]
    assert not faults


def judged(visitor: Visitor, route: Route, place: Place, answer: Answer, hidden: set[str]) -> list[str]:
    """What is wrong with an answer. Whoever has somebody's code comes in as that person, from any browser."""
    how = TABLE[route.name]
    wrong = []
    if answer.status >= 500:
        wrong.append(f"fault {answer.status}")
    wrong += [f"reads {word}" for word in hidden if word in answer.text and word not in answer.typed]
    shared = how.shared and is_place_of_work(visitor)
    wrong += [
        f"writes {one.table} of {one.area}"
        for one in answer.written
        if not (may_write(visitor, one.table, one.area, one.person_id, shared) or route.name in BY_SECRET)
    ]
    if is_foreign(visitor, place) and route.parameters and not how.for_everybody and not shared:
        sent_away = answer.to.startswith((WAY_IN, reverse("worker")))
        if visitor.person is None and not (answer.status in (403, 404) or sent_away):
            wrong.append(f"answers {answer.status}")
        if answer.written and visitor.person is None:
            wrong.append("writes")
    return wrong


def test_a_worker_does_nothing_to_a_neighbours_offers_and_consents(world, visitors):
    for name in ("my_accept", "my_decline", "my_take_back", "my_withdraw"):
        for row in ("agreed", "offer"):
            key = getattr(world.home.rows if row == "agreed" else world.other.rows, row).key
            answer = ask(visitors["worker"], WRITE, reverse(name, kwargs={"key": key}))
            assert answer.status == 404 and not answer.written


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_page_of_the_library_breaks_or_tells(world, visitors, who):
    hidden = forbidden(visitors[who], world)
    filled = {"key": "1-abc", "uidb36": "1", "pk": 1}
    faults = []
    for route in routes():
        if route.own or not route.name:
            continue
        address = reverse(route.name, kwargs={name: filled[name] for name in route.parameters})
        for method in (READ, WRITE):
            answer = ask(visitors[who], method, address)
            if answer.status >= 500 or any(word in answer.text for word in hidden):
                faults.append((who, method, address, answer.status))
    assert not faults


def test_the_matrix_notices_a_leak_and_a_foreign_write(world, visitors):
    """The judge itself: the officer's own pages, held against what the other county's officer may do."""
    stranger = replace(visitors["officer"], actor=visitors["other_officer"].actor)
    hidden = forbidden(stranger, world)
    by_name = {route.name: route for route in own_routes()}
    for name, expected in (
        ("person", "reads"),
        ("people_workbook", "reads"),
        ("person_service", "writes casework"),
    ):
        found = [
            what
            for _method, _address, answer in asked(visitors["officer"], by_name[name], world.home)
            for what in judged(stranger, by_name[name], world.home, answer, hidden)
        ]
        assert any(what.startswith(expected) for what in found), name
