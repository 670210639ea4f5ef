"""What stands on a page: links, forms with what is filled in, and the lines of Today."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "img", "br", "meta", "link", "hr"}
UNSENT = {"submit", "button", "file", "reset", "image"}


@dataclass
class Link:
    """Where it leads, and whether it is part of the page itself rather than of its frame."""

    address: str
    in_main: bool


@dataclass
class Form:
    """A form as a browser would send it now: a list of values by field, a boxes' list by what it offers."""

    action: str
    method: str
    number: int
    values: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class Page(HTMLParser):
    """A page that was read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.links: list[Link] = []
        self.forms: list[Form] = []
        self.lines: list[tuple[int, str]] = []
        self.said: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._select = ("", [], [])
        self._form: Form | None = None
        self._line: list[str] | None = None
        self.feed(html)
        self.text = " ".join(" ".join(self.said).split())

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag not in VOID:
            self._open.append((tag, given.get("class", "")))
        if tag == "a" and given.get("href"):
            self.links.append(Link(given["href"], any(one == "main" for one, _ in self._open)))
        elif tag == "form":
            method = given.get("method", "get").lower()
            self._form = Form(given.get("action", ""), method, len(self.forms))
            self.forms.append(self._form)
        elif self._form is not None:
            self._read_field(tag, given)
        if tag == "li" and ("ul", "tally") in self._open:
            self._line = []

    def _read_field(self, tag, given):
        name = given.get("name", "")
        if tag == "option":
            self._select[1 if "selected" in given else 2].append(given.get("value", ""))
        if not name:
            return
        self._form.names.add(name)
        if tag == "select":
            self._select = (name, [], [])
        elif tag == "textarea":
            self._form.values.setdefault(name, [""])
        elif tag == "input" and given.get("type") not in UNSENT:
            box = given.get("type") in ("checkbox", "radio")
            if not box or "checked" in given:
                self._form.values.setdefault(name, []).append(given.get("value", "on" if box else ""))

    def handle_endtag(self, tag):
        if tag == "select" and self._form is not None:
            name, chosen, others = self._select
            self._form.values[name] = chosen[:1] or others[:1]
        if tag == "form":
            self._form = None
        if tag == "li" and self._line:
            count, *sentence = self._line
            self.lines.append((int(count), " ".join(sentence).removesuffix(" ›")))
            self._line = None
        if tag not in VOID:
            while self._open and self._open.pop()[0] != tag:
                pass

    def handle_data(self, text):
        if any(tag in ("script", "style", "title") for tag, _ in self._open) or not text.strip():
            return
        if self._form is not None and self._open and self._open[-1][0] == "textarea":
            return
        self.said.append(text)
        if self._line is not None:
            self._line.append(" ".join(text.split()))
