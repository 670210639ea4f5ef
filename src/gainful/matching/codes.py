"""Every code that matching gives, as a sentence in English and in Chinese: two languages as data.

A template names the values it uses. `sentence` fills it: amounts in fen as yuan, dates as written, codes by
the names that the caller knows (occupations, certificates, places), lists with commas, unknown as "not known".
A change is information ("if ..."), never an order: nothing is asked of the person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from gainful.terms.money import format_yuan

_REFUSALS: dict[str, tuple[str, str]] = {
    "under_16": (
        "Under 16 nobody may be placed; the age is {age_years}.",
        "未满16周岁不得介绍就业（现{age_years}周岁）。",
    ),
    "age_unknown": (
        "The age cannot be told (no birth date, or it and the personal number disagree), and it must be certain that "
        "this is not a child.",
        "年龄无法确定（未登记出生日期，或与身份证号不一致），须先确认已满16周岁。",
    ),
    "no_consent": ("There is no live consent to being referred.", "本人目前没有有效的推荐岗位同意。"),
    "not_willing": ("The person does not want work now.", "本人目前没有就业意愿。"),
    "willingness_unknown": ("Nobody has asked whether the person wants work.", "尚未询问本人是否愿意就业。"),
    "opening_held": ("The opening is held back: {held_for}.", "该岗位已暂停推荐：{held_for}。"),
    "opening_closed": ("The opening closed on {valid_until}.", "该岗位已于{valid_until}截止。"),
    "no_free_seat": ("All seats are taken.", "该岗位已招满。"),
    "agreed_place_unknown": (
        "Nobody has asked how far the person would go.",
        "尚未询问本人愿意去多远的地方工作。",
    ),
    "place_unknown": (
        "Where the work is, is not known well enough ({place}).",
        "工作地点不够明确（{place}）。",
    ),
    "beyond_agreed_place": (
        'The work is at {place}: it needs agreement to "{needed}", agreed was "{agreed}".',
        "工作地点在{place}，需同意“{needed}”，本人只同意“{agreed}”。",
    ),
    "nearer_than_agreed": (
        'The work is at {place} ("{needed}"); only work from "{agreed}" on was agreed.',
        "工作在{place}（“{needed}”），本人只同意“{agreed}”及更远。",
    ),
    "agreed_occupation_unknown": (
        "Nobody has asked what work the person would do.",
        "尚未询问本人愿意从事的工种。",
    ),
    "occupation_not_stated": ("The opening does not say what work it is.", "该岗位未写明工种。"),
    "occupation_not_wanted": (
        "The work is {occupation}; agreed was {agreed}.",
        "岗位工种为{occupation}，本人愿意从事：{agreed}。",
    ),
    "pay_below_wish": (
        "It pays {pay_high_fen} a month at most; at least {pay_at_least_fen} was agreed.",
        "月薪最高{pay_high_fen}，低于本人要求的{pay_at_least_fen}。",
    ),
    "pay_may_fall_short": (
        "It pays from {pay_low_fen} to {pay_high_fen} a month: at least {pay_at_least_fen} "
        "was agreed, and that is not certain.",
        "月薪{pay_low_fen}至{pay_high_fen}，不能确定达到本人要求的{pay_at_least_fen}。",
    ),
    "pay_not_stated": (
        "The pay is not stated; at least {pay_at_least_fen} a month was agreed.",
        "未写明月薪，本人要求不低于{pay_at_least_fen}。",
    ),
    "education_below": (
        "The education asked for is {asked_rank}; the person's is {education_rank}.",
        "岗位要求学历{asked_rank}，本人为{education_rank}。",
    ),
    "certificate_missing": ("It requires the certificate {certificate}.", "岗位要求持有{certificate}证书。"),
    "hazardous_under_18": (
        "It is hazardous work, closed to anybody under 18.",
        "属危险作业，未满18周岁不得从事。",
    ),
    "hazard_not_stated": (
        "Whether it is hazardous is not stated; under 18 that must be certain.",
        "未写明是否危险作业，未满18周岁须先确认。",
    ),
    "needs_to_be_home_evenings": (
        "The person needs to be home in the evenings; this work is away or at night.",
        "本人晚上需要在家，该工作在外地或需上夜班。",
    ),
    "housing_not_provided": (
        "It is away from home and provides no housing, which the person asked for.",
        "工作在外地且不提供住宿，本人要求提供住宿。",
    ),
    "hours_above_wish": (
        "It is {hours_per_week} hours a week; at most {hours_at_most} were agreed.",
        "每周{hours_per_week}小时，超过本人同意的{hours_at_most}小时。",
    ),
    "cannot_do_task": (
        "The work demands what the person said they cannot do: {demands}.",
        "工作要求本人表示不能承担的：{demands}。",
    ),
    "available_too_late": (
        "The person is free from {available_on}; the latest start is {latest_start}.",
        "本人{available_on}起可到岗，岗位最晚{latest_start}到岗。",
    ),
    "cannot_leave_home": (
        'The work is at {place} ("{needed}"); the person said that they cannot leave beyond "{stays}".',
        "工作在{place}（“{needed}”），本人表示不能离开“{stays}”。",
    ),
    "post_is_last_resort": (
        "Public-welfare posts are kept for those who have no other opening within reach.",
        "公益性岗位留给在可及范围内没有其他合适岗位的人。",
    ),
    "no_openings": ("There are no openings at all in this round.", "本轮没有任何岗位。"),
}

_CHANGES: dict[str, tuple[str, str]] = {
    "under_16": ("on the 16th birthday", "年满16周岁以后"),
    "age_unknown": ("if the age were noted", "如查明年龄"),
    "no_consent": ("if the person consented to being referred", "如本人同意推荐岗位"),
    "not_willing": ("if the person came to want work", "如本人日后愿意就业"),
    "willingness_unknown": ("if the person were asked and wanted work", "如经询问本人愿意就业"),
    "opening_held": (
        "if the employer put right why it is held back ({held_for})",
        "如用人单位改正（{held_for}）",
    ),
    "opening_closed": (
        "if the employer opened it again (it closed on {valid_until})",
        "如用人单位重新招聘（已于{valid_until}截止）",
    ),
    "no_free_seat": ("if a seat became free", "如有空缺"),
    "agreed_place_unknown": ("if the person were asked how far they would go", "如询问本人愿意去多远"),
    "place_unknown": ("if the employer named the place", "如用人单位写明工作地点"),
    "beyond_agreed_place": ('if "{needed}" were agreed', "如本人同意“{needed}”"),
    "nearer_than_agreed": ("if nearer work were agreed as well", "如本人也愿意在近处工作"),
    "agreed_occupation_unknown": (
        "if the person were asked what work they would do",
        "如询问本人愿意从事的工种",
    ),
    "occupation_not_stated": ("if the employer said what work it is", "如用人单位写明工种"),
    "occupation_not_wanted": ("if {occupation} were agreed as well", "如本人也愿意从事{occupation}"),
    "pay_below_wish": (
        "if it paid {pay_at_least_fen} or more, or {pay_low_fen} were enough",
        "如月薪达到{pay_at_least_fen}，或本人接受{pay_low_fen}",
    ),
    "pay_may_fall_short": (
        "if the employer confirmed at least {pay_at_least_fen}",
        "如用人单位确认不低于{pay_at_least_fen}",
    ),
    "pay_not_stated": (
        "if the employer stated a pay of at least {pay_at_least_fen}",
        "如用人单位写明不低于{pay_at_least_fen}",
    ),
    "education_below": (
        "if the employer accepted this education: {education_rank}",
        "如用人单位接受学历{education_rank}",
    ),
    "certificate_missing": (
        "with the certificate {certificate} (course with free seats: {course})",
        "如取得{certificate}证书（有名额的培训班：{course}）",
    ),
    "hazardous_under_18": ("on the 18th birthday", "年满18周岁以后"),
    "hazard_not_stated": ("if the employer stated that it is not hazardous", "如用人单位写明不属危险作业"),
    "needs_to_be_home_evenings": ("if the evenings were covered", "如晚间有人照料"),
    "housing_not_provided": ("if the employer provided housing", "如用人单位提供住宿"),
    "hours_above_wish": ("if it were {hours_at_most} hours a week", "如每周不超过{hours_at_most}小时"),
    "cannot_do_task": ("if the employer did without: {demands}", "如用人单位免去：{demands}"),
    "available_too_late": ("if the employer waited until {available_on}", "如用人单位等到{available_on}"),
    "cannot_leave_home": (
        'if the person came to be able to leave: "{needed}"',
        "如本人日后能够外出（“{needed}”）",
    ),
    "post_is_last_resort": ("if nothing else within reach were admissible", "如可及范围内没有其他合适岗位"),
}

_REASONS: dict[str, tuple[str, str]] = {
    "occupation_named": ("You named this work: {occupation}.", "是您想做的工种：{occupation}。"),
    "has_worked_as": ("You have done this work before: {occupation}.", "您做过这个工种：{occupation}。"),
    "training_leads_here": ("You were trained for it: {occupation}.", "您参加过相关培训：{occupation}。"),
    "certificate_held": ("You hold the certificate {certificate}.", "您持有{certificate}证书。"),
    "place_as_named": ("It is where you said you would like to work: {named}.", "在您希望的地点：{named}。"),
    "nearness": ("It is near home ({location_class}).", "离家近（{location_class}）。"),
    "pay_above_wish": (
        "It surely pays {pay_low_fen} a month; you asked for {pay_at_least_fen}.",
        "月薪不低于{pay_low_fen}，您要求{pay_at_least_fen}。",
    ),
    "contract_length": ("The contract runs {contract_months} months.", "合同期{contract_months}个月。"),
    "housing_away": ("Housing is provided.", "提供住宿。"),
    "price": (
        "Many people are shown this opening: {price} points lower on the list.",
        "向很多人推荐了该岗位，排序降低{price}分。",
    ),
}

_QUESTIONS: dict[str, tuple[str, str]] = {
    "ask_education": ("What education do you have?", "您的文化程度是？"),
    "ask_certificate_held": ("Do you hold the certificate?", "您是否持有证书？"),
    "ask_certificate_needed": (
        "Ask the employer: is the certificate required?",
        "请向单位确认：证书是否必须？",
    ),
    "ask_when_free": ("From when are you free?", "您什么时候可以到岗？"),
    "ask_pay": ("Ask the employer: what is the pay?", "请向单位确认：月薪多少？"),
    "ask_hours": ("Ask the employer: how many hours a week?", "请向单位确认：每周工时多少？"),
    "ask_deductions": ("Ask the employer: what is deducted from the pay?", "请向单位确认：有哪些扣款？"),
    "ask_housing": ("Ask the employer: is housing provided?", "请向单位确认：是否提供住宿？"),
    "ask_home_evenings": ("Can you be home in the evenings from there?", "从那里晚上能否回家？"),
    "ask_care_when_away": ("Who looks after your family while you are away?", "您外出期间家人由谁照料？"),
}

_CUT_OFFS: dict[str, tuple[str, str]] = {
    "cut_off_no_seat": ("There is no free seat.", "没有空缺。"),
    "cut_off_nobody_asked": ("{seats} seats are free; nobody asked for one.", "有{seats}个名额，无人选择。"),
    "cut_off_open": (
        "Everybody who asked has a seat: {taken} of {seats}.",
        "选择者均已安排：{seats}个名额安排{taken}人。",
    ),
    "cut_off_just_enough": (
        "Everybody who asked has a seat, and all {seats} are taken.",
        "选择者均已安排，{seats}个名额刚好用完。",
    ),
    "cut_off_by_tier": (
        "{asked} asked for {seats} seats; the last went to need tier {tier}, which goes first.",
        "{asked}人选择{seats}个名额，按困难程度优先，最后一名属第{tier}类。",
    ),
    "cut_off_by_claim": (
        "{asked} asked for {seats} seats; in need tier {tier} those with {claim} or more points "
        "of experience, training and certificate have one.",
        "{asked}人选择{seats}个名额，第{tier}类中经验、培训、证书得分{claim}分及以上者入选。",
    ),
    "cut_off_by_lot": (
        "{asked} asked for {seats} seats; among equals (need tier {tier}, {claim} points) lots "
        "were drawn, the last to enter being {lot}.",
        "{asked}人选择{seats}个名额，同等条件（第{tier}类、{claim}分）以摇号决定，最后入选号为{lot}。",
    ),
}

_SCOPES: dict[str, tuple[str, str]] = {
    "in_village": ("own village", "本村"),
    "in_township": ("own township", "本乡镇"),
    "in_county": ("own county", "本县"),
    "in_province": ("own province", "本省"),
    "anywhere": ("anywhere in the country", "全国范围"),
    "abroad": ("abroad", "境外"),
    "out_of_province": ("outside the province", "省外"),
    "in_province_unknown": ("in the province, county not known", "省内，县未明"),
    "open": ("yes", "有"),
    "none": ("none", "无"),
    "unknown": ("not known", "不详"),
}

SENTENCES: Mapping[str, Mapping[str, str]] = {
    code: {"en": english, "zh": chinese}
    for group in (
        _REFUSALS,
        {f"change_{code}": both for code, both in _CHANGES.items()},
        _REASONS,
        _QUESTIONS,
        _CUT_OFFS,
    )
    for code, (english, chinese) in group.items()
}
CODES: tuple[str, ...] = tuple(SENTENCES)


def sentence(
    code: str,
    language: str,
    values: Mapping[str, object] | None = None,
    named: Callable[[str, str], str] | None = None,
) -> str:
    """The sentence of a code in a language ("zh..." or else English), filled with its values.

    `named` gives the words for a code value, from the value's name ("occupation", "certificate", "place",
    "held_for", "demands", "agreed") and the code. Raises KeyError for an unknown code or a missing value.
    """
    language = "zh" if language.startswith("zh") else "en"
    words = {name: _worded(name, value, language, named) for name, value in (values or {}).items()}
    return SENTENCES[code][language].format_map(words)


def _worded(name: str, value: object, language: str, named: Callable[[str, str], str] | None) -> str:
    if value is None:
        return _SCOPES["unknown"][language == "zh"]
    if name.endswith("_fen") and isinstance(value, int):
        return format_yuan(value, language)
    if isinstance(value, tuple):
        return ("、" if language == "zh" else ", ").join(_worded(name, one, language, named) for one in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value in _SCOPES:
        return _SCOPES[value][language == "zh"]
    is_code = isinstance(value, str) or name == "place"
    return named(name, str(value)) if named and is_code else str(value)
