"""`gainful demo`: two invented counties through the same intake, actions and release as real ones, then the site.

Nothing is faked: every step is the action that an officer, a worker or an analyst takes on screen, by an account of
that role. Only people, firms and counties are invented.
"""

from __future__ import annotations

import os
import shutil
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from gainful.cli import app, out, refuse, start

if TYPE_CHECKING:
    from gainful.cli.demo_steps import Team

TODAY = date(2020, 11, 2)
MARK = ".demo"


@app.command()
def demo(
    port: int = typer.Option(8000, help="port of the site on 127.0.0.1"),
    serve: bool = typer.Option(True, "--serve/--no-serve", help="--no-serve stops after the release"),
    site: bool = typer.Option(False, "--site", help="make nothing: serve the demo that stands here"),
) -> None:
    """Two invented counties from workbooks to a release, made anew each time; then the site, with a login per role."""
    if site:
        _serve_what_stands(port)
        return
    began = time.monotonic()
    home = _fresh_home()
    start()
    from gainful.cli import demo_claims, demo_employers, demo_payments, demo_steps, demo_year

    team = demo_steps.prepare()
    demo_steps.import_counties(team)
    demo_steps.work(team)
    demo_year.export(team)
    demo_employers.invite(team)
    demo_year.at_work(team)
    demo_year.own_voice(team)
    demo_year.help_offered(team)
    demo_claims.claims(team)
    demo_employers.at_the_desk(team)
    demo_payments.pay(team)
    demo_payments.audit(team)
    demo_steps.give_codes(team)
    demo_employers.on_their_own_page(team)
    demo_steps.release(team)
    out.print(f"\ndone in {time.monotonic() - began:.0f} s; everything is in {home}\n")
    _say_logins(team, port)
    if not serve:
        out.print("\nNothing is served yet: `make demo-site` serves this demo as it stands.")
    if serve:
        from gainful.cli.home import run_site

        run_site("127.0.0.1", port)


def _serve_what_stands(port: int) -> None:
    home = _home()
    if not (home / MARK).exists():
        raise refuse("no demo stands here: run `make demo` first")
    _in_demo(home)
    start()
    from gainful.cli.home import run_site

    run_site("127.0.0.1", port)


def _home() -> Path:
    return Path(os.environ.get("GAINFUL_HOME") or "var/demo").resolve()


def _in_demo(home: Path) -> None:
    """This process works in the demo's home, on the demo's day."""
    os.environ["GAINFUL_HOME"] = str(home)
    os.environ["GAINFUL_DEMO"] = "1"
    os.environ["GAINFUL_TODAY"] = TODAY.isoformat()
    # An office and an account that nobody has.
    os.environ["GAINFUL_PAYER_NAME"] = "样例县就业服务中心"
    os.environ["GAINFUL_PAYER_ACCOUNT"] = "0000000000000000001"


def _fresh_home() -> Path:
    """An empty home marked as a demo's. Never deletes a home that is not one."""
    home = _home()
    if home.exists() and any(home.iterdir()):
        if not (home / MARK).exists():
            raise refuse(f"{home.name} holds something that is not a demo: choose an empty GAINFUL_HOME")
        for path in home.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)
    (home / MARK).touch()
    _in_demo(home)
    return home


def _say_logins(team: Team, port: int) -> None:
    out.print(
        f"Site:  http://127.0.0.1:{port}/     once served (the day here is {TODAY}; all people are invented)\n"
    )
    out.print("Sign-in name        password                 who")
    for login in team.logins:
        out.print(f"{login.username:<19} {login.password:<24} {login.who}")
    out.print(f"\nA worker's own page: http://127.0.0.1:{port}/w/")
    for name, tail, code in team.worker_codes:
        out.print(f"  {name}: last four of the number {tail}, one-time code {code}")
    out.print("\nPasswords are random and shown once; the next `make demo` makes everything anew.")


def moment(day: date, hour: int) -> datetime:
    """A moment of the demo's days, in its own time zone."""
    from django.utils import timezone

    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))
