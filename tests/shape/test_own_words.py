"""What people aim for and tell is never an input: nothing but the screens that show it to people reads it."""

from __future__ import annotations

import ast
import re

from shape.source import ROOT, files, name_of, tree

OWN = {"Goal", "GoalStep", "Story", "StoryQuerySet", "goals", "goal_steps", "stories"}
TABLES = re.compile(r"casework_(goal|goalstep|story)\b|\bcasework\.(Goal|GoalStep|Story)\b")
MAY_READ = {
    "casework/models/__init__.py",
    "casework/models/own_words.py",
    "casework/querysets.py",
    "casework/actions/own_words.py",
    "casework/guards_one_to_one.py",
    "casework/migrations/0004_learning.py",
    "urls.py",
    "web/own_words.py",
    "web/person_one_to_one.py",
    "web/worker_own_words.py",
    "web/worker_record.py",
    "web/worker_record_left_out.py",
    "web/worker_record_words.py",
}
"""What keeps it, writes it, and shows it to the person and their officer; and the addresses of those pages."""


def _names(path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            found |= {one.name.split(".")[-1] for one in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {part for part in re.split(r"__|\W", node.value) if part in OWN}
    return found


def test_no_rule_match_worklist_or_figure_reads_what_people_aim_for():
    readers = {name_of(path) for path in files() if _names(path) & OWN or TABLES.search(path.read_text())}
    assert readers <= MAY_READ
    assert "web/worker_own_words.py" in readers


def test_no_indicator_benefit_or_fact_of_the_pack_names_it():
    pack = ROOT / "src/gainful_china"
    read = [*pack.rglob("*.sql"), *pack.rglob("benefits/*.yaml"), *(ROOT / "src/gainful").rglob("*.sql")]
    assert read and not [path.name for path in read if TABLES.search(path.read_text())]


def test_nothing_of_it_is_a_number():
    from gainful.casework.models import Goal, GoalStep, Story

    kinds = {
        field.get_internal_type()
        for model in (Goal, GoalStep, Story)
        for field in model._meta.concrete_fields
        if field.name not in ("id", "area")
    }
    assert kinds <= {"CharField", "TextField", "DateField", "ForeignKey"}
