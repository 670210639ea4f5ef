"""Why a figure has no value, or none to compare, as sentences. {value} is the figure's `reason_value`."""

from __future__ import annotations

REASONS = {
    "ledger_incomplete_before": {
        "en": "not computable: ledger incomplete before {value}",
        "zh": "无法计算：{value}年以前的台账不完整",
    },
    "nobody_counted": {
        "en": "not computable: nobody to count",
        "zh": "无法计算：没有可统计的对象",
    },
    "only_part_of_area": {
        "en": "not comparable: only part of the area is held here ({value} counties wholly)",
        "zh": "不可比：本库仅含该地区的一部分（完整的县 {value} 个）",
    },
    "few_people": {
        "en": "not shown: fewer than {value} people",
        "zh": "不公布：不足{value}人",
    },
    "other_day": {
        "en": "not comparable: ours speaks of another day ({value})",
        "zh": "不可比：本系统数据的时点不同（{value}）",
    },
    "other_coverage": {
        "en": "not comparable: published for {value}",
        "zh": "不可比：公布口径为{value}",
    },
    "other_unit": {
        "en": "not comparable: published in another unit ({value})",
        "zh": "不可比：公布的单位不同（{value}）",
    },
    "only_words_published": {
        "en": "not comparable: only words were published",
        "zh": "不可比：只公布了文字表述",
    },
    "not_an_indicator_yet": {
        "en": "not computable: no indicator counts this",
        "zh": "无法计算：尚无对应指标",
    },
    "not_measured": {
        "en": "not computable: not measured for this area and day",
        "zh": "无法计算：该地区该时点没有测算",
    },
}


def reason_sentence(reason: str, value: str, language: str) -> str:
    """The sentence of a reason code in a language ("zh-hans" is "zh"); empty for no reason."""
    if not reason:
        return ""
    words = REASONS[reason]
    return words.get(language.split("-")[0], words["en"]).format(value=value)
