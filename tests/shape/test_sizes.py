"""Ceilings: a page that nobody can hold in their head is two pages."""

from __future__ import annotations

from shape.source import ROOT, files, functions, name_of


def test_no_source_file_is_longer_than_400_lines():
    long = {name_of(p): n for p in files() if (n := len(p.read_text().splitlines())) > 400}
    assert not long


def test_no_test_file_is_longer_than_600_lines():
    tests = (ROOT / "tests").rglob("*.py")
    long = {str(p.relative_to(ROOT)): n for p in tests if (n := len(p.read_text().splitlines())) > 600}
    assert not long


def test_no_function_is_longer_than_40_lines():
    long = {
        f"{name_of(path)}:{f.name}": f.end_lineno - f.lineno + 1
        for path in files()
        for f in functions(path)
        if f.end_lineno - f.lineno + 1 > 40
    }
    assert not long
