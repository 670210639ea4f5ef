"""Staff: who works here, in which role and area; inviting, posting, resetting, deactivating."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gainful.accounts.actions import (
    deactivate,
    end_posting,
    forget_second_factor,
    invite,
    post,
    reactivate,
    reset_password,
)
from gainful.accounts.actor import Role
from gainful.accounts.models import Account, Posting
from gainful.accounts.places import gazetteer
from gainful.accounts.rights import GRANTABLE
from gainful.terms.places import area_number
from gainful.web.screen import done, screen
from gainful.words import language

ROLE_NAMES = {
    Role.HELPER: gettext_lazy("Village helper"),
    Role.COUNTY_OFFICER: gettext_lazy("County officer"),
    Role.BENEFITS_OFFICER: gettext_lazy("Benefits officer"),
    Role.CHECKER: gettext_lazy("Checker"),
    Role.RELEASER: gettext_lazy("Releaser"),
    Role.TRAINING_OFFICER: gettext_lazy("Training officer"),
    Role.INDEPENDENT_DESK: gettext_lazy("Independent desk"),
    Role.ANALYST: gettext_lazy("Analyst"),
    Role.AUDITOR: gettext_lazy("Auditor"),
    Role.ADMINISTRATOR: gettext_lazy("Administrator"),
    Role.EMPLOYER: gettext_lazy("Employer"),
    Role.WORKER: gettext_lazy("Worker"),
}


class AreaField(forms.CharField):
    """An area by its code, which must be one that this installation knows on `on`."""

    on: date | None = None

    def __init__(self, **named: object) -> None:
        named.setdefault("label", gettext_lazy("Area code"))
        help_text = gettext_lazy("6 digits for a county, 9 for a township, 0 for the whole country")
        super().__init__(help_text=help_text, **named)

    def clean(self, value: object) -> int:
        """The area's number."""
        try:
            number = area_number(super().clean(value))
        except ValueError:
            raise forms.ValidationError(_("This is no area code: 2, 4, 6, 9 or 12 digits.")) from None
        if number and self.on and not gazetteer().exists(number, self.on):
            raise forms.ValidationError(
                _("No such area on the list; it can be added with `gainful areas add`.")
            )
        return number


class PostingForm(forms.Form):
    """A role in an area."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    area = AreaField()

    def __init__(self, *given: object, request: HttpRequest, **named: object) -> None:
        super().__init__(*given, **named)
        roles = set().union(*(GRANTABLE.get(role, set()) for role in request.actor.roles))
        self.fields["role"].choices = [(r.value, ROLE_NAMES[r]) for r in Role if r in roles]
        self.fields["area"].on = request.on


class InviteForm(PostingForm):
    """Somebody new."""

    username = forms.CharField(label=gettext_lazy("Sign-in name"), max_length=60)
    display_name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    field_order = ("username", "display_name", "role", "area")


def _accounts(request: HttpRequest, right: str) -> list[Account]:
    """The accounts posted in this reader's areas, each with its postings."""
    spans = request.actor.spans(right)
    found = Account.objects.prefetch_related("postings").order_by("username")
    return [
        account
        for account in found
        if any(low <= posting.area <= high for posting in account.postings.all() for low, high in spans)
    ]


def _account(request: HttpRequest, key: str, right: str) -> Account:
    found = [account for account in _accounts(request, right) if account.key == key]
    if not found:
        raise Http404
    return found[0]


def place_name(number: int, on: date) -> str:
    """An area's name, the whole country for 0, its code where the list has no name."""
    if number == 0:
        return _("whole country")
    places = gazetteer()
    if not places.exists(number, on):
        return str(number)
    return (" " if language() == "en" else "").join(places.path(number, on, language()))


def _said(request: HttpRequest, may: bool) -> QueryDict | None:
    """What was filled in; None on a page that is only looked at. Who may not manage staff fills in nothing."""
    if request.method == "POST" and not may:
        raise Http404
    return request.POST if request.method == "POST" else None


