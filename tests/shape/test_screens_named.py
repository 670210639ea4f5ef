"""Whoever was looked at reads on which page: each page that notes a look has words for it."""

from __future__ import annotations

import ast
from pathlib import Path

import gainful.web
from gainful.web.worker_record_words import SCREENS

NOTES = {"note_shown", "note_names"}


def noted(text: str) -> set[str]:
    """The pages that a module names where it notes whom it shows."""
    calls = [one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Call)]
    named = [one.args[2] for one in calls if getattr(one.func, "id", "") in NOTES and len(one.args) == 3]
    return {one.value for one in named if isinstance(one, ast.Constant)}


def test_every_page_that_notes_whom_it_shows_has_words_for_those_people():
    modules = list(Path(gainful.web.__file__).parent.glob("*.py"))
    pages = set().union(*(noted(one.read_text()) for one in modules))
    assert len(pages) > 40 and sorted(pages - set(SCREENS)) == []
