"""What each refusal of the benefits chapter says, in both languages."""

from __future__ import annotations

from gainful.benefits.refusal_words_employers import EMPLOYER_REFUSALS
from gainful.benefits.refusal_words_own import OWN_REFUSALS
from gainful.benefits.refusal_words_payments import PAYMENT_REFUSALS

REFUSALS: dict[str, dict[str, str]] = {
    **PAYMENT_REFUSALS,
    **EMPLOYER_REFUSALS,
    **OWN_REFUSALS,
    "flag_settled": {
        "en": "This flag was reviewed on {on}. A review stays as it was made.",
        "zh": "该提示已于{on}核查完毕，核查结论不再更改。",
    },
    "flag_needs_a_reviewer": {
        "en": "A review is made by a person of the staff, under their own name.",
        "zh": "核查须由工作人员以本人名义作出。",
    },
    "flag_needs_a_finding": {
        "en": "Say what was found: explained, record wrong, or handed on; and say in words why.",
        "zh": "请注明核查结论（已说明、登记有误或移交处理），并写明依据。",
    },
    "what_a_test_saw_stays": {
        "en": "What a test saw stays as it was seen.",
        "zh": "检测所见内容不得改写。",
    },
    "a_review_stays": {
        "en": "A review that was made stays as it was made.",
        "zh": "已作出的核查结论不得改写。",
    },
    "told_of_already": {
        "en": "This was settled already: by a claim, by the person's no, or because it is due no more.",
        "zh": "该事项已了结：已提出申请、本人不申请，或已不再符合条件。",
    },
    "what_is_newly_due_stays": {
        "en": "What was found to be newly due stays as it was found.",
        "zh": "已登记的新增待遇情况不得改写。",
    },
    "threshold_not_set": {
        "en": "The programme sets no value for {names}: fraud tests cannot run.",
        "zh": "项目未设定 {names} 的数值，无法运行检测。",
    },
    "no_such_rule": {"en": "No rule is called {given}.", "zh": "没有名为{given}的政策。"},
    "not_a_claim_for_payment": {
        "en": "Nothing is paid to a person or an employer by this rule: it lends, sets against taxes, or pays whoever"
        " provides the service.",
        "zh": "该政策不向个人或用人单位发放资金（属贷款、抵减税款或向服务机构拨付），不在此申请。",
    },
    "no_such_case": {
        "en": "This rule is about a job or a course, and there is none of that day on record. Record it first.",
        "zh": "该政策针对一份工作或一次培训，系统中没有该日期的记录，请先登记。",
    },
    "say_how_it_was_asked": {
        "en": "Say how it was asked: on paper, or through somebody.",
        "zh": "请注明申请方式：纸质或由他人代办。",
    },
    "too_late_to_apply": {
        "en": "The last day to apply was {day}.",
        "zh": "申请截止日期为{day}，现已超过。",
    },
    "rule_not_in_force": {"en": "The rule does not hold on {day}.", "zh": "该政策在{day}不适用。"},
    "claimed_already": {
        "en": "A claim for this benefit and period stands already.",
        "zh": "该项待遇在此期间已有申请。",
    },
    "excluded_by_a_claim": {
        "en": "It cannot be had together with “{other}”, for which a claim stands. Withdraw that one first.",
        "zh": "该项待遇不能与“{other}”同时享受，后者已有申请。如需改报，请先撤回该申请。",
    },
    "all_months_claimed": {
        "en": "It is paid for {most} months at most, and all of them are claimed.",
        "zh": "该项待遇最多享受{most}个月，已全部申请。",
    },
    "employer_not_known": {
        "en": "This benefit is paid to the employer, and the job names none on record. Record the employer first.",
        "zh": "该项待遇支付给用人单位，但该工作未关联已登记的单位，请先登记单位。",
    },
    "claim_not_open": {
        "en": "This claim does not wait for a decision: it is {state}.",
        "zh": "该申请不处于待决定状态（当前：{state}）。",
    },
    "cannot_tell_yet": {
        "en": "It cannot be decided yet. Ask: {ask}.",
        "zh": "暂不能作出决定，需先核实：{ask}。",
    },
    "no_amount_loaded": {
        "en": "It cannot be decided yet: no amount is loaded for this place: {missing}.",
        "zh": "暂不能作出决定：本地尚未录入标准：{missing}。",
    },
    "not_due_by_the_rule": {
        "en": "By the rule it is not due, so it cannot be granted. What fails: {failed}. If a fact is wrong, have it"
        " corrected first.",
        "zh": "按政策不应享受，不能批准。不符合的条件：{failed}。如事实有误，请先更正。",
    },
    "due_by_the_rule": {
        "en": "By the rule it is due, so it cannot be refused. If a fact is wrong, have it corrected first.",
        "zh": "按政策应当享受，不能不予批准。如事实有误，请先更正。",
    },
    "evidence_missing": {
        "en": "Not granted while evidence is missing: {which}.",
        "zh": "缺少材料，不能批准：{which}。",
    },
    "work_of_a_child": {
        "en": "Not granted: this job began before the person was 16. Nobody is paid for a child's work; if the birth "
        "date on record is wrong, put it right first.",
        "zh": "不能批准：该工作开始时本人未满16周岁，任何人不得因童工领取补贴。如登记的出生日期有误，请先更正。",
    },
    "no_such_evidence": {
        "en": "The rule asks for no such evidence: {given}.",
        "zh": "该政策不要求此项材料：{given}。",
    },
    "evidence_seen_already": {"en": "This evidence is recorded already.", "zh": "该材料已登记。"},
    "fact_not_used": {"en": "The rule does not look at this fact.", "zh": "该政策不使用此项事实。"},
    "the_record_knows": {
        "en": "The record says it already: {value}. If that is wrong, have the record corrected.",
        "zh": "系统中已有记录：{value}。如有误，请更正原记录。",
    },
    "not_a_value_of_the_fact": {
        "en": "“{given}” is no value of this fact: it is {wanted}.",
        "zh": "“{given}”不是该项事实的有效值，应为{wanted}。",
    },
    "nothing_told": {
        "en": "Write down at least one answer; what they do not know stays open.",
        "zh": "请至少填写一项答复；本人不清楚的可以留空。",
    },
    "say_who_said_it": {
        "en": "Say who said it: they themselves, or who else; or on which paper it stands.",
        "zh": "请写明由谁所说：本人或他人；或依据哪份材料。",
    },
    "not_said_yet": {"en": "The day on which it was said is not here yet.", "zh": "所填答复日期尚未到来。"},
    "say_on_what_paper": {
        "en": "Say on which paper, or by whom, you saw it.",
        "zh": "请写明依据哪份材料或向谁核实。",
    },
    "tells_nothing_of_people": {
        "en": "Payments of this benefit are not kept here as paid to people: its books cannot be declared.",
        "zh": "该待遇不作为对个人的发放记录在本系统，不能声明其台账完整。",
    },
    "nothing_declared": {
        "en": "Nothing is declared of this benefit here: say since which day its books are complete.",
        "zh": "此处尚未声明该待遇台账完整：请注明自何日起完整。",
    },
    "decided_already": {
        "en": "Somebody else approved or returned this decision already.",
        "zh": "该决定已由他人复核。",
    },
    "second_is_another": {
        "en": "Whoever decided does not approve: another officer does.",
        "zh": "复核人不能是作出决定的人，须由另一人复核。",
    },
    "say_why_returned": {"en": "Say why it goes back.", "zh": "请写明退回理由。"},
    "claim_not_withdrawable": {
        "en": "Only a claim that is not decided yet is withdrawn.",
        "zh": "只有尚未决定的申请可以撤回。",
    },
    "not_yet_approved": {
        "en": "There is no approved decision yet.",
        "zh": "尚无经复核的决定。",
    },
    "say_what_you_object_to": {"en": "Say what you do not agree with.", "zh": "请写明不同意之处。"},
    "too_late_to_object": {
        "en": "The last day to object was {day}. A complaint is possible at any time.",
        "zh": "提出异议的截止日期为{day}，现已超过。仍可随时投诉。",
    },
    "objected_already": {
        "en": "An objection to this decision stands already.",
        "zh": "对该决定已提出过异议。",
    },
    "review_first": {
        "en": "An appeal comes after the objection was answered.",
        "zh": "须在异议答复之后方可申诉。",
    },
    "answered_already": {"en": "It is answered already.", "zh": "已经答复。"},
    "who_decided_answers_no_objection": {
        "en": "Whoever decided or approved does not answer an objection to it: another officer does.",
        "zh": "作出决定或复核的人不能答复对该决定的异议，须由他人答复。",
    },
    "nothing_to_replace": {
        "en": "With the facts as they are on record now the rule says the same. Have the wrong fact corrected first, or"
        " let the decision stand and say why.",
        "zh": "按现有记录，政策得出的结果不变。请先更正有误的事实，或维持原决定并说明理由。",
    },
    "settled_already": {"en": "It is settled already.", "zh": "已经处理。"},
    "told_already": {"en": "It is recorded already how it was told.", "zh": "已登记告知方式。"},
    "letter_font_missing": {
        "en": "No letter is printed: the font {font} is missing or does not draw “{what}”. Run the set-up again, or"
        " name its folder in GAINFUL_FONTS.",
        "zh": "未生成告知书：缺少字体{font}，或该字体不含“{what}”。请重新安装，或用 GAINFUL_FONTS 指定字体目录。",
    },
    "extension_missing": {
        "en": "PostgreSQL lacks the extension {name}, and this user may not create it. Let the database's owner run"
        " once: CREATE EXTENSION {name}; then upgrade again.",
        "zh": "PostgreSQL 缺少扩展 {name}，当前用户无权创建。"
        "请数据库所有者执行一次 CREATE EXTENSION {name}; 然后重新升级。",
    },
}  # fmt: skip

TABLES = {
    "benefits_fraudflag": {
        "en": ("flag of a fraud test", "flags of fraud tests"),
        "zh": ("检测提示", "检测提示"),
    },
}