@screen(right="staff.see", title=gettext_lazy("Staff"), methods=("GET", "POST"))
def staff(request: HttpRequest) -> HttpResponse:
    """Who works here, and inviting somebody."""
    may = request.actor.may("staff.manage")
    form = InviteForm(_said(request, may), request=request)
    if form.is_valid():
        account, password = invite(
            actor=request.actor,
            username=form.cleaned_data["username"],
            display_name=form.cleaned_data["display_name"],
            role=Role(form.cleaned_data["role"]),
            area=form.cleaned_data["area"],
            on=request.on,
        )
        return _password_page(request, account, password)
    listed = [
        {
            "account": account,
            "postings": [
                (ROLE_NAMES[Role(p.role)], place_name(p.area, request.on), p)
                for p in account.postings.all()
                if p.until_on is None or p.until_on >= request.on
            ],
        }
        for account in _accounts(request, "staff.see")
    ]
    context = {"title": _("Staff"), "listed": listed, "form": form if may else None}
    context["may_invite"] = request.actor.may("employers.invite")
    context["may_phones"] = request.actor.may("areas.manage")
    return render(request, "staff/list.html", context)


def _password_page(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    context = {"title": _("One-time password"), "account": account, "password": password}
    return render(request, "staff/password.html", context)


@screen(right="staff.see", title=gettext_lazy("A member of staff"), methods=("GET", "POST"))
def member(request: HttpRequest, key: str) -> HttpResponse:
    """One account: its postings, and giving it another."""
    account = _account(request, key, "staff.see")
    may = request.actor.may("staff.manage")
    form = PostingForm(_said(request, may), request=request)
    if form.is_valid():
        post(
            actor=request.actor,
            account=account,
            role=Role(form.cleaned_data["role"]),
            area=form.cleaned_data["area"],
            from_on=request.on,
        )
        return done(request, _("Posted."), reverse("staff_member", kwargs={"key": key}))
    postings = [
        {"posting": p, "role": ROLE_NAMES[Role(p.role)], "place": place_name(p.area, request.on)}
        for p in account.postings.order_by("from_on", "id")
    ]
    context = {
        "title": str(account),
        "account": account,
        "postings": postings,
        "form": form if may else None,
        "may": may and account.pk != request.actor.account_id,
        "on": request.on,
    }
    return render(request, "staff/member.html", context)


@screen(right="staff.manage", title=gettext_lazy("Reset the password"), methods=("POST",))
def reset(request: HttpRequest, key: str) -> HttpResponse:
    """A new one-time password, shown once."""
    account = _account(request, key, "staff.manage")
    return _password_page(
        request, account, reset_password(actor=request.actor, account=account, on=request.on)
    )


@screen(right="staff.manage", title=gettext_lazy("Forget the second factor"), methods=("POST",))
def forget_factor(request: HttpRequest, key: str) -> HttpResponse:
    """For somebody who lost their phone: the next sign-in sets up another factor."""
    forget_second_factor(actor=request.actor, account=_account(request, key, "staff.manage"), on=request.on)
    return done(request, _("The second factor is forgotten."), reverse("staff_member", kwargs={"key": key}))


@screen(right="staff.manage", title=gettext_lazy("Deactivate"), methods=("POST",))
def off(request: HttpRequest, key: str) -> HttpResponse:
    """The account can no longer sign in; what it did stays."""
    deactivate(actor=request.actor, account=_account(request, key, "staff.manage"), on=request.on)
    return done(request, _("Deactivated."), reverse("staff_member", kwargs={"key": key}))


@screen(right="staff.manage", title=gettext_lazy("Reactivate"), methods=("POST",))
def on_again(request: HttpRequest, key: str) -> HttpResponse:
    """The account may sign in again, with a new one-time password."""
    account = _account(request, key, "staff.manage")
    return _password_page(request, account, reactivate(actor=request.actor, account=account, on=request.on))


@screen(right="staff.manage", title=gettext_lazy("End a posting"), methods=("POST",))
def end(request: HttpRequest, key: str, posting: int) -> HttpResponse:
    """Today is the last day of a posting."""
    account = _account(request, key, "staff.manage")
    found = Posting.objects.filter(account=account, pk=posting).first()
    if found is None:
        raise Http404
    end_posting(actor=request.actor, posting=found, last_on=request.on)
    return done(request, _("Today is the posting's last day."), reverse("staff_member", kwargs={"key": key}))
