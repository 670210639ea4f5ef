"""What payments say when they refuse, in English and Chinese."""

from __future__ import annotations

PAYMENT_REFUSALS: dict[str, dict[str, str]] = {
    "budget_spent": {
        "en": "The budget of this benefit for the place and year does not reach for that.",
        "zh": "该项待遇在本地本年度的预算额度不足。",
    },
    "a_budget_starts_uncharged": {
        "en": "A new budget has nothing committed yet.",
        "zh": "新设预算的已用额度须为零。",
    },
    "nothing_to_pay": {
        "en": "Nothing can be paid now: gather first, or see what is held back and why.",
        "zh": "目前没有可发放的款项：请先归集，或查看暂缓发放的原因。",
    },
    "batch_too_large_for_a_screen": {
        "en": "This batch has {count} payments, and a screen takes at most {most}. At the command line: "
        "gainful benefits {step} {batch} --as NAME",
        "zh": "该批次有{count}笔，页面上一次最多办理{most}笔。请用命令行：gainful benefits {step} {batch} --as 账号",
    },
    "no_payer": {
        "en": "This installation names no account to pay from: set GAINFUL_PAYER_NAME and GAINFUL_PAYER_ACCOUNT.",
        "zh": "本系统尚未设置付款账户：请设置 GAINFUL_PAYER_NAME 和 GAINFUL_PAYER_ACCOUNT。",
    },
    "pay_day_is_past": {
        "en": "The day of payment is past: choose today or later.",
        "zh": "付款日期已过：请选择今天或以后的日期。",
    },
    "no_such_form": {
        "en": "The file is written as pain.001.001.03 or pain.001.001.09.",
        "zh": "文件格式为 pain.001.001.03 或 pain.001.001.09。",
    },
    "three_people_pay": {
        "en": "Three people pay: whoever made or checked a batch does not take the next step too.",
        "zh": "制单、复核、放款须由三人分别办理：已经办过前一步的人不得再办下一步。",
    },
    "batch_is_elsewhere": {
        "en": "That is not the next step of this batch: it stands at “{state}”.",
        "zh": "该批次目前状态为“{state}”，不能进行此操作。",
    },
    "batch_has_held": {
        "en": "{count} of its payments may no longer go out (account, payee or decision changed): return the batch.",
        "zh": "其中 {count} 笔已不能发放（账户、收款人或决定有变）：请退回该批次。",
    },
    "batch_differs": {
        "en": "The list is not the one that was made: a name, an account, an amount or the payer differs. "
        "Return the batch and make it anew.",
        "zh": "名单与制单时不一致：姓名、账户、金额或付款账户有变。请退回后重新制单。",
    },
    "batch_does_not_add_up": {
        "en": "The payments of the batch are not as many or not as much as it says.",
        "zh": "该批次的笔数或金额与所列不符。",
    },
    "a_batch_starts_made": {"en": "A batch begins as made.", "zh": "批次须从制单开始。"},
    "a_batch_goes_its_way": {
        "en": "A batch is made, checked, released and answered, or returned, in this order.",
        "zh": "批次须依次经过制单、复核、放款、银行回执，或被退回。",
    },
    "a_batch_stays_as_it_was_made": {
        "en": "Which payments a batch holds is never changed: return it and make another.",
        "zh": "批次所含款项不得更改：请退回后另行制单。",
    },
    "a_payment_starts_ready": {"en": "A payment begins as ready.", "zh": "款项须从待发放开始。"},
    "a_payment_goes_its_way": {
        "en": "That is not the next step of this payment.",
        "zh": "该款项不能进行此操作。",
    },
    "no_approved_grant": {
        "en": "Nothing is paid without an approved decision that grants it.",
        "zh": "没有经批准的发放决定，不得付款。",
    },
    "no_account": {
        "en": "Nothing is paid without the payee's own account.",
        "zh": "没有本人账户，不得付款。",
    },
    "account_differs": {
        "en": "An account on record does not agree with its look-up value: tell the auditor.",
        "zh": "登记的账户与其校验值不符：请告知审计人员。",
    },
    "say_why_returned": {"en": "Say why it goes back.", "zh": "请说明退回的理由。"},
    "second_is_another": {"en": "The second officer is another person.", "zh": "复核人须为另一人。"},
    "not_demanded": {"en": "Nothing is demanded back here any more.", "zh": "该款项目前没有待追回的要求。"},
    "no_more_is_taken_back_than_was_paid": {
        "en": "No more can be asked back than was paid, and more than nothing.",
        "zh": "追回金额须大于零，且不得超过已付金额。",
    },
    "file_is_not_valid": {
        "en": "The file does not keep to {form}: a name or an account is too long for it. Correct that first.",
        "zh": "文件不符合 {form} 的规定：姓名或账号过长，请先更正。",
    },
    "file_does_not_add_up": {
        "en": "The file, counted again, is not what was to be paid. Nothing was sent.",
        "zh": "文件复核的笔数或金额与应付不符，未发送。",
    },
    "file_has_signs_that_xml_forbids": {
        "en": "A name or an account holds a sign that no bank file may hold. Correct it first.",
        "zh": "姓名或账号含有银行文件不允许的字符，请先更正。",
    },
    "answer_too_large": {
        "en": "The answer is larger than {megabytes} MB: hand in the bank's status report alone.",
        "zh": "回执超过 {megabytes} MB：请只上传银行的状态报告。",
    },
    "answer_is_no_xml": {
        "en": "That is no complete XML file: hand in the bank's status report as it came.",
        "zh": "该文件不是完整的 XML：请上传银行原始的状态报告。",
    },
    "answer_is_unsafe": {
        "en": "The file declares a document type or entities, which no bank's answer does. It was not read.",
        "zh": "该文件声明了文档类型或实体，银行回执不应含有，未予读取。",
    },
    "answer_is_no_report": {
        "en": "That is no status report (pain.002) of a bank.",
        "zh": "该文件不是银行的状态报告（pain.002）。",
    },
    "answer_status_unknown": {
        "en": "The answer uses the status {status}, which is not known. Nothing was changed.",
        "zh": "回执中的状态 {status} 无法识别，未作任何更改。",
    },
    "answer_amount_unreadable": {
        "en": "An amount or a count in the answer cannot be read. Nothing was changed.",
        "zh": "回执中有金额或笔数无法读取，未作任何更改。",
    },
    "answer_names_no_payment": {
        "en": "The answer speaks of a payment without saying which. Nothing was changed.",
        "zh": "回执中有一笔未注明是哪笔款项，未作任何更改。",
    },
    "answer_names_a_payment_twice": {
        "en": "The answer names a payment twice. Nothing was changed.",
        "zh": "回执中同一笔款项出现两次，未作任何更改。",
    },
    "answer_names_unknown": {
        "en": "The answer names {count} payments that this batch does not have. Nothing was changed.",
        "zh": "回执中有 {count} 笔不属于该批次，未作任何更改。",
    },
    "answer_is_of_another_batch": {
        "en": "The answer is to {found}; this batch is {wanted}. Nothing was changed.",
        "zh": "该回执对应 {found}，而本批次为 {wanted}，未作任何更改。",
    },
    "answer_sums_differ": {
        "en": "The count, the sum or an amount in the answer is not that of the batch. Nothing was changed.",
        "zh": "回执中的笔数、总额或单笔金额与批次不符，未作任何更改。",
    },
    "answer_read_already": {
        "en": "This answer was read already. Nothing was changed.",
        "zh": "该回执已经读取过，未作任何更改。",
    },
    "answer_contradicts": {
        "en": "The answer says otherwise of a payment than an earlier one. Nothing was changed: ask the bank.",
        "zh": "该回执与先前的回执不一致，未作任何更改：请向银行核实。",
    },
    "no_such_batch": {"en": "There is no batch {given} here.", "zh": "没有编号为 {given} 的批次。"},
    "no_such_rule": {"en": "No rule is called {given}.", "zh": "没有名为{given}的政策。"},
}
