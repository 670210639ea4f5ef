"""What casework says when it refuses, in English and Chinese."""

from __future__ import annotations

from gainful.casework.help_refusal_words import HELP_REFUSALS
from gainful.casework.journey_refusal_words import JOURNEY_REFUSALS
from gainful.casework.spell_refusal_words import SPELL_REFUSALS

_OWN: dict[str, dict[str, str]] = {
    # held by the database
    "no_live_consent": {
        "en": "There is no live consent of this person for that. Ask them; without it nothing is shown or placed.",
        "zh": "此人目前没有有效的授权同意。请先征求本人意见；未经同意不得推荐或安置。",
    },
    "a_number_is_kept": {
        "en": "A record's own number is never changed.",
        "zh": "记录的编号不得更改。",
    },
    "consent_in_use": {
        "en": "Somebody is shown an opening or placed by this consent: it stays whose and for what it was given.",
        "zh": "该授权正用于推荐或安置，授权人和用途不得更改。",
    },
    "not_a_day": {"en": "A day is written as year, month and day.", "zh": "日期须写明年、月、日。"},
    "an_answer_is_kept": {"en": "An answer that was given is not rewritten.", "zh": "已作出的答复不得改写。"},
    "not_begun_ahead": {
        "en": "Work is recorded as begun once it has begun, not ahead.",
        "zh": "工作开始后才能登记上岗，不得提前登记。",
    },
    "opening_changed_since": {
        "en": "The opening's place or employer is another one since the person said yes: show it to them again.",
        "zh": "本人同意后，岗位的地点或用人单位已变更：请重新推荐并征求意见。",
    },
    "person_not_placeable": {
        "en": "This person cannot be placed: not identified, merged into another record, or deceased.",
        "zh": "此人不能安置：身份未核实、记录已合并或已去世。",
    },
    "under_16": {
        "en": "Nobody under 16, or of unknown age, is shown or given work. Where the ID number and the birth date on "
        "record differ, the younger of the two holds until it is cleared which is right.",
        "zh": "未满16周岁或年龄不明的，不得推荐或安排工作。证件号码与登记的出生日期不一致的，核清前按较小的处理。",
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
    "roll_not_due": {
        "en": "The roll of a month is told from its last day on, {day}.",
        "zh": "当月用工名册自当月最后一日（{day}）起填报。",
    },
    "roll_says_nothing": {
        "en": "Nothing is filled in: tell of at least one worker.",
        "zh": "尚未填写任何内容，请至少填报一人。",
    },
    "not_on_the_roll": {
        "en": "Somebody there is not on this roll: nobody is, or is no longer, known to you by that name and job.",
        "zh": "名册中没有此人，或此人已不再向贵单位公开。",
    },
    "told_already": {
        "en": "The roll was told for one of them already. It stays as told; pay that came later is added to it, and "
        "the office puts right what was wrong.",
        "zh": "其中有人已填报。已填报的内容不再更改；后来发放的工资另行补报，有误请联系主管部门。",
    },
    "say_when_paid": {
        "en": "Pay needs the day on which it was paid, and a day needs an amount. Write 0 and no day where nothing was "
        "paid.",
        "zh": "已发工资须填写发放日期；未发放的请填0，不填日期。",
    },
    "say_when_they_left": {
        "en": "Who is no longer there left on a day; who is still there has none.",
        "zh": "已离开的须填写离开日期；仍在岗的不填。",
    },
    "not_a_report": {
        "en": "Say whether they arrived, did not arrive, or left.",
        "zh": "请说明是到岗、未到岗还是离开。",
    },
    "not_at_work_yet": {
        "en": "They have not begun here as far as the office knows: say first whether they arrived.",
        "zh": "主管部门尚无其到岗记录，请先报告是否到岗。",
    },
    "at_work_already": {
        "en": "They are at work here already, or have been. If they are no longer there, say when they left.",
        "zh": "此人已到岗或曾在岗。如已离开，请报告离开日期。",
    },
    "record_the_beginning_first": {
        "en": "Record the beginning on the job first, as the worker says it.",
        "zh": "请先按本人所述在就业记录中登记到岗。",
    },
    "record_the_end_first": {
        "en": "Record the end on the job first, as the worker says it.",
        "zh": "请先按本人所述在就业记录中登记离岗。",
    },
    "no_message_gateway": {
        "en": "No way of sending short messages is set up here. Make a code and hand it to the person.",
        "zh": "本系统未配置短信通道。请生成代码并当面交给本人。",
    },
    "no_phone": {
        "en": "No phone of this person is known. Make a code and hand it to them.",
        "zh": "没有此人的电话。请生成代码并当面交给本人。",
    },
    "code_just_sent": {
        "en": "A code was made for this person minutes ago, or five times today. Wait, or hand one over.",
        "zh": "几分钟前刚生成过代码，或今日已达五次。请稍候，或当面交付。",
    },
    "not_their_own": {
        "en": "That belongs to somebody else.",
        "zh": "这不属于本人。",
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
        "en": "This work is hazardous, or nobody can tell that it is not, and they are not known to be 18. Show them "
        "other work; where somebody under 18 is found at hazardous work, open a protection case.",
        "zh": "该工种属禁忌劳动或无法确定不属禁忌劳动，而本人未满18周岁或年龄不明。请推荐其他岗位；"
        "发现未满18周岁者从事禁忌劳动的，请立案保护。",
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
    # complaints
    "complained_about_handles_nothing": {
        "en": "Whom a complaint is about, and their direct colleagues, have no hand in it.",
        "zh": "被投诉人及其同岗位人员不得经办该投诉。",
    },
    "a_complaint_starts_unhandled": {
        "en": "A complaint is filed first and handled later.",
        "zh": "投诉须先登记，再办理。",
    },
    "a_subject_stays": {
        "en": "Whom a complaint is about is not taken out again.",
        "zh": "被投诉人登记后不得删改。",
    },
    "grievance_resolved_already": {"en": "This complaint is resolved.", "zh": "该投诉已办结。"},
    "grievance_step_done": {"en": "This has been done already.", "zh": "该步骤已完成。"},
    "grievance_not_answered": {
        "en": "Answer the complainant first; a complaint is resolved after that.",
        "zh": "请先答复投诉人，再办结。",
    },
    "grievance_code_not_good": {
        "en": "No complaint has this code. Look at it again, letter by letter.",
        "zh": "没有与此码对应的投诉，请逐字核对。",
    },
    "no_staff_of_that_name": {
        "en": "Nobody of that name is posted there. Write the name as it stands on their pages.",
        "zh": "该地没有此姓名的工作人员，请按其页面所示姓名填写。",
    },
    "say_what_happened": {"en": "Say what happened.", "zh": "请写明发生了什么。"},
    "say_who_speaks": {"en": "Say who speaks for them.", "zh": "请写明由谁代为反映。"},
    "name_the_paper": {"en": "Name the paper it stands on.", "zh": "请写明书面材料名称。"},
    "not_whom_it_may_be_about": {"en": "Say whom it is about.", "zh": "请选择投诉对象。"},
    # calls, stopped employers, consent asked again
    "ask_them_alone": {
        "en": "Ask again when nobody of the employer or of the placing office is listening; put it off till then.",
        "zh": "请在单位人员和介绍人不在场时再问，可先推迟。",
    },
    "not_a_housing": {"en": "Not a kind of housing: {given}.", "zh": "不是食宿类型：{given}。"},
    "only_the_desk_lifts": {
        "en": "Only the independent desk lets placements go on here.",
        "zh": "只有独立受理处可以解除冻结。",
    },
    "a_freeze_stays": {
        "en": "A stop is lifted with a reason; it is not changed or deleted.",
        "zh": "冻结须说明理由后解除，不得改动或删除。",
    },
    "freeze_lifted_already": {"en": "This stop has been lifted.", "zh": "该冻结已解除。"},
    "not_a_reask": {"en": "Say what they answered.", "zh": "请选择本人的答复。"},
    # codes of the programme
    "not_a_service": {"en": "Not a service of the programme: {given}.", "zh": "不是项目服务：{given}。"},
    "not_a_channel": {"en": "Not a channel of the programme: {given}.", "zh": "不是就业渠道：{given}。"},
    "not_a_leaving_reason": {"en": "Not a reason for leaving: {given}.", "zh": "不是离岗原因：{given}。"},
    "not_an_evidence_grade": {"en": "Not a grade of evidence: {given}.", "zh": "不是核实等级：{given}。"},
    "parameter_not_set": {"en": "The programme sets no value for {name}.", "zh": "项目未设定{name}。"},
    "not_a_way_to_meet": {
        "en": "Say how you met: on a visit, by phone, at the office or at a meeting.",
        "zh": "请选择联系方式：走访、电话、来访或会议。",
    },
    "say_what_was_said": {"en": "Say in a few words what was said.", "zh": "请简要填写谈话内容。"},
    "plan_needs_words": {"en": "Say what is to be done next.", "zh": "请填写下一步打算。"},
    "say_it_in_words": {"en": "Write it in words.", "zh": "请用文字写下来。"},
    "not_a_state_of_a_goal": {
        "en": "A goal is aimed for, reached, or laid aside.",
        "zh": "目标只有进行中、已实现、已放下三种状态。",
    },
    "story_is_their_own": {
        "en": "They wrote this story on their own page: only they share it, there.",
        "zh": "该故事由本人在个人页面填写，只能由本人在该页面分享。",
    },
    "written_stays_written": {
        "en": "What was written down stays as it was; add a new entry.",
        "zh": "已写下的记录不再改动，请新增一条。",
    },
    # attendance, posts, signs
    "not_a_roll": {
        "en": "Attendance is of a day or a month, from a paper roll, by phone, or seen on screen.",
        "zh": "出勤按日或按月登记，来源为纸质考勤、电话或现场。",
    },
    "not_worked_then": {
        "en": "The person did not work there at that time.",
        "zh": "本人当时不在该岗位。",
    },
    "more_days_than_there_are": {
        "en": "The days present do not fit into that time.",
        "zh": "出勤天数超出该期间。",
    },
    "not_a_post": {"en": "This job is no public post.", "zh": "这不是公益性岗位。"},
    "post_needs_the_persons_word": {
        "en": "Write what the person says themselves about this post.",
        "zh": "请写下本人对该岗位的意见。",
    },
    "say_which_ledger": {
        "en": "Name the ledger that tells of this post, and the day of that ledger.",
        "zh": "请写明记载该岗位的台账名称及台账日期。",
    },
    "not_from_before_the_check": {
        "en": "That ledger is older than the post, or of a time when posts are checked: see if anything else fits.",
        "zh": "该台账日期已在兜底核查实施之后，或早于上岗日期：请核查本人是否有其他合适岗位。",
    },
    "ask_whether_they_can_leave": {
        "en": "Nothing on record says that they cannot leave home. Ask them and record it with their wishes first.",
        "zh": "尚无本人不能外出的记录，请先询问本人并在意愿中登记。",
    },
    "a_list_says_otherwise": {
        "en": "A list ({told_in}) says {days} days for this roll: undo that import, or record what was seen.",
        "zh": "已导入的名册对该考勤记载为{days}天（{told_in}），原样保留。请按“现场”登记，或撤销该次导入。",
    },
    "post_wage_is_no_money": {"en": "A wage is more than 0.", "zh": "岗位补贴须大于0元。"},
    "not_a_reason_for_a_post": {
        "en": "This is no reason for this post.",
        "zh": "该理由不适用于此公益性岗位。",
    },
    "post_term_too_long": {
        "en": "A post lasts {months} months at most from its first day.",
        "zh": "公益性岗位自上岗之日起最长{months}个月。",
    },
    "something_else_fits": {
        "en": "Other openings fit this person: a post is the last resort. Show them those first.",
        "zh": "尚有其他岗位适合本人，公益性岗位属兜底安置，请先推荐其他岗位。",
    },
    "ask_the_person_first": {
        "en": "It is not known what the person wants, or they agreed to no referral. Ask them first.",
        "zh": "尚不清楚本人意愿或本人未同意推荐，请先询问本人。",
    },
    "not_an_ordinary_job": {
        "en": "Choose a job of the same person that is no post and that they work in.",
        "zh": "请选择本人现正从事的非公益性岗位工作。",
    },
    "not_a_place_sign": {"en": "There is no sign of that name.", "zh": "没有这种迹象。"},
}

REFUSALS: dict[str, dict[str, str]] = _OWN | JOURNEY_REFUSALS | HELP_REFUSALS | SPELL_REFUSALS
