"""Reading a benefit's page: a YAML file with conditions, amount, parameters and examples. No page is half read.

Everything wrong is gathered as problems of the benefit, so that an author sees it all at once; `check` adds what
only the finished benefit can show. On the page amounts stand in CNY, and `unknown` is a word for due.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from gainful.rules.ask import MOST_NAMES
from gainful.rules.benefit import Benefit, Problem
from gainful.rules.claim_terms import PAYEES, read_deadline, read_limit
from gainful.rules.examples import read_examples
from gainful.rules.expression import Expression, ExpressionError, parse
from gainful.rules.parameters import Parameter, read_parameter, read_verified
from gainful.rules.worded import in_languages, read_source
from gainful.terms.facts import FACTS, KNOWN_WITH, Fact
from gainful.terms.paid_before import PAID_BEFORE

REQUIRED = (
    "name", "subject", "source", "jurisdiction", "valid", "conditions", "amount", "parameters", "examples",
)  # fmt: skip
OPTIONAL = (
    "limit", "deadline", "not_with", "notes", "evidence", "clawback", "verified", "set_against", "payee", "tells",
)  # fmt: skip
LANGUAGES = ("en", "zh")


class _StrictLoader(yaml.SafeLoader):
    """YAML without the trap that of two equal keys the first is dropped in silence."""


def _strict_mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    loader.flatten_mapping(node)
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key} stands twice", key_node.start_mark
            )
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _strict_mapping)


def load(
    path: Path, *, facts: Mapping[str, Fact] = FACTS, codes: Mapping[str, Collection[str]] | None = None
) -> Benefit:
    """The benefit in a file, named like the file. What is wrong is in its `problems`, unreadable YAML too."""
    try:
        page = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "this is not a readable YAML page"
        return _unreadable(path.stem, f"line {mark.line + 1}" if mark else "page", str(said), facts)
    return read(path.stem, page, facts=facts, codes=codes)


def read(
    name: str,
    page: object,
    *,
    facts: Mapping[str, Fact] = FACTS,
    codes: Mapping[str, Collection[str]] | None = None,
) -> Benefit:
    """The benefit that a loaded page describes; never raises, what is wrong is in its `problems`.

    `codes` gives the codes of a code list by its name; a list that is not given is not checked.
    """
    if not isinstance(page, Mapping):
        return _unreadable(name, "page", "a benefit's page is a mapping of keys to values", facts)
    return _Page(name, page, facts, codes).benefit()


def _unreadable(name: str, where: str, message: str, facts: Mapping[str, Fact]) -> Benefit:
    problem = Problem("unreadable", where, message)
    return Benefit(name, {}, "", {}, "", date.min, None, {}, None, facts, problems=(problem,))


class _Page:
    """One reading of one page; every method reports what is wrong and goes on."""

    def __init__(
        self,
        name: str,
        page: Mapping[Any, Any],
        facts: Mapping[str, Fact],
        codes: Mapping[str, Collection[str]] | None,
    ) -> None:
        self.name = name
        self.page = page
        self.facts = facts
        self.codes = codes
        self.problems: list[Problem] = []
        self.parameters: dict[str, Parameter] = {}

    def report(self, code: str, where: str, message: str) -> None:
        self.problems.append(Problem(code, where, message))

    def benefit(self) -> Benefit:
        """The benefit with all problems of its page."""
        self.keys()
        subject = self.subject()
        valid_from, valid_to = self.valid()
        self.read_parameters()
        conditions = self.conditions()
        amount = (
            self.expression("amount", self.page.get("amount"), "money") if "amount" in self.page else None
        )
        expressions = [*conditions.values(), *([amount] if amount else [])]
        self.names_used(expressions, subject)
        return Benefit(
            name=self.name,
            title=self.title(),
            subject=subject,
            source=read_source(self.page, "source", self.report) or {},
            jurisdiction=self.text("jurisdiction"),
            valid_from=valid_from,
            valid_to=valid_to,
            conditions=conditions,
            amount=amount,
            facts=self.facts,
            limit=read_limit(self.page, self.report),
            deadline=read_deadline(self.page, self.facts, self.report),
            evidence=self.worded("evidence"),
            clawback=self.worded("clawback"),
            not_with=self.texts("not_with"),
            parameters=self.parameters,
            examples=read_examples(self.page, valid_from, self.facts, self.report, self.codes or {}),
            notes=self.notes(),
            set_against=self.taxes(),
            verified=read_verified(self.page, "verified", self.report),
            payee=self.payee(),
            codes=self.codes or {},
            tells=self.tells(),
            problems=tuple(self.problems),
        )

    def keys(self) -> None:
        for key in REQUIRED:
            if key not in self.page:
                self.report("missing_key", key, "the page lacks this key")
        for key in self.page:
            if key not in (*REQUIRED, *OPTIONAL):
                self.report("unknown_key", str(key), "no such key of a benefit")

    def text(self, key: str) -> str:
        value = self.page.get(key, "")
        if key in self.page and (not isinstance(value, str) or not value.strip()):
            self.report("shape", key, "this is a text, in quotation marks where it is digits")
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.page.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self.report("shape", key, "this is a list of names")
            return ()
        return tuple(value)

    def worded(self, key: str) -> tuple[dict[str, str], ...]:
        """A list of texts, each by language."""
        found = []
        listed = self.page.get(key, [])
        if not isinstance(listed, list):
            self.report("shape", key, "this is a list of texts, each in every language")
            return ()
        for written in listed:
            said = in_languages(written)
            if said is None:
                self.report("shape", key, "each is a text, or one in each language")
            else:
                found.append(said)
        return tuple(found)

    def taxes(self) -> dict[str, dict[str, str]]:
        """The taxes that a relief is set against, in order: code -> name by language; empty for other benefits."""
        written = self.page.get("set_against", {})
        if not isinstance(written, Mapping):
            self.report(
                "shape", "set_against", "taxes are listed by code, each with its name in each language"
            )
            return {}
        named = {str(code): in_languages(name) for code, name in written.items()}
        if None in named.values():
            self.report("shape", "set_against", "each tax has a name in each language")
        return {code: name for code, name in named.items() if name is not None}

    def payee(self) -> str:
        """Who is paid: the person, where the page says nothing else."""
        payee = self.page.get("payee", PAYEES[0])
        if payee not in PAYEES:
            self.report("payee", "payee", f"who is paid is one of {', '.join(PAYEES)}")
        return str(payee)

    def tells(self) -> tuple[str, ...]:
        """The facts about what was paid before that a payment of this benefit tells."""
        for name in (told := self.texts("tells")):
            if name not in PAID_BEFORE:
                self.report("tells", "tells", f"no fact about what was paid before is called {name}")
        return told

    def notes(self) -> dict[str, str]:
        """What an author notes about the rule, by language; empty where nothing is noted."""
        written = self.page.get("notes")
        said = in_languages(written) if "notes" in self.page else {}
        if said is None:
            self.report("shape", "notes", "notes are a text, or one in each language")
        return said or {}

    def title(self) -> dict[str, str]:
        title = self.page.get("name")
        if not isinstance(title, Mapping):
            title = {}
        for language in LANGUAGES:
            if "name" in self.page and not (isinstance(title.get(language), str) and title[language].strip()):
                self.report("untranslated", f"name.{language}", "the benefit has no name in this language")
        if title.get("zh") and not any("\u4e00" <= one <= "\u9fff" for one in str(title["zh"])):
            self.report("untranslated", "name.zh", "the name has no Chinese character")
        return {str(language): str(words) for language, words in title.items()}

    def subject(self) -> str:
        subject = self.text("subject")
        if subject and subject not in KNOWN_WITH:
            self.report("subject", "subject", f"the subject is one of {', '.join(KNOWN_WITH)}")
        return subject

    def valid(self) -> tuple[date, date | None]:
        valid = self.page.get("valid")
        first = valid.get("from") if isinstance(valid, Mapping) else None
        last = valid.get("to") if isinstance(valid, Mapping) else None
        if "valid" in self.page and (
            type(first) is not date or (last is not None and type(last) is not date)
        ):
            self.report(
                "valid", "valid", "valid says from which day, and perhaps to which, the benefit holds"
            )
            return date.min, None
        for key in (valid.keys() if isinstance(valid, Mapping) else set()) - {"from", "to"}:
            self.report("unknown_key", f"valid.{key}", "valid says from and to")
        if first is not None and last is not None and last < first:
            self.report("valid", "valid", "it ends before it begins")
        return first or date.min, last

    def read_parameters(self) -> None:
        pages = self.page.get("parameters") or {}
        if not isinstance(pages, Mapping):
            self.report("shape", "parameters", "parameters are listed by name")
            return
        for name, page in pages.items():
            where = f"parameters.{name}"
            if name in self.facts:
                self.report("name_taken", where, "a fact has this name already")
            parameter = read_parameter(str(name), page, self.report)
            if parameter is not None:
                self.parameters[parameter.name] = parameter
        for parameter in self.parameters.values():
            if not parameter.source and not self.page.get("source") and "source" in self.page:
                self.report(
                    "no_source", f"parameters.{parameter.name}", "neither parameter nor page has a source"
                )

    def conditions(self) -> dict[str, Expression]:
        pages = self.page.get("conditions")
        if not isinstance(pages, Mapping) or not pages:
            if "conditions" in self.page:
                self.report("shape", "conditions", "a benefit has named conditions")
            return {}
        read = {
            str(name): self.expression(f"conditions.{name}", text, "boolean") for name, text in pages.items()
        }
        return {name: expression for name, expression in read.items() if expression is not None}

    def expression(self, where: str, text: object, expected: str) -> Expression | None:
        # YAML reads `true` and `0` as values; the rule meant their text.
        text = str(text).lower() if isinstance(text, bool | int) else text
        try:
            return parse(
                text if isinstance(text, str) else "",
                facts=self.facts,
                parameters={name: parameter.kind for name, parameter in self.parameters.items()},
                codes=self.codes,
                expected=expected,
                rule=self.name,
                field=where,
            )
        except ExpressionError as error:
            for fault in error.faults:
                self.report(fault.code, where, f"at character {fault.position}: {fault.message}")
            return None

    def names_used(self, expressions: list[Expression], subject: str) -> None:
        used = {name for expression in expressions for name in (*expression.facts, *expression.parameters)}
        if len(used) > MOST_NAMES:
            self.report("too_many_names", "conditions", f"more than {MOST_NAMES} facts and parameters")
        for expression in expressions:
            for name in expression.facts:
                if subject in KNOWN_WITH and self.facts[name].subject not in KNOWN_WITH[subject]:
                    message = (
                        f"{name} is a fact about a {self.facts[name].subject}, not known with a {subject}"
                    )
                    self.report("other_subject", expression.field, message)
        pages = self.page.get("conditions")
        if isinstance(pages, Mapping) and len(expressions) == len(pages) + 1:
            for name in self.parameters.keys() - used:
                self.report("unused", f"parameters.{name}", "no condition and no amount uses it")
