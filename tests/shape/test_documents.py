"""Documents that point at things which exist."""

from __future__ import annotations

import re

from shape.source import ROOT

LINK = re.compile(r"\]\(([^)#]+?)(?:#[^)]*)?\)")


def test_every_link_in_the_documents_leads_somewhere():
    broken = []
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in LINK.findall(page.read_text()):
            if not target.startswith(("http:", "https:", "mailto:")) and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} -> {target}")
    assert not broken


def test_the_map_of_the_house_in_the_readme_names_every_chapter():
    text = (ROOT / "README.md").read_text()
    chapters = [
        p.name for p in (ROOT / "src/gainful").iterdir() if p.is_dir() and not p.name.startswith("__")
    ]
    assert not [name for name in chapters if f"{name}/" not in text]


def test_decisions_are_numbered_once_each():
    numbers = [p.name[:4] for p in (ROOT / "docs/decisions").glob("*.md")]
    assert len(numbers) == len(set(numbers)) and numbers
