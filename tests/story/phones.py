"""Somebody's phone: pages are opened by tapping what stands on them, forms are filled in and sent.

Two kinds walk the same way: one asks Django's test client, the other is a browser 390 pixels wide, which also looks
for faults that only a browser meets. Either fails where a link or a field that a step needs is not on the page.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from browsing import signed_in
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from gainful.accounts.actor import Actor
from story.reading import Form, Page

LANGUAGE = "zh-hans"
SIZE = {"width": 390, "height": 844}
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Phone:
    """What both kinds share: finding the way on a page that was read."""

    page: Page
    at = ""

    def _load(self, address: str) -> None:
        raise NotImplementedError

    def _send(self, form: Form, filled: dict[str, list[str]], button: str) -> None:
        raise NotImplementedError

    def open(self, route: str, **named: str) -> Phone:
        """An address typed in, or the first page of the day."""
        self._load(reverse(route, kwargs=named))
        return self

    def tap(self, route: str, *, holding: str = "") -> Phone:
        """The first link of this page that leads to a route (and has something in its address)."""
        ranked = sorted(self.page.links, key=lambda link: not link.in_main)
        for link in ranked:
            address = urljoin(self.at, link.address)
            if _route(address) == route and holding in address:
                self._load(address)
                return self
        raise AssertionError(f"no link to {route} {holding} on {self.at}")

    def sends(self, to: str = "", *, button: str = "", holding: str = "", **said: Any) -> Phone:
        """Fill in the form of this page that goes to a route (without one: that has these fields), and send it."""
        for form in self.page.forms:
            address = urljoin(self.at, form.action)
            if (to and _route(address) != to) or not set(said) <= form.names:
                continue
            if form.names & {"language"} and "next" in form.names:
                continue
            filled = {name: [str(one) for one in _listed(value)] for name, value in said.items()}
            if holding in address + str(form.values):
                self._send(form, filled, button)
                wrong = [mark for mark in ("errorlist", "said error") if mark in self.page.html]
                assert not wrong, (address, filled, self.page.text[:1500])
                return self
        raise AssertionError(f"no form to {to} with {sorted(said)} on {self.at}: {self.page.text[:400]}")

    def sees(self, words: str) -> bool:
        """Whether something is said on this page."""
        return words in self.page.text

    def picture(self, file: Path) -> None:
        """What is on the screen; only a browser has one."""


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _route(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


class ByClient(Phone):
    """Django's test client."""

    def __init__(self, client: Client) -> None:
        self.client = client

    @classmethod
    def of(cls, actor: Actor | None) -> ByClient:
        """Somebody's, signed in; without an actor nobody is."""
        if actor is not None:
            return cls(signed_in(actor, LANGUAGE))
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = LANGUAGE
        return cls(client)

    def _load(self, address: str) -> None:
        self._take(self.client.get(address, follow=True), address)

    def _send(self, form: Form, filled: dict[str, list[str]], button: str) -> None:
        values = form.values | filled | ({"state": [button]} if button else {})
        address = urljoin(self.at, form.action or self.at)
        ask = self.client.post if form.method == "post" else self.client.get
        self._take(ask(address, values, follow=True), address)

    def _take(self, answer: Any, address: str) -> None:
        self.page = Page(answer.content.decode())
        assert answer.status_code == 200, (answer.status_code, address, self.page.text[:900])
        if answer.redirect_chain:
            address = urljoin(address, answer.redirect_chain[-1][0])
        self.at = address


class ByBrowser(Phone):
    """A browser on a narrow phone; every console error, refused address and page too wide is a fault."""

    def __init__(self, browser: Any, site: str, cookies: dict[str, str]) -> None:
        self.site, self.faults = site, []
        context = browser.new_context(viewport=SIZE, device_scale_factor=1, locale="zh-CN")
        context.add_cookies(
            [{"name": name, "value": value, "url": site} for name, value in cookies.items() if value]
        )
        self.tab = context.new_page()
        self.tab.on("console", lambda said: said.type == "error" and self.faults.append(said.text))
        self.tab.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.tab.on("response", self._answered)

    @classmethod
    def of(cls, browser: Any, site: str, actor: Actor | None) -> ByBrowser:
        """Somebody's, signed in; without an actor nobody is."""
        cookies = ByClient.of(actor).client.cookies
        return cls(browser, site, {name: one.value for name, one in cookies.items()})

    def _answered(self, answer: Any) -> None:
        if answer.status >= 400:
            self.faults.append(f"{answer.status} {answer.url}")

    def _load(self, address: str) -> None:
        link = self.tab.locator(f'a[href="{address}"]:visible')
        if self.tab.url.startswith(self.site) and link.count():
            link.first.click()
            self.tab.wait_for_load_state()
        else:
            self.tab.goto(urljoin(self.site, address))
        self._look()

    def _send(self, form: Form, filled: dict[str, list[str]], button: str) -> None:
        drawn = self.tab.locator("form").nth(form.number)
        for name, values in filled.items():
            self._fill(drawn.locator(f'[name="{name}"]'), values)
        pressed = f'button[value="{button}"]' if button else "button:not([formaction])"
        drawn.locator(pressed).first.click()
        self.tab.wait_for_load_state()
        self._look()

    def _fill(self, fields: Any, values: list[str]) -> None:
        kind = fields.first.evaluate("one => one.type")
        if kind in ("checkbox", "radio"):
            for one in fields.all():
                if (one.get_attribute("value") in values) != one.is_checked():
                    if not one.is_visible():
                        one.locator("xpath=ancestor::details[1]/summary").click()
                    one.set_checked(one.get_attribute("value") in values)
        elif kind == "select-one":
            fields.first.select_option(values[0])
        elif kind != "hidden":
            fields.first.fill(values[0])

    def _look(self) -> None:
        self.at = self.tab.url.removeprefix(self.site)
        self.page = Page(self.tab.content())
        if (over := self.tab.evaluate(SIDEWAYS)) > 0:
            self.faults.append(f"{self.at}: {over} pixels wider than the screen")
        assert not self.faults, self.faults

    def picture(self, file: Path) -> None:
        """The screen as it is, small: a webp that chromium makes itself."""
        said = {"format": "webp", "quality": 55}
        drawn = self.tab.context.new_cdp_session(self.tab).send("Page.captureScreenshot", said)
        file.write_bytes(base64.b64decode(drawn["data"]))
