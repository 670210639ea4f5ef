"""What the registry says when it refuses, in English and Chinese."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    "an_account_is_replaced_not_changed": {
        "en": "An account on record is not rewritten: record the new one, and the old one closes that day.",
        "zh": "已登记的账号不得改写：请登记新账号，原账号自当日起停用。",
    },
    "an_account_says_when_it_was_recorded": {
        "en": "An account is kept with the day on which it was recorded.",
        "zh": "登记账号须同时记录登记日期。",
    },
    "household_already_recorded": {
        "en": "A household with this number is already recorded.",
        "zh": "该户编号已登记。",
    },
    "household_already_there": {
        "en": "The household already lives there.",
        "zh": "该户已在此地。",
    },
    "not_a_household_fact": {
        "en": "Nothing of that name is kept of a household: {names}.",
        "zh": "户信息中没有这些项目：{names}。",
    },
    "event_before_registration": {
        "en": "The household was registered in {year}; the event lies before that.",
        "zh": "该户于{year}年识别，事件年度早于识别年度。",
    },
    "notice_ends_before_it_begins": {
        "en": "The public notice would end before it begins.",
        "zh": "公示结束日期早于开始日期。",
    },
    "forecast_income": {
        "en": "Income of {year} that is only expected is not recorded. Record it once it has been received.",
        "zh": "{year}年的收入为预计数，不予登记；请在实际取得后登记。",
    },
    "not_an_income_source": {
        "en": "There is no such source of income: {names}.",
        "zh": "没有这样的收入来源：{names}。",
    },
    "id_length": {
        "en": "The personal number has too many or too few characters.",
        "zh": "证件号码位数不对。",
    },
    "id_characters": {
        "en": "The personal number has characters that cannot stand there.",
        "zh": "证件号码含有不应出现的字符。",
    },
    "id_checksum": {
        "en": "The personal number has a wrong check character; one of its characters was miswritten.",
        "zh": "证件号码校验位不对，请核对是否有误写。",
    },
    "id_birth_date": {
        "en": "The personal number says an impossible birth date.",
        "zh": "证件号码中的出生日期不可能。",
    },
    "person_already_recorded": {
        "en": "Somebody with this personal number is already recorded.",
        "zh": "该证件号码已有登记。",
    },
    "person_needs_a_name": {"en": "Write the person's name.", "zh": "请填写姓名。"},
    "not_a_person_fact": {
        "en": "Nothing of that name is kept of a person: {names}.",
        "zh": "个人信息中没有这些项目：{names}。",
    },
    "record_was_merged": {
        "en": "This record was merged into another one; go on with that one.",
        "zh": "此记录已并入另一条记录，请使用保留的记录。",
    },
    "record_holds_others": {
        "en": "Another record was merged into this one. Take that back first.",
        "zh": "已有其他记录并入此记录，请先撤销合并。",
    },
    "cannot_merge_with_itself": {
        "en": "A record cannot be merged with itself.",
        "zh": "不能与自身合并。",
    },
    "merging_needs_a_reason": {
        "en": "Say why the two records are one person.",
        "zh": "请说明两条记录为同一人的理由。",
    },
    "keep_the_one_in_a_household": {
        "en": "Only the record to be given up belongs to a household. Keep that one instead.",
        "zh": "只有拟并入的记录属于某户，请改为保留该记录。",
    },
    "merge_undone_already": {
        "en": "This merge has been taken back already.",
        "zh": "该合并已撤销。",
    },
    "number_used_since": {
        "en": "The record's personal number has been given to another record since.",
        "zh": "该记录的证件号码此后已登记在另一条记录上。",
    },
    "membership_used_since": {
        "en": "The record's place in a household has been taken since.",
        "zh": "该记录在户内的位置此后已被占用。",
    },
    "person_has_died": {
        "en": "This person's death is recorded.",
        "zh": "此人已登记死亡。",
    },
    "death_before_birth": {
        "en": "The death would lie before the birth.",
        "zh": "死亡日期早于出生日期。",
    },
    "not_yet_happened": {
        "en": "That day is still to come.",
        "zh": "该日期尚未到来。",
    },
    "already_in_a_household": {
        "en": "This person already belongs to a household. Record the moving instead.",
        "zh": "此人已属于某户，请登记迁移。",
    },
    "member_number_taken": {
        "en": "The member's number {number} is taken.",
        "zh": "人编号{number}已被使用。",
    },
    "leaving_needs_a_reason": {
        "en": "Say why the person leaves the household.",
        "zh": "请说明离户原因。",
    },
    "membership_has_ended": {
        "en": "The membership has ended already.",
        "zh": "该成员关系已结束。",
    },
    "ends_before_it_began": {
        "en": "It would end before it began.",
        "zh": "结束日期早于开始日期。",
    },
    "account_is_empty": {
        "en": "There is no account number.",
        "zh": "没有填写银行账号。",
    },
    "account_stated_ahead": {
        "en": "The account is stated for a day that has not come.",
        "zh": "账户告知日期尚未到来。",
    },
    "nobody_to_pay": {
        "en": "Nothing is paid by this record: the person has died, or it was merged into another one.",
        "zh": "本记录不付款：该人已去世，或已并入另一条记录。",
    },
    "account_of_another": {
        "en": "This account is on record as somebody else's. Benefits go to the person's own account alone, never to "
        "the head's or another's: ask for theirs.",
        "zh": "该账户已登记在他人名下。待遇只打入本人账户，不打入户主或他人账户：请核对本人账户。",
    },
    "newer_account_known": {
        "en": "An account stated later is already recorded.",
        "zh": "已登记了更晚填报的账号。",
    },
    "household_has_no_single_head": {
        "en": "It is not known who heads this household, so nobody knows whose account it is.",
        "zh": "该户户主不明确，无法确定账号属于谁。",
    },
    "answer_says_how": {
        "en": "Say how the person was asked.",
        "zh": "请说明询问方式。",
    },
    "not_how_far": {
        "en": 'How far they can leave is own_village, own_township, own_county or nothing_keeps, not "{given}".',
        "zh": "“{given}”不是可外出范围，应为own_village、own_township、own_county或nothing_keeps。",
    },
    "not_a_question": {
        "en": "No question asks for that: {names}.",
        "zh": "没有这样的问题：{names}。",
    },
    "own_code_is_the_persons_own": {
        "en": "With their own code, only the person can agree. Take a signature, or their word at the desk.",
        "zh": "本人验证码方式只能由本人操作；请取得签字或由本人在窗口表示同意。",
    },
    "consent_needs_signature": {
        "en": "Without the person's own signature this is no consent.",
        "zh": "没有本人签字，不视为同意。",
    },
    "consent_by_another": {
        "en": "Somebody else signed. Only the person can agree for themselves.",
        "zh": "签字人不是本人；只有本人可以表示同意。",
    },
    "consent_needs_evidence": {
        "en": "Say what the person said or signed at the desk.",
        "zh": "请写明本人在窗口如何表示同意。",
    },
    "person_not_identified": {
        "en": "This person's number is not yet good. Mend it first; they are counted meanwhile.",
        "zh": "此人证件号码待核，请先更正；在此期间仍计入家庭人口。",
    },
    "not_a_purpose": {
        "en": "There is no such purpose: {purpose}.",
        "zh": "没有这样的用途：{purpose}。",
    },
}
