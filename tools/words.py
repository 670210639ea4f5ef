"""Add or list interface words: `tools/words.py add "English text" "中文"`, `tools/words.py missing`.

A text with a plural is added as "one row|||{n} rows"; Chinese has one form.

What is counted has two English forms: `tools/words.py plural "%(n)s person" "%(n)s people" "%(n)s人"`.

The catalogue stays sorted by its English text, so that two people adding words seldom meet on a line.
"""

from __future__ import annotations

import ast
import fcntl
import re
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "src/gainful/web/locale/zh_Hans/LC_MESSAGES/django.po"
LOCK = Path(tempfile.gettempdir()) / "gainful-words.lock"
QUOTED = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
IN_TEMPLATES = re.compile(r"{%-?\s*(?:translate|trans)\s+" + QUOTED)
IN_VARIABLES = re.compile(r"_\(" + QUOTED + r"\)")
BLOCKS = re.compile(r"{%\s*blocktranslate\b([^%]*)%}(.*?){%\s*endblocktranslate\s*%}", re.S)
TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
PLURAL = "|||"  # between the singular and the plural of one text


def read() -> Catalog:
    """The catalogue, empty when it does not exist yet."""
    if not CATALOGUE.exists():
        return Catalog(locale="zh_Hans", header_comment="# The interface in Chinese.", fuzzy=False)
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh_Hans")
    catalogue.header_comment = "# The interface in Chinese."
    return catalogue


def write(catalogue: Catalog) -> None:
    """Write it back, sorted, without positions."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, no_location=True, omit_header=False)


def _template_texts(text: str) -> set[str]:
    found = {ast.literal_eval(quoted) for quoted in IN_TEMPLATES.findall(text) + IN_VARIABLES.findall(text)}
    for head, body in BLOCKS.findall(text):
        parts = []
        for part in re.split(r"{%\s*plural\s*%}", body):
            plain = re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", part)
            parts.append(
                " ".join(line.strip() for line in plain.strip().splitlines()) if "trimmed" in head else plain
            )
        found.add(PLURAL.join(parts))
    return found


def _python_texts(text: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATORS:
            texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            found |= {PLURAL.join(texts[:2])} if node.func.id.startswith("ngettext") else set(texts)
    return found


def used() -> dict[str, str]:
    """Every text that pages and views translate, with the file that uses it first."""
    found: dict[str, str] = {}
    for folder in (
        "web",
        "cli",
        "casework",
        "benefits",
        "jobs",
        "training",
        "registry",
        "accounts",
        "figures",
        "intake",
    ):
        for path in sorted((ROOT / "src/gainful" / folder).rglob("*")):
            if path.suffix == ".html":
                texts = _template_texts(path.read_text())
            elif path.suffix == ".py":
                texts = _python_texts(path.read_text())
            else:
                continue
            for text in texts:
                found.setdefault(text, str(path.relative_to(ROOT)))
    return found


def missing() -> list[tuple[str, str]]:
    """(text, file) of every text without a translation."""
    catalogue = read()
    have = set()
    for message in catalogue:
        if message.id and message.string:
            have.add(PLURAL.join(message.id) if isinstance(message.id, tuple) else message.id)
    return sorted((text, path) for text, path in used().items() if text.strip() and text not in have)


def main() -> int:
    """Add one word, or list what lacks its translation (exit 1 when something does)."""
    if sys.argv[1:2] == ["add"]:
        with LOCK.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            catalogue = read()
            pairs = sys.argv[2:]
            for english, chinese in zip(pairs[::2], pairs[1::2], strict=True):
                identity = tuple(english.split(PLURAL)) if PLURAL in english else english
                words = (chinese,) if PLURAL in english else chinese
                catalogue.add(identity, words)
                catalogue[identity].string = words
            write(catalogue)
        return 0
    if sys.argv[1:2] == ["plural"]:
        with LOCK.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            catalogue = read()
            given = sys.argv[2:]
            for one, many, chinese in zip(given[::3], given[1::3], given[2::3], strict=True):
                catalogue.delete(one)
                catalogue.delete(many)
                catalogue.add((one, many), (chinese,))
            write(catalogue)
        return 0
    lacking = missing()
    for text, path in lacking:
        print(f"{path}: {text!r}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
