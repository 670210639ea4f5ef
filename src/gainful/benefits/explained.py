"""An answer in words: each condition with the values it looked at, what to ask, what it comes to, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gainful.rules.benefit import Answer, Benefit, answer
from gainful.rules.kinds import kind_of_fact
from gainful.rules.reckoned import reckoned
from gainful.rules.words import Labels, sentence, value_in_words
from gainful.terms.facts import FACTS, Fact
from gainful.terms.money import format_yuan

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "due": "Due: {amount}.", "not_due": "Not due.", "unknown": "Cannot be told yet.",
        "not_in_force": "The rule does not hold on {on}.", "yes": "yes", "no": "no", "open": "cannot tell",
        "value": "{meaning}: {value} ({source})", "not_known": "not known",
        "ask": "Ask: {facts}", "missing": "No amount is loaded for {place}: {names}.",
        "between": "Set by a higher level: {bounds}.", "colon": "{0}: {1}", "whether": "whether {0}",
        "at_least": "at least {value}", "at_most": "at most {value}",
        "unverified": "Not verified against a source: {what}.", "the_rule": "the rule itself",
        "change": "What would change it: {conditions}", "here": "this place", "and": " and ", "semicolon": "; ",
        "until": "Apply by {on}.",
    },
    "zh": {
        "due": "应享受：{amount}。", "not_due": "不享受。", "unknown": "暂不能判定。",
        "not_in_force": "该政策在{on}不适用。", "yes": "是", "no": "否", "open": "不能判定",
        "value": "{meaning}：{value}（{source}）", "not_known": "不详",
        "ask": "需核实：{facts}", "missing": "{place}尚未录入标准：{names}。",
        "between": "上级规定：{bounds}。", "colon": "{0}{1}", "whether": "是否{0}",
        "at_least": "不低于{value}", "at_most": "不高于{value}",
        "unverified": "尚未与文件核对：{what}。", "the_rule": "政策本身",
        "change": "以下条件变化时结果会改变：{conditions}", "here": "本地", "and": "且", "semicolon": "；",
        "until": "申请截止：{on}。",
    },
}  # fmt: skip


@dataclass(frozen=True)
class ValueSeen:
    """A fact that a condition looked at: what it means, its value in words (None: not known), where it comes from."""

    fact: str
    meaning: str
    value: str | None
    source: str


@dataclass(frozen=True)
class ConditionSeen:
    """A condition in words, whether it holds (None: cannot tell), and the facts that it looked at."""

    name: str
    holds: bool | None
    words: str
    values: tuple[ValueSeen, ...]


@dataclass(frozen=True)
class Explained:
    """One rule's answer for one case, ready to be shown, printed or sent. `amount` is in words, "" when not told.

    `amount_from` says how a sum that is due was reckoned and from which facts; None where one sum is everybody's.
    """

    benefit: str
    title: str
    due: bool | None
    reason: str
    amount: str
    amount_fen: int | None
    amount_from: ConditionSeen | None
    conditions: tuple[ConditionSeen, ...]
    ask: tuple[str, ...]
    missing: tuple[str, ...]
    bounds: tuple[str, ...]
    unverified: tuple[str, ...]
    apply_by: date | None
    on: date
    language: str

    @property
    def verdict(self) -> str:
        """The decision in one sentence."""
        words = _WORDS[self.language]
        if self.reason == "not_in_force":
            return words["not_in_force"].format(on=self.on.isoformat())
        if self.due:
            return words["due"].format(amount=self.amount)
        return words["unknown" if self.due is None else "not_due"]

    @property
    def would_change(self) -> tuple[str, ...]:
        """The conditions that fail, in words: what would have to be otherwise."""
        return tuple(one.words for one in self.conditions if one.holds is False)

    def as_text(self, place: str = "") -> str:
        """The whole answer as lines of text."""
        words = _WORDS[self.language]
        lines = [f"{self.title} ({self.benefit})", f"  {self.verdict}"]
        for one in self.conditions:
            holds = words["open" if one.holds is None else "yes" if one.holds else "no"]
            lines.append(f"  [{holds}] {one.words}")
            lines += [
                "      " + words["value"].format(
                    meaning=seen.meaning, value=seen.value or words["not_known"], source=seen.source
                )
                for seen in one.values
            ]  # fmt: skip
        joined = words["semicolon"].join
        if self.ask:
            lines.append("  " + words["ask"].format(facts=joined(self.ask)))
        if self.missing:
            lines.append(
                "  " + words["missing"].format(place=place or words["here"], names=joined(self.missing))
            )
        lines += [f"  {words['between'].format(bounds=bound)}" for bound in self.bounds]
        if self.due is False and self.would_change:
            lines.append("  " + words["change"].format(conditions=joined(self.would_change)))
        if self.apply_by:
            lines.append("  " + words["until"].format(on=self.apply_by.isoformat()))
        if self.unverified:
            lines.append("  " + words["unverified"].format(what=joined(self.unverified)))
        return "\n".join(lines)


def explained(
    rule: Benefit,
    known: Mapping[str, Any],
    on: date,
    places: Sequence[str] = (),
    language: str = "en",
    labels: Labels | None = None,
    sources: Mapping[str, str] | None = None,
) -> Explained:
    """What a rule answers for one case, in words. `sources` says of a fact where this case has it from.

    Raises FactError for a value beyond its kind.
    """
    told = answer(rule, known, on, places)
    return Explained(
        benefit=rule.name,
        title=rule.title[language],
        due=told.due,
        reason=told.reason,
        amount=format_yuan(told.amount_fen, language) if told.amount_fen is not None else "",
        amount_fen=told.amount_fen,
        amount_from=_reckoned(rule, known, on, places, language, labels, sources or {}) if told.due else None,
        conditions=_conditions(
            rule, told, rule.ready.values_on(on, tuple(places)), language, labels, sources or {}
        ),
        ask=tuple(_asked(FACTS[name], language) for name in told.ask),
        missing=tuple(rule.parameters[name].called(language) for name in told.missing),
        bounds=_bounds(rule, told, on, places, language),
        unverified=_unverified(rule, on, places, language),
        apply_by=rule.deadline.last_day(known) if rule.deadline else None,
        on=on,
        language=language,
    )


def _asked(fact: Fact, language: str) -> str:
    """A fact as something to ask: of what is true or not, whether it is."""
    meaning = fact.meaning[language]
    return _WORDS[language]["whether"].format(meaning) if fact.kind == "boolean" else meaning


def _conditions(
    rule: Benefit,
    told: Answer,
    parameters: Mapping[str, Any],
    language: str,
    labels: Labels | None,
    sources: Mapping[str, str],
) -> tuple[ConditionSeen, ...]:
    """Each condition in words, with whether it holds and the facts it looked at."""
    return tuple(
        ConditionSeen(
            one.name,
            one.holds,
            sentence(rule.conditions[one.name], language, facts=FACTS, parameters=parameters, labels=labels),
            tuple(
                _seen(FACTS[name], one.values[name], language, labels, sources)
                for name in rule.conditions[one.name].facts
            ),
        )
        for one in told.conditions
    )


def _reckoned(
    rule: Benefit,
    known: Mapping[str, Any],
    on: date,
    places: Sequence[str],
    language: str,
    labels: Labels | None,
    sources: Mapping[str, str],
) -> ConditionSeen | None:
    """How the sum of what is due comes about, with the facts that settled it."""
    values = rule.ready.values_on(on, tuple(places)) | {name: known.get(name) for name in rule.ready.used}
    said, facts = reckoned(rule, values, language, labels)
    if not said:
        return None
    seen = tuple(_seen(FACTS[name], values[name], language, labels, sources) for name in facts)
    return ConditionSeen("amount", True, said, seen)


def _seen(
    fact: Fact, value: Any, language: str, labels: Labels | None, sources: Mapping[str, str]
) -> ValueSeen:
    said = None if value is None else value_in_words(value, kind_of_fact(fact), language, labels)
    return ValueSeen(
        fact.name, fact.meaning[language], said, sources.get(fact.name, fact.source_in(language))
    )


def _bounds(rule: Benefit, told: Answer, on: date, places: Sequence[str], language: str) -> tuple[str, ...]:
    """What a higher level allows for the values that are missing here, in words."""
    words = _WORDS[language]
    found = []
    for name in told.missing:
        parameter = rule.parameters[name]
        bound = parameter.bound_in(places, on)
        if bound is not None:
            ends = [("at_least", bound.low), ("at_most", bound.high)]
            said = [
                words[key].format(value=value_in_words(end, parameter.kind, language))
                for key, end in ends
                if end is not None
            ]
            found.append(words["colon"].format(parameter.called(language), words["and"].join(said)))
    return tuple(found)


def _unverified(rule: Benefit, on: date, places: Sequence[str], language: str) -> tuple[str, ...]:
    """The parts of the answer for which no source was seen: the rule itself, or values by name."""
    if not rule.verified:
        return (_WORDS[language]["the_rule"],)
    spans = {name: rule.parameters[name].span_on(on, places) for name in rule.ready.parameters}
    return tuple(
        rule.parameters[name].called(language)
        for name, span in spans.items()
        if span is not None and not span.verified
    )
