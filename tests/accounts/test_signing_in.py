"""Signing in: lock-out, one-time passwords, the second factor, step-up, and the pages that do not exist."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse
from django.utils import timezone

from cast import COUNTY, NATION, TODAY, an_account, an_actor
from gainful.accounts.actions import note_reading, reset_password
from gainful.accounts.actor import Role
from gainful.accounts.models import Account
from gainful.accounts.second_factor import note_shown, require_step_up
from gainful.urls import urlpatterns as own

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
PASSWORD = "mountain-bridge-seven"


def whoami(request):
    return HttpResponse(f"{request.actor.account_id} {request.on} {request.LANGUAGE_CODE}")


def export(request):
    require_step_up(request)
    return HttpResponse("exported")


def card(request):
    note_shown(request, ["k" * 16], "card")
    return HttpResponse("card")


urlpatterns = [*own, path("whoami/", whoami), path("export/", export), path("card/", card)]


@pytest.fixture(autouse=True)
def empty_cache():
    """Attempts are counted in the cache."""
    cache.clear()


def an_officer(second_factor: bool = True, **more) -> Account:
    account = an_account("officer", (Role.COUNTY_OFFICER, COUNTY), second_factor=second_factor)
    account.set_password(PASSWORD)
    for name, value in more.items():
        setattr(account, name, value)
    account.save()
    return account


def sign_in(client: Client, password: str = PASSWORD, name: str = "officer"):
    return client.post(reverse("account_login"), {"login": name, "password": password})


def code_of(account: Account) -> str:
    secret = TOTP(Authenticator.objects.get(user=account, type="totp")).instance.data["secret"]
    from gainful.accounts.signing_in import SecondFactorAdapter

    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(SecondFactorAdapter().decrypt(secret), counter))


def test_nobody_sees_a_page_without_signing_in(client):
    answer = client.get("/whoami/")
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))


def test_an_officer_signs_in_with_password_and_second_factor(client):
    account = an_officer()
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert client.get("/whoami/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_of(account)})
    assert client.get("/whoami/").content.decode().startswith(f"{account.pk} {TODAY}")


def test_staff_without_a_second_factor_are_sent_to_set_one_up(client):
    an_officer(second_factor=False)
    sign_in(client)
    assert client.get("/whoami/")["Location"] == reverse("mfa_activate_totp")
    asked = client.get(reverse("mfa_activate_totp"))["Location"]
    assert client.post(asked, {"password": PASSWORD}, follow=True).status_code == 200
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_in_the_demo_a_printed_password_is_enough(client, settings):
    settings.GAINFUL_DEMO = True
    account = an_officer(second_factor=False)
    sign_in(client)
    assert client.get("/whoami/").content.decode().startswith(str(account.pk))


def test_the_last_second_factor_cannot_be_given_up(client):
    account = an_officer()
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(account)})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=account, type="totp").exists()


def test_a_second_factors_secret_is_sealed():
    account = an_officer()
    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.get(user=account).data)


def test_a_one_time_password_opens_only_the_page_that_replaces_it(client, settings):
    settings.GAINFUL_DEMO = True
    account = an_officer(False, must_change_password=True, one_time_until=timezone.now() + timedelta(hours=1))
    sign_in(client)
    change = reverse("account_change_password")
    assert client.get("/whoami/")["Location"] == change
    new = "river-stone-eleven"
    same = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(change, same).status_code == 200
    assert (
        client.post(change, {"oldpassword": PASSWORD, "password1": new, "password2": new}).status_code == 302
    )
    account.refresh_from_db()
    assert account.check_password(new) and not account.must_change_password
    assert client.get("/whoami/").status_code == 200


def test_weak_passwords_are_not_taken(client, settings):
    settings.GAINFUL_DEMO = True
    account = an_officer(False)
    sign_in(client)
    for weak in ("short", "123456789012", "officer-1234"):
        client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": weak, "password2": weak},
        )
        account.refresh_from_db()
        assert account.check_password(PASSWORD)


def test_five_wrong_passwords_lock_the_name_out(client, settings):
    settings.GAINFUL_DEMO = True
    account = an_officer(False)
    answers = [sign_in(client, "wrong").status_code for _ in range(5)]
    assert answers[0] == 200 and answers[-1] == 429
    assert sign_in(client).status_code == 429
    assert not get_user(client).is_authenticated
    administrator = an_actor("administrator", (Role.ADMINISTRATOR, NATION))
    fresh = reset_password(actor=administrator, account=account, on=TODAY)
    assert sign_in(client, fresh).status_code == 302 and get_user(client) == account


def test_a_closed_account_is_signed_out_at_once(client, settings):
    settings.GAINFUL_DEMO = True
    account = an_officer(False)
    sign_in(client)
    assert client.get("/whoami/").status_code == 200
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/whoami/").status_code == 302


@pytest.mark.parametrize(
    "address", ["signup/", "email/", "password/reset/", "password/set/", "login/code/", "confirm-email/x/"]
)
def test_there_is_no_sign_up_and_no_reset_by_mail(client, address):
    assert client.get(f"/accounts/{address}").status_code == 404
    assert client.post(f"/accounts/{address}").status_code == 404


def test_an_export_asks_for_the_password_again_after_a_while(client, settings):
    settings.GAINFUL_DEMO = True
    an_officer(False)
    sign_in(client)
    client.post(client.get("/export/")["Location"], {"password": PASSWORD})
    assert client.get("/export/").content == b"exported"
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 16 * 60
    session.save()
    answer = client.get("/export/")
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    client.post(answer["Location"], {"password": PASSWORD})
    assert client.get("/export/").content == b"exported"


def test_after_200_people_the_password_is_asked_for_again(client):
    account = an_officer()
    client.force_login(account)
    assert client.get("/card/").content == b"card"
    keys = [f"{number:016x}" for number in range(200)]
    note_reading(actor=account.actor(TODAY), person_keys=keys, screen="card", at=timezone.now())
    assert client.get("/card/")["Location"].startswith(reverse("account_reauthenticate"))


def test_the_accounts_language_is_used_unless_the_browser_chose_one(client, settings):
    account = an_officer(language="en")
    client.force_login(account)
    assert client.get("/whoami/").content.decode().endswith(" en")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    assert client.get("/whoami/").content.decode().endswith(" zh-hans")


def test_cookies_are_closed_to_scripts_and_to_other_sites(client):
    an_officer()
    cookie = sign_in(client).cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_a_page_asks_who_acts_with_one_query(client, django_assert_num_queries):
    account = an_officer()
    client.force_login(account)
    client.get("/whoami/")
    # Session, account, postings, second factor.
    with django_assert_num_queries(4):
        client.get("/whoami/")


def test_passwords_are_kept_by_argon2():
    assert an_officer().password.startswith("argon2$argon2id$")
