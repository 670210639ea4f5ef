"""What each refusal about people's own businesses and loans says, in both languages."""

from __future__ import annotations

OWN_REFUSALS: dict[str, dict[str, str]] = {
    "say_its_name": {"en": "Say what the business is called.", "zh": "请填写经营主体名称。"},
    "business_recorded_already": {
        "en": "A business of theirs with a licence of {day} is on record already. Put that one right instead.",
        "zh": "本人登记日期为{day}的经营主体已在系统中，请在原记录上更正。",
    },
    "no_such_business": {
        "en": "This person has no such business on record.",
        "zh": "系统中没有此人的该经营主体。",
    },
    "not_stated_of_a_business": {
        "en": "This is not stated of a business: it is reckoned from its days, or said year by year with its taxes.",
        "zh": "该事实不由材料登记：或按登记日期推算，或按年度随税费登记。",
    },
    "say_for_which_year_of_business": {
        "en": "Say for which year it is: from {earliest}, when the business began, to {latest}.",
        "zh": "请注明所属年度：自登记当年{earliest}年至{latest}年。",
    },
    "say_each_tax": {
        "en": "Say what is due of each tax, in yuan; where nothing is due, say 0.",
        "zh": "请逐项填写各税费应缴额（元）；没有的填0。",
    },
    "say_the_lender": {"en": "Say who lends it.", "zh": "请填写经办银行。"},
    "say_the_sum": {
        "en": "Say the sum, above 0, and the months and partners, of whom the applicant is one.",
        "zh": "请填写大于0的金额，以及期限（月）和合伙人数（含申请人）。",
    },
    "loan_recorded_already": {
        "en": "A loan applied for on {day} is on record already. Put that one right instead.",
        "zh": "{day}申请的贷款已在系统中，请在原记录上更正。",
    },
    "no_such_loan": {"en": "This person has no such loan on record.", "zh": "系统中没有此人的该笔贷款。"},
    "not_stated_of_a_loan": {
        "en": "This is not stated of a loan: interest is written down period by period.",
        "zh": "该事实不由材料登记：利息按期逐笔登记。",
    },
    "granted_before_applied": {
        "en": "It would be granted before it was applied for, on {day}.",
        "zh": "发放日期早于申请日期{day}。",
    },
    "rates_are_above_nothing": {
        "en": "Rates are whole basis points above 0: 535 is 5.35 %.",
        "zh": "利率按基点填写，须大于0：535即5.35%。",
    },
    "say_the_period_and_the_interest": {
        "en": "Say for which days the interest is, how much was paid on time (0: nothing), when, on which paper.",
        "zh": "请填写付息期起止日、按期支付的金额（没有的填0）、支付日期和依据材料。",
    },
    "loan_not_granted": {
        "en": "This loan was not granted by then: write down first when it was.",
        "zh": "该笔贷款当时尚未发放，请先登记发放日期。",
    },
    "periods_of_interest_overlap": {
        "en": "Interest for some of these days is on record already, as another period. Take that back first, with 0.",
        "zh": "其中部分日期已按另一付息期登记利息，请先将该期更正为0。",
    },
}
