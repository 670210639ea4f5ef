"""An expression as a sentence, in English and Chinese: meanings of facts, operators in words, amounts in yuan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gainful.rules import nodes as n
from gainful.rules.expression import Expression
from gainful.terms.fact_negatives import NEGATIVES
from gainful.terms.facts import UNITS, Fact
from gainful.terms.money import format_yuan

LANGUAGES = ("en", "zh")

Labels = Mapping[tuple[str, str], Mapping[str, str]]
"""(code list, code) -> its name by language."""

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "and": " and ", "or": ", or ", "either": "either {0}", "not": "not: {0}",
        "in": "{0} is one of {1}", "comma": ", ",
        "unknown": "it is not known whether {0}", "value_unknown": "{0} is not known", "if": "if {0}: {1}",
        "semicolon": "; ", "otherwise": "otherwise: {0}", "bracket": "({0})", "true": "yes", "false": "no",
        "no_value": "a value that is not set here", "same_truth": "{0} exactly when {1}",
        "other_truth": "either {0} or {1}, not both", "=": "{0} is {1}", "<>": "{0} is not {1}",
        "<": "{0} is less than {1}", "<=": "{0} is at most {1}", ">": "{0} is more than {1}",
        ">=": "{0} is at least {1}", "date<": "{0} is before {1}", "date<=": "{0} is on or before {1}",
        "date>": "{0} is after {1}", "date>=": "{0} is on or after {1}", "+": "{0} plus {1}", "-": "{0} minus {1}",
        "*": "{0} times {1}", "minus": "minus {0}", "least": "the least of {list}",
        "greatest": "the greatest of {list}",
        "abs": "the size of {0}, whatever its sign", "floor_div": "{0} divided by {1}, rounded down",
        "months_between": "the full months from {0} to {1}", "days_between": "the days from {0} to {1}",
        "add_months": "the date {1} after {0}", "add_days": "the date {1} after {0}", "year_of": "the year of {0}",
    },
    "zh": {
        "and": "，且", "or": "，或", "either": "{0}", "not": "不符合“{0}”", "in": "{0}为{1}之一", "comma": "、",
        "unknown": "不清楚是否{0}", "value_unknown": "{0}不详", "if": "若{0}，则{1}",
        "semicolon": "；", "otherwise": "否则{0}", "bracket": "（{0}）", "true": "是", "false": "否",
        "no_value": "本地尚未设定的标准", "same_truth": "{0}与{1}同真同假",
        "other_truth": "{0}与{1}有且仅有其一", "=": "{0}为{1}", "<>": "{0}不是{1}",
        "<": "{0}少于{1}", "<=": "{0}不超过{1}", ">": "{0}超过{1}",
        ">=": "{0}不少于{1}", "date<": "{0}早于{1}", "date<=": "{0}不晚于{1}",
        "date>": "{0}晚于{1}", "date>=": "{0}不早于{1}", "+": "{0}加{1}", "-": "{0}减{1}",
        "*": "{0}乘以{1}", "minus": "负{0}", "least": "{list}中的最小者", "greatest": "{list}中的最大者",
        "abs": "{0}的绝对值", "floor_div": "{0}除以{1}（舍去余数）",
        "months_between": "{0}至{1}的整月数", "days_between": "{0}至{1}的天数",
        "add_months": "{0}之后{1}的日期", "add_days": "{0}之后{1}的日期", "year_of": "{0}所在年份",
    },
}  # fmt: skip


def sentence(
    expression: Expression,
    language: str,
    *,
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Any] | None = None,
    labels: Labels | None = None,
    names: Mapping[str, str] | None = None,
) -> str:
    """What the expression says, in `en` or `zh`. `parameters` has the values of the day; one with none says so.

    A parameter among `names` is called by that name and not by its value.
    """
    return node_in_words(
        expression.root, language, facts=facts, parameters=parameters, labels=labels, names=names
    )


def node_in_words(
    node: n.Node,
    language: str,
    *,
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Any] | None = None,
    labels: Labels | None = None,
    names: Mapping[str, str] | None = None,
) -> str:
    """What a part of an expression says, as `sentence` has it."""
    return _Speaker(language, facts, parameters or {}, labels or {}, names or {}).say(node)


def value_in_words(value: Any, kind: n.Kind, language: str, labels: Labels | None = None) -> str:
    """A known value as a person reads it: 6 months, CNY 3,000, 2020-02-26, the name of a code."""
    if kind.name == "money":
        return format_yuan(value, language)
    if kind.name == "integer":
        one, more = UNITS[kind.detail][language] if kind.detail else ("", "")
        gap = " " if language == "en" and more else ""
        return f"{value}{gap}{one if abs(value) == 1 else more}"
    if kind.name == "boolean":
        return _WORDS[language]["true" if value else "false"]
    if kind.name == "code":
        return (labels or {}).get((kind.detail or "", value), {}).get(language, value)
    return value.isoformat()


class _Speaker:
    """Says nodes in one language."""

    def __init__(
        self,
        language: str,
        facts: Mapping[str, Fact],
        parameters: Mapping[str, Any],
        labels: Labels,
        names: Mapping[str, str],
    ) -> None:
        self.names = names
        self.language = language
        self.words = _WORDS[language]
        self.facts = facts
        self.parameters = parameters
        self.labels = labels

    def say(self, node: n.Node) -> str:
        """The words of a node."""
        match node:
            case n.Literal():
                return self.value(node.value, node.kind)
            case n.Name():
                return self.name(node)
            case n.Not():
                return self.negative(node.of)
            case n.All() | n.AnyOf():
                every = isinstance(node, n.All)
                parts = [self.part(part, n.All, n.AnyOf, n.Case) for part in node.of]
                said = self.words["and" if every else "or"].join(parts)
                return said if every else self.words["either"].format(said)
            case n.Compare():
                return self.comparison(node)
            case n.In():
                listed = self.words["comma"].join(self.value(v.value, v.kind) for v in node.values)
                return self.words["in"].format(self.part(node.of, n.Case), listed)
            case n.IsUnknown():
                boolean = node.of.kind == n.BOOLEAN
                return self.words["unknown" if boolean else "value_unknown"].format(
                    self.part(node.of, *_COMPOUND)
                )
            case n.Case():
                return self.choice(node)
        return self.reckoning(node)

    def value(self, value: Any, kind: n.Kind) -> str:
        return value_in_words(value, kind, self.language, self.labels)

    def name(self, node: n.Name) -> str:
        if not node.is_parameter:
            return self.facts[node.name].meaning[self.language]
        if node.name in self.names:
            return self.names[node.name]
        value = self.parameters.get(node.name)
        return self.words["no_value"] if value is None else self.value(value, node.kind)

    def negative(self, node: n.Node) -> str:
        """What it says that this does not hold: in the fact's own words where it has some."""
        if isinstance(node, n.Name) and not node.is_parameter and node.name in NEGATIVES:
            return NEGATIVES[node.name][self.language]
        return self.words["not"].format(self.part(node, *_COMPOUND))

    def part(self, node: n.Node, *bracketed: type) -> str:
        """The words of a part, in brackets where it could be misread."""
        said = self.say(node)
        return self.words["bracket"].format(said) if isinstance(node, bracketed) else said

    def comparison(self, node: n.Compare) -> str:
        left, right = (self.part(side, *_COMPOUND) for side in (node.left, node.right))
        key = node.operator
        if node.left.kind == n.BOOLEAN:
            key = "same_truth" if key == "=" else "other_truth"
        elif node.left.kind == n.DATE and f"date{key}" in self.words:
            key = f"date{key}"
        return self.words[key].format(left, right)

    def choice(self, node: n.Case) -> str:
        said = [
            self.words["if"].format(self.part(when, n.Case), self.part(then, n.Case))
            for when, then in node.branches
        ]
        said.append(self.words["otherwise"].format(self.part(node.otherwise, n.Case)))
        return self.words["semicolon"].join(said)

    def reckoning(self, node: n.Node) -> str:
        parts = [self.part(part, n.Arithmetic, n.Negative, n.Call, n.Case) for part in n.children(node)]
        match node:
            case n.Arithmetic():
                return self.words[node.operator].format(*parts)
            case n.Negative():
                return self.words["minus"].format(*parts)
            case n.Call():
                return self.words[node.function].format(*parts, list=self.words["comma"].join(parts))
        raise TypeError(type(node).__name__)


_COMPOUND = (n.All, n.AnyOf, n.Compare, n.In, n.Case, n.IsUnknown)
