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
    "channel_not_for_employers": {
        "en": "Public-welfare posts are offered by the office, not proposed by an employer.",
        "zh": "公益性岗位由主管部门设置，用人单位不能自行申报。",
    },
    "opening_has_no_seats": {
        "en": "An opening needs at least one seat.",
        "zh": "招聘人数至少为1人。",
    },
    "pay_or_hours_out_of_bounds": {
        "en": "Pay is not below nothing, and a week has 168 hours.",
        "zh": "月薪不能为负数,每周工时不能超过168小时。",
    },
    "pay_range_out_of_order": {
        "en": "The highest pay lies below the lowest.",
        "zh": "最高月薪低于最低月薪。",
    },
    "opening_of_no_project": {
        "en": "Only openings of the channel of projects belong to a project; this one is of {channel}.",
        "zh": "只有“项目吸纳”渠道的岗位可归属项目，该岗位渠道为{channel}。",
    },
    "project_of_another_county": {
        "en": "The project is another county's: choose one of the county of this opening.",
        "zh": "该项目属于其他县，请选择本县项目。",
    },
    "tied_to_another_project": {
        "en": "“{title}” belongs to another project already; put that opening right first.",
        "zh": "“{title}”已归属其他项目，请先更正该岗位。",
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
    "say_the_plaque": {"en": "Say the number on the plaque.", "zh": "请填写牌匾编号。"},
    "recognised_already": {
        "en": "The workshop is recognised already and has its plaque.",
        "zh": "该车间已认定并已挂牌。",
    },
    "not_recognised": {
        "en": "The workshop is not recognised, so that there is nothing to withdraw.",
        "zh": "该车间未在认定期内，无可退出。",
    },
    "say_why_it_leaves": {"en": "Say why the workshop leaves.", "zh": "请填写退出原因。"},
    "promise_a_share_or_a_number": {
        "en": "A clause promises either a share from 1 to 100 percent, or a number of people from 1.",
        "zh": "用工条款须约定比例（1%至100%）或人数（至少1人），二者择一。",
    },
    "say_the_business": {"en": "Say which business they lead.", "zh": "请填写所办经济实体。"},
    "applied_already": {
        "en": "They have applied already, and the application is on its way.",
        "zh": "本人已有申请在办理中。",
    },
    "application_is_over": {"en": "This application is over.", "zh": "该申请已办结。"},
    "not_the_next_step": {
        "en": "This is not the next step of the application.",
        "zh": "这不是该申请的下一环节。",
    },
    "step_before_the_last": {
        "en": "This step lies before the one that came first.",
        "zh": "该环节日期早于上一环节。",
    },
    "say_who_decided": {"en": "Say who decided.", "zh": "请填写作出决定的人或单位。"},
    "refusal_needs_a_reason": {"en": "A refusal says why.", "zh": "不予通过须说明理由。"},
    "notice_not_over": {
        "en": "The public notice lasts until {day}; the certificate comes after it.",
        "zh": "公示期至{day}，期满后方可发证。",
    },
    "say_the_certificate": {"en": "Say the number of the certificate.", "zh": "请填写证书编号。"},
    "say_the_evidence": {
        "en": "Say what shows that the household's income rose.",
        "zh": "请填写收入增加的凭据。",
    },
}
