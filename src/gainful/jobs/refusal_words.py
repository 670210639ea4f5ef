"""What jobs say when they refuse, in English and Chinese."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    "employer_needs_a_name": {"en": "An employer needs a name.", "zh": "请填写单位名称。"},
    "more_registered_than_workers": {
        "en": "More registered workers are stated than workers in all.",
        "zh": "吸纳贫困劳动力人数多于用工总数。",
    },
    "not_a_fact_of_it": {
        "en": "Nothing of that name is kept here: {names}.",
        "zh": "没有这些项目：{names}。",
    },
    "not_a_term_of_an_opening": {
        "en": "Nothing of that name is kept of an opening: {names}.",
        "zh": "岗位信息中没有这些项目：{names}。",
    },
    "channel_has_no_openings": {
        "en": "Openings are not recorded for this channel: {channel}.",
        "zh": "该就业渠道不登记岗位：{channel}。",
    },
    "opening_has_no_seats": {
        "en": "An opening needs at least one seat.",
        "zh": "招聘人数至少为1人。",
    },
    "pay_range_out_of_order": {
        "en": "The highest pay lies below the lowest.",
        "zh": "最高月薪低于最低月薪。",
    },
    "opening_closed": {"en": "The opening is closed.", "zh": "该岗位已关闭。"},
    "opening_is_not_held": {"en": "The opening is not held back.", "zh": "该岗位未被暂缓发布。"},
    "deductions_not_stated": {
        "en": "Say what is taken off the pay. If nothing is, say so.",
        "zh": "请写明工资扣除项目；如无扣除，请写明“无”。",
    },
    "release_needs_a_named_officer": {
        "en": "Only a named officer can answer for this opening.",
        "zh": "只有具名工作人员可以放行该岗位。",
    },
    "release_needs_a_reason": {
        "en": "Say why the opening may be shown all the same.",
        "zh": "请说明放行理由。",
    },
    "unlawful_text_stands": {
        "en": "These words must go before the opening can be shown: {words}.",
        "zh": "岗位须先删去下列内容才能发布：{words}。",
    },
}
