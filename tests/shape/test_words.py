"""Words: each refusal has its sentence, each text its translation, in both languages."""

from __future__ import annotations

import ast
import importlib.util
import re

from shape.source import ROOT, files, name_of, tree


def _refusal_codes() -> dict[str, str]:
    found = {}
    for path in files():
        for node in ast.walk(tree(path)):
            if (
                (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in {"Refused", "NotAllowed"}
                )
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found.setdefault(node.args[0].value, f"{name_of(path)}:{node.lineno}")
    return found


def test_each_refusal_has_its_sentence_in_both_languages():
    from gainful.words import refusals

    lacking = {code: where for code, where in _refusal_codes().items() if code not in refusals()}
    assert not lacking
    assert not [code for code, words in refusals().items() if not words.get("zh") or not words.get("en")]


def test_both_languages_of_a_refusal_use_the_same_values():
    from gainful.words import refusals

    def holes(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)", text))

    assert not [code for code, words in refusals().items() if holes(words["zh"]) != holes(words["en"])]


def test_every_interface_text_is_translated():
    spec = importlib.util.spec_from_file_location("words_tool", ROOT / "tools" / "words.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert len(tool.used()) > 100
    assert not tool.missing()
