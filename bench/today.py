"""Today in a county of 20,000 workers: queries, and how long it takes with 20 people at once, over loopback.

    python bench/today.py [--workers 20000] [--years 1 5] [--databases sqlite postgresql]

Marks: <= 25 queries; p95 <= 300 ms with 20 users; flat as history grows. The site is the one that `gainful serve`
starts, in processes of its own. 20 people of several roles open Today: all at once without a pause (the site is then
never idle), with 1 to 5 seconds between two looks, and so while officers of the county write three times in two
seconds (services, contacts, answers, follow-ups, ends of work, pay); whoever wrote opens Today at once.
Peers, in the same run: a page that only signs in (the same people, the same site, the same writing), and the same
with more history.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "bench")]
NEW = "/services/new-openings/"
START = "from gainful.cli import app; app(['serve', '--port', '{port}'])"


def one() -> None:
    """Build one county where the environment says, measure it, print one line of JSON."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    years, workers, known = (
        int(os.environ[name]) for name in ("BENCH_YEARS", "BENCH_WORKERS", "BENCH_BUILT")
    )
    if not known:
        call_command("migrate", interactive=False, verbosity=0)
        build(workers, years)
        if connection.vendor == "postgresql":  # what autovacuum does within a minute
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
    cookies = sign_in()
    found: dict[str, Any] = {"database": connection.vendor, "years": years, "queries": queries(cookies)}
    connection.close()
    print(json.dumps(found | served(cookies)), flush=True)


def build(workers: int, years: int) -> None:
    """Areas, 20 accounts of five roles, and the county."""
    from allauth.mfa.models import Authenticator
    from big_county import COUNTY, TOWNSHIPS, without_triggers
    from big_county_rest import WholeCounty

    from gainful.accounts.actions import add_area
    from gainful.accounts.actor import Role
    from gainful.accounts.models import Account, Posting
    from gainful.accounts.signing_in import SecondFactorAdapter
    from gainful.cli.operator import operator
    from gainful.pack import load

    for area in load("gainful_china").demo_areas:
        add_area(actor=operator(), code=area.number, name=area.name, valid_from=date(2014, 1, 1))
    posted = [(Role.COUNTY_OFFICER, COUNTY)] * 8 + [(Role.COUNTY_OFFICER, 620000_000_000)]
    posted += [(Role.HELPER, TOWNSHIPS[n % 8]) for n in range(11)]
    accounts = []
    for n, (role, area) in enumerate(posted):
        account = Account.objects.create_user(username=f"bench{n}", password=None, display_name=f"某某{n}")
        secret = SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": secret})
        Posting.objects.create(account=account, role=role.value, area=area, from_on=date(2016, 1, 1))
        accounts.append(account)
    began = time.monotonic()
    with without_triggers():
        WholeCounty(workers, years, accounts).build()
    print(f"built in {time.monotonic() - began:.0f} s", file=sys.stderr)


def sign_in() -> list[str]:
    """A session of each account: the cookie that its browser carries."""
    from django.conf import settings
    from django.test import Client

    from gainful.accounts.models import Account

    found = []
    for account in Account.objects.filter(username__startswith="bench").order_by("pk"):
        client = Client()
        client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[-1])
        session = client.session  # the password given this minute, as lists of many people ask for it
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = session["_auth_user_id"]
        session.save()
        found.append(client.cookies["sessionid"].value)
    return found


