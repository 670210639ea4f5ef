"""What a difference of the books is called: one plain sentence in both languages, and what is to be done about it."""

from __future__ import annotations

from gainful.benefits.books import Difference
from gainful.terms.money import format_yuan

WORDS: dict[str, dict[str, str]] = {
    "payment": {
        "en": "Payment {row}: {found} stand on one of its accounts of the books, and by its state {right} should.",
        "zh": "付款 {row}：账簿上有一个科目记 {found}，按其状态应为 {right}。",
    },
    "batch_count": {
        "en": "Batch {row}: it holds {found} payments and was made of {right}.",
        "zh": "批次 {row}：现有 {found} 笔付款，制单时为 {right} 笔。",
    },
    "batch_total": {
        "en": "Batch {row}: its payments sum to {found}, and it was made for {right}.",
        "zh": "批次 {row}：付款合计 {found}，制单时为 {right}。",
    },
    "batch_hash": {
        "en": "Batch {row}: what would be sent now is not the list that it was made of. A payee's name or account, an "
        "amount, or the account that pays was changed since. It cannot go out: return it and make another.",
        "zh": "批次 {row}：现在将发送的清单与制单时不同，此后收款人姓名或账户、金额或付款账户有改动。"
        "该批次不能发出：请退回后重新制单。",
    },
    "budget": {
        "en": "Budget {row}: {found} stand as granted of it, and the grants charged to it sum to {right}.",
        "zh": "预算 {row}：记为已批准 {found}，计入该预算的决定合计 {right}。",
    },
    "charge_of_a_replaced_decision": {
        "en": "Decision {row} was replaced by another, and the budget still bears its {found}.",
        "zh": "决定 {row} 已被取代，预算仍承担其 {found}。",
    },
}
NOT_LOOKED_AT = {
    "en": "Batches that wait and were not held against the lists that they were made of: {count}. No account to pay "
    "from is named here: set GAINFUL_PAYER_NAME and GAINFUL_PAYER_ACCOUNT as they stand where the site is served.",
    "zh": "有 {count} 个待处理批次未与制单清单核对：此处未设置付款账户，请按网站所用的设置填写 "
    "GAINFUL_PAYER_NAME 和 GAINFUL_PAYER_ACCOUNT。",
}


def sentence(one: Difference, language: str) -> str:
    """What does not agree, in `zh` or `en`."""
    words = WORDS["payment" if one.kind.startswith("payment_") else one.kind][language]
    in_fen = one.kind != "batch_count"
    return words.format(
        row=one.row,
        found=format_yuan(one.found) if in_fen else one.found,
        right=format_yuan(one.right) if in_fen else one.right,
    )


def not_looked_at(count: int, language: str) -> str:
    """That so many batches could not be held against their lists, and why; "" for none."""
    return NOT_LOOKED_AT[language].format(count=count) if count else ""
