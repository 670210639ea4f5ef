"""Budgets of a place, and employers' accounts."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from gainful.accounts.action import action
from gainful.accounts.actor import Actor
from gainful.accounts.refusals import Refused
from gainful.accounts.scope import new_key
from gainful.benefits.models import Budget, BudgetCharge, EmployerAccount
from gainful.benefits.paying import standing_grants
from gainful.casework.database_refusals import told_by_name
from gainful.jobs.models import Employer
from gainful.pack import load
from gainful.registry.stated_accounts import stated
from gainful.terms.areas import area_range


@action(right="budgets.set", on_what="area")
def set_budget(*, actor: Actor, area: int, rule: str, year: int, amount_fen: int, on: date) -> Budget:
    """What a place may grant by a rule in a year (fen); grants approved before it was set are charged to it.

    Refused: no_such_rule, budget_spent where more than the amount is granted already.
    """
    if rule not in load(settings.GAINFUL_PACK).rules:
        raise Refused("no_such_rule", given=rule)
    budget = Budget.objects.select_for_update().filter(area=area, rule=rule, year=year).first()
    if budget is not None:
        if amount_fen < budget.committed_fen:
            raise Refused("budget_spent")
        budget.amount_fen, budget.set_on, budget.set_by_id = amount_fen, on, actor.account_id
        budget.save(update_fields=["amount_fen", "set_on", "set_by"])
        return budget
    budget = Budget.objects.create(
        area=area, rule=rule, year=year, amount_fen=amount_fen, set_by_id=actor.account_id, set_on=on
    )
    before = standing_grants().filter(
        area__range=area_range(area), claim__rule=rule, second_on__year=year, charge=None
    )
    charges = [
        BudgetCharge(key=new_key(), area=area, budget=budget, decision=one, amount_fen=one.amount_fen)
        for one in before
    ]
    with told_by_name():
        BudgetCharge.objects.bulk_create(charges)
    budget.refresh_from_db()
    return budget


@action(right="accounts.record", on_what="employer")
def record_employer_account(
    *, actor: Actor, employer: Employer, account: str, stated_on: date, bank: str = ""
) -> EmployerAccount:
    """An employer's own account from a day on; another one that was open closes that day.

    Refused: account_is_empty, newer_account_known.
    """
    held = EmployerAccount.objects.select_for_update().filter(employer=employer, closed_on=None).first()
    now = stated(account, held, stated_on)
    if held is not None:
        if now.is_open:
            return held
        held.closed_on = stated_on
        held.save(update_fields=["closed_on"])
    kept = EmployerAccount(
        area=employer.area, employer=employer, bank=bank, account_digest=now.digest, stated_on=stated_on,
        recorded_by_id=actor.account_id,
    )  # fmt: skip
    kept.seal("account", now.account)
    kept.save(force_insert=True)
    return kept
