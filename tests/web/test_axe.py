"""Every page in a real browser: no serious fault of access, one heading, no sideways scrolling, no script needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from live_site import AXE, Site, chromium, running

pytestmark = pytest.mark.slow
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
SERIOUS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter(one => one.impact === "serious" || one.impact === "critical")
  .map(one => one.id + ": " + one.nodes.map(node => node.target.join(" ")).slice(0, 3).join(" | "))"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
CUT_TABLES = """() => [...document.querySelectorAll('.scroll')]
  .map(one => one.scrollWidth - one.clientWidth).filter(over => over > 0)"""
HEADINGS = "() => document.querySelectorAll('h1').length"
LABELLED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
  .filter(one => !one.labels.length && !one.ariaLabel && !one.getAttribute('aria-labelledby'))
  .map(one => one.name || one.id || one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    """A site with two counties, everybody signed in."""
    home = tmp_path_factory.mktemp("site") / "home"
    home.mkdir()
    with running(home) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests of this module."""
    with chromium() as found:
        yield found


def looked_at(page: Any) -> list[str]:
    """What is wrong with the page now open, on a phone and on a desk."""
    wrong = []
    for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
        page.set_viewport_size(size)
        wrong += [f"{name}: {fault}" for fault in page.evaluate(SERIOUS)]
        if name == "phone" and (over := page.evaluate(SIDEWAYS)) > 0:
            wrong.append(f"phone: {over} pixels wider than the screen")
    if (count := page.evaluate(HEADINGS)) != 1:
        wrong.append(f"{count} main headings")
    return wrong + [f"no label: {field}" for field in page.evaluate(LABELLED)]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_has_a_serious_fault_of_access(site, browser, language):
    faults: dict[str, list[str]] = {}
    for who in sorted({page["by"] for page in site.pages}):
        context = browser.new_context(bypass_csp=True, viewport=PHONE)
        context.add_cookies(site.cookies(who, language))
        page = context.new_page()
        for one in site.pages:
            if one["by"] != who:
                continue
            answer = page.goto(site.address + one["address"])
            assert answer.status == (404 if one["name"] == "no such page" else 200), one
            assert page.url == site.address + one["address"], one
            page.add_script_tag(path=str(AXE))
            if wrong := looked_at(page):
                faults[f"{one['name']} as {who}"] = wrong
        context.close()
    assert not faults, "\n".join(f"{name}: {wrong}" for name, wrong in faults.items())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_imports_tables_are_read_on_a_narrow_phone_without_scrolling_sideways(site, browser, language):
    shown = [page for page in site.pages if page["name"] in ("import_batch", "import_differences", "imports")]
    assert shown
    for one in shown:
        context = browser.new_context(viewport={"width": 360, "height": 740})
        context.add_cookies(site.cookies(one["by"], language))
        page = context.new_page()
        page.goto(site.address + one["address"])
        assert page.evaluate(SIDEWAYS) <= 0, one
        assert page.evaluate(CUT_TABLES) == [], one
        context.close()


def test_every_screen_is_among_the_pages_looked_at(site):
    names = {page["name"] for page in site.pages}
    assert len(names) > 70
    wanted = """today people person household imports import_batch openings opening shortlist figures published staff
        audit audit_act worker my_offer account_login"""
    assert set(wanted.split()) <= names


@pytest.fixture
def plain(site, browser) -> Iterator[Any]:
    """A page in a browser that runs no script, in English, on a phone."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    context.add_cookies(site.cookies("", "en"))
    yield context.new_page()
    context.close()


def test_signing_in_searching_and_handing_in_work_without_scripts(site, plain, tmp_path):
    plain.goto(f"{site.address}/")
    plain.fill("input[name=login]", "by_password")
    plain.fill("input[name=password]", site.furnished["password"])
    plain.click("main button[type=submit], main form button")
    assert plain.url.rstrip("/") == site.address and "Today" in plain.text_content("h1")
    plain.goto(f"{site.address}/people/?list=all")
    plain.fill("main input[name=q]", site.furnished["seeker"])
    plain.press("main input[name=q]", "Enter")
    assert plain.locator("main table.list tbody tr").count() == 1
    plain.goto(f"{site.address}/imports/")
    (tmp_path / "not.xlsx").write_bytes(b"no workbook")
    plain.set_input_files("input[type=file]", tmp_path / "not.xlsx")
    plain.click("form.ask button")
    assert (
        plain.url == f"{site.address}/imports/"
        and "not.xlsx: This is not a workbook" in plain.text_content("main")
    )


def test_the_language_changes_without_scripts(site, plain):
    plain.goto(f"{site.address}/figures/")
    assert plain.get_attribute("html", "lang") == "en"
    plain.locator("form[action='/language/'] button").first.click()
    assert plain.get_attribute("html", "lang").startswith("zh")


def test_a_person_opens_their_own_page_without_scripts(site, plain):
    plain.goto(f"{site.address}/w/")
    plain.fill("input[name=tail]", site.furnished["tail"])
    plain.fill("input[name=code]", site.furnished["code"])
    plain.click("main form button")
    assert plain.url == f"{site.address}/w/" and plain.locator("input[name=code]").count() == 0


def test_no_page_runs_a_script_that_the_policy_stops(site, browser):
    said = []
    context = browser.new_context(viewport=DESKTOP)
    context.add_cookies(site.cookies("officer", "en"))
    page = context.new_page()
    page.on(
        "console", lambda message: said.append((page.url, message.text)) if message.type == "error" else None
    )
    page.on("pageerror", lambda fault: said.append((page.url, str(fault))))
    for one in site.pages:
        if one["by"] == "officer" and one["name"] != "no such page":
            page.goto(site.address + one["address"])
            assert page.url == site.address + one["address"], one
    context.close()
    assert not said
