"""All writes are actions: one act, one transaction, one right, one audit entry."""

from __future__ import annotations

import ast
from importlib import import_module
from typing import Any

import pytest
from django.utils import translation

from shape.source import files, functions, name_of, tree

ALWAYS = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aupdate", "acreate"}
ON_QUERYSETS = {"create", "update", "delete", "raw"}
READS = {"filter", "exclude", "objects", "all", "visible_to", "in_area", "select_for_update"}
CHAPTERS = {
    "accounts",
    "registry",
    "jobs",
    "training",
    "casework",
    "benefits",
    "intake",
    "web",
    "api",
    "field",
    "cli",
    "figures",
}
# The trail itself writes what actions do, undo puts back what was before, and migrations install guards.
WRITERS = {"actions.py", "guards.py", "history.py", "trail.py", "audit.py", "backup.py"}


def _on_rows(call: ast.Call) -> bool:
    names = {n.attr for n in ast.walk(call.func) if isinstance(n, ast.Attribute)}
    return bool(names & READS)


def _writes(path) -> list[str]:
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            verb = node.func.attr
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "book":
                continue  # a workbook, no row
            if verb in ALWAYS or (verb in ON_QUERYSETS and _on_rows(node)):
                found.append(f"{name_of(path)}:{node.lineno} .{verb}()")
    return found


def test_rows_are_written_in_actions_only():
    readers = [
        p
        for p in files()
        if name_of(p).split("/")[0] in CHAPTERS and p.name not in WRITERS and "actions" not in p.parts
    ]
    assert len(readers) > 20
    assert not [write for path in readers for write in _writes(path)]


def test_every_public_function_of_an_actions_file_is_an_action():
    bare = []
    for path in files():
        if path.name != "actions.py" and "actions" not in path.parts:
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                marks = [
                    d.func.id
                    for d in node.decorator_list
                    if isinstance(d, ast.Call) and isinstance(d.func, ast.Name)
                ]
                if "action" not in marks:
                    bare.append(f"{name_of(path)}:{node.name}")
    assert not bare


def test_actions_take_keywords_only_and_an_actor():
    wrong = []
    for path in files():
        for function in functions(path):
            marks = {
                d.func.id
                for d in function.decorator_list
                if isinstance(d, ast.Call) and isinstance(d.func, ast.Name)
            }
            names = [a.arg for a in function.args.kwonlyargs]
            if "action" in marks and (function.args.args or "actor" not in names):
                wrong.append(f"{name_of(path)}:{function.name}")
    assert not wrong


@pytest.fixture(scope="module")
def actions() -> dict[str, Any]:
    """Every action of the house, by name."""
    for path in files():
        if "actions" in path.parts or path.name == "actions.py":
            import_module("gainful." + name_of(path).removesuffix(".py").replace("/", "."))
    from gainful.accounts.action import ACTIONS

    # Tests make actions of their own; those of the house have a module in it.
    return {name: act for name, act in ACTIONS.items() if act.__module__.startswith("gainful.")}


def test_each_action_needs_a_right_that_the_table_names(actions):
    import gainful.accounts.rights as rights

    assert len(actions) > 50
    assert not [name for name, act in actions.items() if act.right not in rights.RIGHTS]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_act_is_called_something_in_both_languages(actions, language):
    from gainful.words import act_words

    with translation.override(language):
        assert [name for name in actions if act_words(name) == name] == []