def queries(cookies: list[str]) -> int:
    """Queries of the second opening of Today, the most of all accounts."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    most = 0
    for cookie in cookies[:12]:
        client = Client(SERVER_NAME="127.0.0.1")
        client.cookies["sessionid"] = cookie
        client.get("/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/").status_code == 200
        most = max(most, len(seen))
    return most


def served(cookies: list[str]) -> dict[str, Any]:
    """Start the site, measure, stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = subprocess.Popen(
        [sys.executable, "-c", START.format(port=port)],
        stdout=sys.stderr,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    try:
        for _ in range(150):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        for path in ("/", "/accounts/2fa/"):
            at_once(port, cookies, path, times=2)
        return {
            "bare": at_once(port, cookies, "/accounts/2fa/", times=15),
            "today at once": at_once(port, cookies, "/", times=15),
            "today with pauses": at_once(port, cookies, "/", times=5, pause=(1, 5)),
            "today with pauses, two writing": while_writing(port, cookies, "/"),
            "bare with pauses, two writing": while_writing(port, cookies, "/accounts/2fa/"),
            "new openings, five times": [get(port, cookies[0], NEW)[0] for _ in range(5)],
            "alone": {
                path: alone(port, cookies[n % 8], path) for n, path in enumerate(pages(port, cookies[8]))
            },
        }
    finally:
        site.terminate()
        site.wait(timeout=30)


def at_once(
    port: int, cookies: list[str], path: str, times: int, pause: tuple[int, int] | None = None
) -> dict[str, float]:
    """Milliseconds of a page for all these people at once: p50, p95, the longest."""
    took: list[float] = []

    def visit(number: int, cookie: str) -> None:
        chance = random.Random(number)
        for _ in range(times):
            if pause:
                time.sleep(chance.uniform(*pause))
            took.append(get(port, cookie, path)[0])

    people = [threading.Thread(target=visit, args=pair) for pair in enumerate(cookies)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    took.sort()
    return {"p50": took[len(took) // 2], "p95": took[int(len(took) * 0.95)], "max": took[-1]}


def while_writing(port: int, cookies: list[str], path: str, times: int = 10) -> dict[str, Any]:
    """The page for all these people with pauses, while two officers write; and for the officer right after the act."""
    from django.db import connection

    from gainful.accounts.refusals import Refused

    by_turns = [acts_of(number) for number in range(2)]
    over, acts, own = threading.Event(), Counter[str](), []

    def write(number: int) -> None:
        for name, act in by_turns[number]:
            if over.wait(4 / 3):
                break
            try:
                act()
                acts[name] += 1
            except Refused:
                acts["refused"] += 1
            own.append(get(port, cookies[number], path)[0])
        connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(2)]
    for one in writers:
        one.start()
    found = at_once(port, cookies, path, times=times, pause=(1, 5))
    over.set()
    for one in writers:
        one.join()
    own.sort()
    after = {"p50": own[len(own) // 2], "p95": own[int(len(own) * 0.95)], "max": own[-1]}
    return found | {"right after one's own act": after, "acts": dict(acts)}


def acts_of(number: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """What an officer of the county records on a day, by turns and without end, each time about somebody else."""
    from gainful.accounts.models import Account
    from gainful.casework.actions import record_contact, record_follow_up, record_pay, record_service
    from gainful.casework.models import FollowUp, Spell
    from gainful.registry.actions import record_answer
    from gainful.registry.models import Person

    on, chance = date(2020, 11, 2), random.Random()
    with_actor = {"actor": Account.objects.get(username=f"bench{number}").actor(on)}
    people = list(Person.objects.filter(labour_capacity="ordinary", merged_into=None))
    due = list(FollowUp.objects.filter(state="due", due_on__lte=on, days__gte=180).select_related("spell"))
    placed = list(Spell.objects.filter(origin="brought_about", state="working"))
    month = date(2020, 9, 1)

    def by_turns() -> Iterator[tuple[str, Callable[[], object]]]:
        while True:
            person, other, spell = chance.choice(people), chance.choice(people), chance.choice(placed)
            done, ended = chance.choice(due), chance.choice(due)
            yield from (
                ("service", partial(record_service, **with_actor, person=person, kind="policy_advice", given_on=on)),
                ("contact", partial(record_contact, **with_actor, person=other, met_on=on, how="phone", words="谈")),
                ("answer", partial(record_answer, **with_actor, person=person, asked_on=on, how="visit",
                                   willing=chance.random() < 0.7, scope="county", any_occupation=True)),
                ("follow-up", partial(record_follow_up, **with_actor, follow_up=done, on=on, still_working=True,
                                      evidence="phone")),
                ("pay", partial(record_pay, **with_actor, spell=spell, month=month, on=on, evidence="phone",
                                received_fen=300_000, confirmed_by_worker=True)),
                ("end of work", partial(record_follow_up, **with_actor, follow_up=ended, on=on, still_working=False,
                                        evidence="phone", ended_on=on)),
            )  # fmt: skip

    return by_turns()


def get(port: int, cookie: str, path: str) -> tuple[float, bytes]:
    """One page: milliseconds and what came, with the way through one redirect (a list remembers its filters)."""
    began = time.perf_counter()
    line = HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("GET", path, headers={"Cookie": f"sessionid={cookie}; django_language=zh-hans"})
    answer = line.getresponse()
    text = answer.read()
    if answer.status == 302 and (to := answer.getheader("Location", "")).startswith(path):
        took, text = get(port, cookie, to)
        return took + (time.perf_counter() - began) * 1000, text
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status} {answer.getheader('Location')}")
    line.close()
    return round((time.perf_counter() - began) * 1000, 1), text


def pages(port: int, cookie: str) -> list[str]:
    """Every list that Today links to, the lists of People, and a person's card."""
    main = get(port, cookie, "/")[1].split(b"<main")[-1].decode().replace("&amp;", "&")
    linked = {one for one in re.findall(r'href="(/[^"#]*)"', main) if not re.search("/[0-9a-f]{16}/", one)}
    lists = ("willing", "zero", "unasked", "no_contact", "left", "training", "all")
    people = get(port, cookie, "/people/?list=willing")[1].decode()
    card = re.findall(r'href="(/people/[0-9a-f]{16}/)"', people)[:1]
    return sorted({*linked, *(f"/people/?list={name}" for name in lists), *card})


def alone(port: int, cookie: str, path: str) -> float:
    """Milliseconds of the second opening of a page by one person. (Who reads 500 people an hour is held up.)"""
    get(port, cookie, path)
    return get(port, cookie, path)[0]


def run(database: str, years: int, workers: int) -> dict[str, Any]:
    """One county in a process of its own, and its home removed afterwards."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "GAINFUL_HOME": home, "DJANGO_SETTINGS_MODULE": "gainful.settings", "GAINFUL_TODAY": "2020-11-02",
            "GAINFUL_KEYS": json.dumps(dict.fromkeys(("seal", "lookup", "pseudonym", "audit"), "11" * 32)),
            "GAINFUL_SECRET_KEY": "only-for-measuring", "BENCH_YEARS": str(years), "BENCH_WORKERS": str(workers),
            "BENCH_BUILT": "0",
        }  # fmt: skip
        environment.pop("DATABASE_URL", None)
        server = [sys.executable, str(ROOT / "tools/postgres.py")] if database == "postgresql" else []
        said = subprocess.run(
            [*server, sys.executable, __file__, "--one"],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return json.loads(said.stdout.strip().splitlines()[-1])


def main() -> None:
    """Measure every county and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=20_000)
    parser.add_argument("--years", type=int, nargs="+", default=[1, 5])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--one", action="store_true", help="used by itself")
    given = parser.parse_args()
    if given.one:
        one()
        return
    for database in given.databases:
        for years in given.years:
            print(json.dumps(run(database, years, given.workers), ensure_ascii=False, indent=1), flush=True)


if __name__ == "__main__":
    main()
