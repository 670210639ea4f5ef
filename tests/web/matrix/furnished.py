"""A home with the two counties in it and everybody signed in, for a site that a browser visits: run as a program.

Prints as JSON each page that somebody may open, with the session that opens it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django

PASSWORD = "bridge-over-seven-hills"
SEARCHED = {"people": "?list=all", "openings": "?list=all", "offers": "?list=all", "duplicates": ""}
"""Lists are looked at with rows in them."""
LIBRARY = {
    "account_login": "anonymous", "account_logout": "officer", "account_change_password": "officer",
    "account_reauthenticate": "officer", "mfa_index": "officer", "mfa_list_webauthn": "officer",
    "mfa_generate_recovery_codes": "officer", "mfa_activate_totp": "by_password",
}  # fmt: skip


def furnish() -> dict[str, Any]:
    """Fill the home; gives the pages and the ways in."""
    from matrix.asking import a_worker_on_their_page, nobody, staff
    from matrix.world import build

    from cast import an_account
    from gainful.accounts.actor import Role
    from gainful.cli.home import migrate, prepare_home

    prepare_home()
    migrate()
    world = build()
    visitors = {name: staff(name, account) for name, account in world.accounts.items()}
    visitors |= {"anonymous": nobody(), "worker": a_worker_on_their_page(world.home.rows.seeker)}
    plain = an_account("by_password", (Role.COUNTY_OFFICER, world.home.county), second_factor=False)
    plain.set_password(PASSWORD)
    plain.save(update_fields=["password"])
    visitors["by_password"] = staff("by_password", plain)
    return {
        "pages": list(_pages(world, visitors)),
        "sessions": {name: _session(visitor) for name, visitor in visitors.items()},
        "password": PASSWORD,
        "tail": world.home.rows.spare_tail,
        "code": world.home.rows.code,
        "seeker": world.home.rows.seeker.name,
    }


def _session(visitor: Any) -> str:
    from django.conf import settings

    cookie = visitor.browser.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else ""


def _pages(world: Any, visitors: dict[str, Any]) -> Any:
    """Each route that answers a GET with a page, as who may open it; and what stands where there is none."""
    from django.urls import reverse
    from matrix.routes import READ, own_routes
    from matrix.table_work import TABLE

    found = [(name, reverse(name), who) for name, who in LIBRARY.items()]
    for route in own_routes():
        how = TABLE[route.name]
        if READ in route.methods:
            query = SEARCHED.get(route.name, how.queries(world.home)[0])
            found.append((route.name, reverse(route.name, kwargs=how.address(world.home)) + query, how.by))
    for name, address, who in found:
        answer = visitors[who].browser.get(address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield {"name": name, "address": address, "by": who}
    yield {"name": "no such page", "address": "/no-such-page/", "by": "officer"}


if __name__ == "__main__":
    django.setup()
    json.dump(furnish(), sys.stdout)
