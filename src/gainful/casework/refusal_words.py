"""What casework says when it refuses, in English and Chinese."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    # held by the database
    "no_live_consent": {
        "en": "There is no live consent of this person for that. Ask them; without it nothing is shown or placed.",
        "zh": "此人目前没有有效的授权同意。请先征求本人意见；未经同意不得推荐或安置。",
    },
    "person_not_placeable": {
        "en": "This person cannot be placed: not identified, merged into another record, or deceased.",
        "zh": "此人不能安置：身份未核实、记录已合并或已去世。",
    },
    "under_16": {
        "en": "Nobody under 16, or of unknown age, is shown or given work.",
        "zh": "未满16周岁或年龄不明的，不得推荐或安排工作。",
    },
    "opening_not_open": {
        "en": "The opening is closed or held back.",
        "zh": "该岗位已关闭或已暂缓推荐。",
    },
    "opening_expired": {"en": "The opening is no longer valid on that day.", "zh": "该岗位当日已过有效期。"},
    "employer_frozen": {
        "en": "Placements with this employer are stopped until what was found there is cleared up.",
        "zh": "该单位的安置已冻结，待核实问题解决后恢复。",
    },
    "no_seat_left": {"en": "The last seat has been taken.", "zh": "该岗位名额已满。"},
    "no_accepted_offer": {
        "en": "A placement needs an offer of this opening that the person accepted themselves.",
        "zh": "安置须有本人亲自接受的该岗位推荐。",
    },
    "starts_as_agreed": {
        "en": "A placement is agreed first; work begins with an act of its own.",
        "zh": "安置须先约定，上岗另行登记。",
    },
    "terms_are_frozen": {
        "en": "What a person was shown is not changed. Show them the opening again.",
        "zh": "已向本人展示的内容不得更改，请重新展示该岗位。",
    },
    "origin_cannot_change": {
        "en": "A recorded job cannot become a placement, nor a placement a recorded job.",
        "zh": "登记的就业记录与安置记录不能互换。",
    },
    # offers and answers
    "already_shown": {
        "en": "This opening has been shown on the same terms and waits for an answer.",
        "zh": "该岗位已按相同条件展示，正等待本人答复。",
    },
    "starts_before_free": {
        "en": "They said that they are free from {day}: a start before that goes beyond what they agreed to.",
        "zh": "本人说{day}起才可上岗：更早开始超出了本人同意的范围。",
    },
    "starts_before_shown": {"en": "Work would begin before it is offered.", "zh": "上岗日期早于推荐日期。"},
    "hazardous_under_18": {
        "en": "This work is hazardous and nobody under 18, or of unknown age, may do it.",
        "zh": "该工种属禁忌劳动，未满18周岁或年龄不明者不得从事。",
    },
    "does_not_fit": {
        "en": "This goes beyond what the person agreed to, or the opening is not for them: {reasons}.",
        "zh": "超出本人同意的范围或岗位不适合：{reasons}。",
    },
    "ask_deductions_first": {
        "en": "The opening does not state its deductions. Ask the employer, record it, and show the offer again.",
        "zh": "该岗位未说明扣款项目。请先向单位问明并登记，再重新向本人展示。",
    },
    "another_placement_agreed": {
        "en": "The person has agreed to another job that has not begun. They can withdraw from it first.",
        "zh": "本人已接受另一尚未上岗的岗位，可先撤回。",
    },
    "not_waiting": {
        "en": "This offer does not wait for an answer ({state}).",
        "zh": "该推荐不在等待答复（{state}）。",
    },
    "answer_needs_evidence": {
        "en": "Say which paper the person signed at the desk.",
        "zh": "请注明本人在柜台签字的书面材料。",
    },
    "say_through_whom": {"en": "Say who brought the answer.", "zh": "请注明由谁转达。"},
    "not_a_way_to_answer": {"en": "Nobody answers that way: {how}.", "zh": "没有这种答复方式：{how}。"},
    "nothing_to_withdraw": {
        "en": "This offer was declined, withdrawn or has lapsed already.",
        "zh": "该推荐已被谢绝、撤回或失效。",
    },
    "work_has_begun": {
        "en": "Work has begun. Record the leaving on the job itself; the person may leave at any time.",
        "zh": "已经上岗，请在就业记录中登记离岗；本人可随时离开。",
    },
    # spells
    "not_yet_begun": {"en": "This job has not begun yet.", "zh": "该就业尚未开始。"},
    "ends_before_start": {"en": "The job would end before it began.", "zh": "离岗日期早于上岗日期。"},
    "not_a_fact_of_a_spell": {
        "en": "Nothing of that name is kept of a job, or changed this way: {names}.",
        "zh": "就业记录中没有或不能这样更改：{names}。",
    },
    "spell_already_recorded": {
        "en": "The same job with the same start is recorded already.",
        "zh": "同一起始日期的同一就业已登记。",
    },
    "child_found_working": {
        "en": "A child under 16 was found working. This is not recorded as a job: open a protection case.",
        "zh": "发现未满16周岁者务工，不作就业登记，请立案保护。",
    },
    "not_agreed": {
        "en": "This is not an agreed placement ({state}).",
        "zh": "该记录不是已约定的安置（{state}）。",
    },
    "cooling_off": {
        "en": "Work outside the county cools off for 48 hours after the yes; until then it cannot begin.",
        "zh": "县外就业在本人接受后有48小时冷静期，期满前不得上岗。",
    },
    "not_working": {"en": "This job is not under way ({state}).", "zh": "该就业不在进行中（{state}）。"},
    "evidence_not_better": {
        "en": "This evidence is not better than what is there.",
        "zh": "该核实方式不高于现有等级。",
    },
    "evidence_weaker": {
        "en": "Better evidence is already recorded; weaker evidence does not replace it.",
        "zh": "已有更高等级的核实，不以较低等级替换。",
    },
    # follow-ups and pay
    "not_open": {
        "en": "This follow-up is done or dropped ({state}).",
        "zh": "该回访已完成或已取消（{state}）。",
    },
    "not_due_yet": {"en": "This follow-up is not due yet.", "zh": "该回访尚未到期。"},
    "say_when_work_ended": {"en": "Say the last day of work.", "zh": "请填写最后工作日。"},
    "put_off_too_far": {
        "en": "A follow-up is put off to a later day, at most {days} days after it was due.",
        "zh": "回访只能推迟到以后的日期，且不超过到期后{days}天。",
    },
    "say_why": {"en": "Say why.", "zh": "请说明原因。"},
    "pay_not_late_enough": {
        "en": "The pay of that month is confirmed, or not late enough for this.",
        "zh": "该月工资已确认，或逾期天数未到。",
    },
    "month_not_worked": {"en": "That month was not worked in this job.", "zh": "该月不在此次就业期间。"},
    # reviews
    "not_a_review": {
        "en": "Nothing is reviewed under that name: {given}.",
        "zh": "没有这种核查事项：{given}。",
    },
    "review_decided_already": {"en": "This has been decided already.", "zh": "该事项已作出决定。"},
    "not_a_decision": {"en": "That does not end a review of this kind.", "zh": "该类事项不能这样决定。"},
    "another_officer_answers": {
        "en": "The officer who looks after this household decides, or the county office.",
        "zh": "须由负责此户的工作人员或县级经办机构决定。",
    },
    "no_job_to_correct": {
        "en": "There is no job on record to which this could be written. Record the job first.",
        "zh": "没有可更正的就业记录，请先登记就业。",
    },
    # services, protection, codes
    "officer_not_posted_here": {
        "en": "That officer is not posted to the area of this household.",
        "zh": "该工作人员不负责此户所在地区。",
    },
    "already_assigned": {
        "en": "That officer already looks after this household.",
        "zh": "该工作人员已负责此户。",
    },
    "case_closed_already": {"en": "This case is closed.", "zh": "该案件已结。"},
    "say_what_was_found": {"en": "Say what was found.", "zh": "请写明核查结果。"},
    "code_not_good": {
        "en": "This code does not open a page. Ask the office for a new one.",
        "zh": "验证码无效，请向工作人员索取新码。",
    },
    "ask_every_sign": {
        "en": "Ask about every sign; what was not said stays blank.",
        "zh": "请逐项询问；未回答的留空。",
    },
    "not_a_sign": {"en": "There is no sign of that name: {sign}.", "zh": "没有该项指标：{sign}。"},
    "not_a_moment": {"en": "Nothing is asked at that moment: {moment}.", "zh": "该时点无需询问：{moment}。"},
    "asked_already": {"en": "This has been asked at that moment.", "zh": "该时点已询问。"},
    "asked_by_placing_officer": {
        "en": "Somebody other than the officer who made the offer asks this.",
        "zh": "须由推荐人以外的工作人员询问。",
    },
    "not_your_bulk_act": {
        "en": "This cannot be taken back: it is not an act in bulk of your own.",
        "zh": "无法撤回：不是您本人批量办理的事项。",
    },
    # codes of the programme
    "not_a_service": {"en": "Not a service of the programme: {given}.", "zh": "不是项目服务：{given}。"},
    "not_a_channel": {"en": "Not a channel of the programme: {given}.", "zh": "不是就业渠道：{given}。"},
    "not_a_leaving_reason": {"en": "Not a reason for leaving: {given}.", "zh": "不是离岗原因：{given}。"},
    "not_an_evidence_grade": {"en": "Not a grade of evidence: {given}.", "zh": "不是核实等级：{given}。"},
    "parameter_not_set": {"en": "The programme sets no value for {name}.", "zh": "项目未设定{name}。"},
}
