"""What the accounts chapter's refusals say, and what its tables are called."""

from __future__ import annotations

REFUSALS: dict[str, dict[str, str]] = {
    "not_allowed": {"en": "You do not hold the right to do this here.", "zh": "您在此处没有这项权限。"},
    "nothing_to_undo": {
        "en": "Nothing was written, so there is nothing to undo.",
        "zh": "没有写入任何内容,无需撤销。",
    },
    "changed_since": {
        "en": "Not undone: changed since then: {what}.",
        "zh": "未撤销:此后已有改动:{what}。",
    },
    "referred_to_since": {
        "en": "Not undone: recorded since then and resting on it: {what}.",
        "zh": "未撤销:此后已有依据它的记录:{what}。",
    },
    "cannot_undo_older_version": {
        "en": "Not undone: written by an older version, in tables that are gone: {what}.",
        "zh": "未撤销:由旧版本写入,相应的表已不存在:{what}。",
    },
    "cannot_restore_hidden": {
        "en": "Not undone: the trail does not keep all of what was deleted: {what}.",
        "zh": "未撤销:审计记录未保存被删除内容的全部:{what}。",
    },
}

TABLES: dict[str, dict[str, str | tuple[str, str]]] = {
    "accounts_account": {"en": ("account", "accounts"), "zh": "个账号"},
    "accounts_posting": {"en": ("posting", "postings"), "zh": "条任职"},
    "accounts_addedarea": {"en": ("added place", "added places"), "zh": "个新增地名"},
}
