"""What is said of a fact that is true or not where a rule asks that it is not: its meaning denied, by language."""

from __future__ import annotations

_ROWS: dict[str, tuple[str, str]] = {
    "household_registered": (
        "the household is not on file as registered poor and never was",
        "该户未曾建档立卡"),
    "has_exited": (
        "the household has not been declared out of poverty on or before the date",
        "该户截至当日未脱贫退出"),
    "household_at_risk": (
        "the household is monitored neither as marginal nor as unstably out of poverty",
        "该户不是边缘易致贫户，也不是脱贫不稳定户"),
    "relocated": (
        "the household was not moved under the relocation programme",
        "该户不是易地扶贫搬迁户"),
    "minimum_allowance": (
        "the household does not receive the minimum living allowance on the date",
        "该户当日未享受最低生活保障"),
    "low_income_recognised": (
        "the household is not recognised as a low-income household on the date",
        "该户当日未被认定为低收入家庭"),
    "in_poor_county": (
        "the household's county is not on the list of poor counties of the period",
        "户籍地不属贫困县"),
    "in_deep_poverty_county": (
        "the household's county is not on the list of counties of deep poverty",
        "户籍地不属深度贫困县"),
    "able_to_work": (
        "the person's recorded labour capacity does not allow work",
        "本人无劳动能力"),
    "is_student": (
        "the person is not enrolled at a school on the date",
        "本人当日不是在校生"),
    "willing_to_work": (
        "the person's latest answer is not that they want work",
        "本人最近一次未表示有就业意愿"),
    "registered_unemployed": (
        "the person is not registered as unemployed on the date",
        "本人当日未办理失业登记"),
    "hard_to_employ": (
        "the person is not recognised as hard to employ on the date",
        "本人当日未被认定为就业困难人员"),
    "cannot_leave": (
        "the person can leave the home county for work, by their own latest answer",
        "本人最近表示可以外出务工"),
    "other_key_group": (
        "the person belongs to no other group that the policy names",
        "本人不属于政策规定的其他重点群体"),
    "flexible_work_reported": (
        "the person has not reported flexible work to the employment office",
        "本人未办理灵活就业登记"),
    "insurance_subsidy_in_month": (
        "no other social-insurance subsidy is paid for the person in the month",
        "当月未享受其他社会保险补贴"),
    "public_post_in_month": (
        "the person holds no subsidised public-welfare post in the month",
        "当月不在享受补贴的公益性岗位上"),
    "job_seeking_subsidy_paid": (
        "no one-off job-seeking and start-up subsidy was paid to the person yet",
        "未享受过一次性求职创业补贴"),
    "has_ended": (
        "the spell has not ended on or before the date",
        "该次务工截至当日未结束"),
    "has_contract": (
        "no labour contract is signed for the spell",
        "未签订劳动合同"),
    "insured": (
        "the employer does not pay social insurance for the worker on the date",
        "当日用人单位未为其缴纳社会保险"),
    "income_proof": (
        "there is no proof of the income from this spell",
        "无务工收入证明"),
    "organised": (
        "the worker did not go to the job by organised labour export",
        "不是有组织劳务输出"),
    "placed_first_time_by_agency": (
        "the worker was placed by this agency before",
        "曾由该机构介绍就业"),
    "out_working_award_paid_in_year": (
        "no out-working award was paid to the person in the calendar year",
        "本年度未发放外出务工奖补"),
    "hiring_subsidy_paid": (
        "no hiring subsidy was paid for this worker yet",
        "该人员未享受过一次性吸纳就业补贴"),
    "transport_subsidy_paid_in_year": (
        "no transport subsidy was paid to the person in the calendar year",
        "本年度未发放交通补贴"),
    "rural_post": (
        "the public-welfare post is not a rural one",
        "不是乡村公益性岗位"),
    "training_through_work": (
        "the employer does not train the worker through work in the month",
        "当月用人单位未对其开展以工代训"),
    "other_employer_training_through_work": (
        "no other employer is subsidised for training the worker through work",
        "未由其他单位申领以工代训补贴"),
    "agency_subsidy_paid": (
        "neither a placement subsidy nor one for recruiting agents was paid for the worker yet",
        "该人员未支付过职业介绍补贴或劳务经纪人补贴"),
    "placed_by_agency": (
        "no agency, broker or public employment service took the worker to the job",
        "未经人力资源服务机构、劳务经纪人或公共就业服务机构组织输出"),
    "small_or_micro": (
        "the employer is not a small or micro firm",
        "不是小微企业"),
    "employment_base_recognised": (
        "the employer is not recognised as a base of employment for poor workers on the date",
        "当日未被认定为就业扶贫基地"),
    "base_award_paid": (
        "the award to bases of employment was not paid yet",
        "未享受过就业扶贫基地奖补"),
    "layoffs_within_limit": (
        "the employer's lay-offs in the year before are beyond the limit of the scheme",
        "上年度裁员率超过规定上限"),
    "workshop_recognised": (
        "the workshop is not recognised on the date, or its recognition is withdrawn",
        "该车间当日未获认定或认定已被取消"),
    "attendance_kept": (
        "the workshop does not keep attendance and payroll, or they were not checked",
        "车间无考勤和工资发放记录，或未经核查"),
    "first_business": (
        "it is not the person's first small firm or individual business",
        "不是首次创办小微企业或个体经营"),
    "returned_migrant": (
        "the owner did not come back from working elsewhere before the start",
        "不是返乡创业人员"),
    "start_subsidy_paid": (
        "no business-start subsidy was paid to the person yet",
        "未享受过一次性创业补贴"),
    "loan_overdue": (
        "the loan is not overdue on the date",
        "当日贷款未逾期"),
    "certificate_passed": (
        "the person did not pass for the course's certificate, or does not hold it",
        "未取得培训合格证书或职业技能证书"),
    "same_trade_and_level_before": (
        "the person was not trained in the same trade and level with a subsidy before",
        "以往未参加过同工种同等级补贴性培训"),
    "appraisal_subsidy_paid": (
        "no certificate of this trade and level was subsidised for the person yet",
        "该工种同等级证书未享受过鉴定补贴"),
}  # fmt: skip

NEGATIVES: dict[str, dict[str, str]] = {name: {"en": en, "zh": zh} for name, (en, zh) in _ROWS.items()}
"""Fact -> what it says when it does not hold, by language; every fact that is true or not has a row."""
