"""The sentences of this chapter's refusals, by code and language."""

from __future__ import annotations

REFUSALS = {
    "too_near_another": {
        "en": "{name} stands already: two releases less than {days} days apart could be subtracted from one another.",
        "zh": "已有{name}发布：两次发布相隔不足{days}天，相减即可推算出小数目。",
    },
    "already_released": {
        "en": "{name} was released already; a correction is a new release that says what it revises.",
        "zh": "{name} 已发布；如需更正，请另行发布并注明所修订的版本。",
    },
    "revises_not_the_latest": {
        "en": "Only the latest release of a day can be revised: {latest}.",
        "zh": "只能修订该日最近一次发布：{latest}。",
    },
    "nothing_to_revise": {
        "en": "{revises} cannot be revised: nothing was released for {on} yet.",
        "zh": "无法修订 {revises}：{on} 尚无发布。",
    },
    "a_revision_needs_its_reason": {
        "en": "Say why {revises} is revised.",
        "zh": "请说明修订 {revises} 的原因。",
    },
    "figures_of_another_day": {
        "en": "These figures do not speak of {on}.",
        "zh": "这些数据的时点不是 {on}。",
    },
    "day_to_come": {
        "en": "{on} is still to come: figures speak of days that are over or under way.",
        "zh": "{on} 尚未到来：只能发布已经到来之日的数据。",
    },
    "no_definition": {
        "en": "No definition for {indicators}.",
        "zh": "缺少定义：{indicators}。",
    },
}
