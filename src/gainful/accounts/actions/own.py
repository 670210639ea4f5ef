"""What everybody may about their own account: its language, and a new password."""

from __future__ import annotations

from django.conf import settings

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.models import Account
from gainful.accounts.refusals import NotAllowed, Refused


@action(right="self.manage", on_what=None)
def change_language(*, actor: Actor, account: Account, language: str) -> None:
    """Read the pages in another language from now on."""
    _own(actor, account)
    if language not in dict(settings.LANGUAGES):
        raise Refused("language_not_known", language=language)
    account.language = language
    account.save(update_fields=["language"])


@action(right="self.manage", on_what=None)
def keep_new_password(*, actor: Actor, account: Account, password: str) -> None:
    """Replace one's password, the one-time password too. Refused when it is the old one again."""
    _own(actor, account)
    if account.check_password(password):
        raise Refused("same_password")
    account.set_password(password)
    account.must_change_password, account.one_time_until = False, None
    account.save(update_fields=["password", "must_change_password", "one_time_until"])


def _own(actor: Actor, account: Account) -> None:
    if actor.account_id != account.pk:
        raise NotAllowed("not_allowed", right="self.manage")
