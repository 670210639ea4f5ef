"""Names: countries live in packs, modules have subjects, and public things say what they are."""

from __future__ import annotations

import ast
import re

from shape.source import ROOT, SRC, files, functions, name_of, tree

COUNTRIES = re.compile(
    r"\b(china|gansu|yunnan|sichuan|guizhou|beijing|india|brazil|ethiopia)\b|中国|甘肃|云南|四川",
    re.I,
)
VAGUE = {"utils", "helpers", "services", "common", "misc", "manager", "handler"}
HOSTS = re.compile(
    r"https?://(?!\{|127\.0\.0\.1|localhost|www\.w3\.org|schemas\.openxmlformats\.org|schemas\.microsoft\.com)"
)


def test_no_country_is_named_in_gainful():
    texts = [p for p in SRC.rglob("*") if p.suffix in {".py", ".html", ".sql", ".css", ".svg", ".toml"}]
    named = [f"{name_of(p)}: {m.group()}" for p in texts if (m := COUNTRIES.search(p.read_text()))]
    assert not named


def test_no_module_has_a_vague_name():
    assert not [name_of(p) for p in files() if p.stem in VAGUE]


def test_nothing_is_fetched_from_another_host():
    texts = [
        p for p in SRC.rglob("*") if p.suffix in {".py", ".html", ".css", ".js"} and "vendor" not in p.parts
    ]
    assert not [name_of(p) for p in texts if HOSTS.search(p.read_text())]


def test_every_module_and_every_public_function_and_class_says_what_it_is():
    silent = [name_of(p) for p in files() if p.read_text().strip() and not ast.get_docstring(tree(p))]
    for path in files():
        for node in tree(path).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{name_of(path)}:{node.name}")
    assert not silent


def test_public_functions_of_every_file_have_typed_arguments():
    untyped = []
    for path in files():
        for function in functions(path):
            arguments = [*function.args.args, *function.args.kwonlyargs]
            bare = [a.arg for a in arguments if a.annotation is None and a.arg not in {"self", "cls"}]
            if bare and not function.name.startswith("_"):
                untyped.append(f"{name_of(path)}:{function.name}({', '.join(bare)})")
    assert not untyped


def test_no_third_party_front_end_code_is_committed():
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not [
        n for n in listed.splitlines() if n.endswith((".min.js", ".min.css", ".woff2", ".ttf", ".otf"))
    ]
