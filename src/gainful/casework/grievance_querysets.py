"""Reading complaints: the independent desk, and whoever stands outside the chain once a step was missed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import F, Q

from gainful.accounts.scope import AreaQuerySet

if TYPE_CHECKING:
    from gainful.accounts.actor import Actor


class GrievanceQuerySet(AreaQuerySet):
    """Complaints; nobody reads one about themselves or about somebody of their own posting."""

    def visible_to(self, actor: Actor, right: str) -> Self:
        """Complaints in the actor's areas, but those about them or their direct colleagues; never a worker's list."""
        subject = apps.get_model("casework", "GrievanceSubject").objects
        posted = Q(account__postings__area__in={grant.area for grant in actor.grants})
        lasting = Q(account__postings__until_on=None) | Q(
            account__postings__until_on__gte=F("grievance__filed_on")
        )
        about = subject.filter(Q(account_id=actor.account_id or 0) | (posted & lasting))
        return super().visible_to(actor, right).exclude(pk__in=about.order_by().values("grievance_id"))

    def escalated(self, on: date) -> Self:
        """Complaints outside the chain on a day: about the desk, with a step missed or done too late, or disputed."""
        late = Q(outside=True) | Q(disputes__disputed_on__lte=on)
        for step in ("acknowledge", "answer", "resolve"):
            done = {"acknowledge": "acknowledged_on", "answer": "answered_on", "resolve": "resolved_on"}[step]
            late |= Q(**{done: None, f"{step}_by__lt": on}) | Q(**{f"{done}__gt": F(f"{step}_by")})
        return self.filter(pk__in=self.model._default_manager.filter(late).order_by().values("pk"))

    def readable_by(self, actor: Actor, on: date) -> Self:
        """Complaints that the actor may read on a day: the desk's own, and outside the chain the escalated ones."""
        desk = self.visible_to(actor, "grievance.see").exclude(about="desk")
        outside = self.visible_to(actor, "grievance.see_escalated").escalated(on)
        return self.filter(Q(pk__in=desk.order_by().values("pk")) | Q(pk__in=outside.order_by().values("pk")))

    def still_open(self) -> Self:
        """Complaints not resolved, and those whose resolution is disputed."""
        return self.filter(self._open())

    def resolved(self) -> Self:
        """Complaints resolved, with no dispute open."""
        return self.exclude(self._open())

    def _open(self) -> Q:
        disputes = apps.get_model("casework", "GrievanceDispute").objects.filter(settled_on=None)
        return Q(resolved_on=None) | Q(pk__in=disputes.order_by().values("grievance_id"))
