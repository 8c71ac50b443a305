"""Signing in and out, the password, and the second factor: allauth's pages, and no others of them.

Officers are entered by their administrator, so nobody registers, changes an address or has a password
sent by e-mail; allauth asks for the names of those pages all the same, and they lead nowhere.
"""

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from mithaq.web import problems


def closed(request: HttpRequest) -> HttpResponse:
    """Say that there is nothing here."""
    return problems.not_found(request)


urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("signup/", closed, name="account_signup"),
    path("email/", closed, name="account_email"),
    path("password/set/", closed, name="account_set_password"),
    path("password/reset/", closed, name="account_reset_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
