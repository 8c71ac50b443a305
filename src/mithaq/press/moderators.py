"""Who moderates: entered and removed by the command, on the site's own machine."""

import secrets

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from mithaq.press import acts


def add(email: str, password: str = "") -> str:
    """Let somebody moderate and return the password; ValidationError for one that is too weak."""
    made = password or secrets.token_urlsafe(12)
    validate_password(made)
    with transaction.atomic():
        person, _fresh = User.objects.get_or_create(username=email.lower(), defaults={"email": email.lower()})
        person.is_active = True
        person.set_password(made)
        person.save()
        acts.record("command", "moderator-added", email)
    return made


def remove(email: str) -> bool:
    """Take access away; False if there is no such moderator."""
    with transaction.atomic():
        found = User.objects.filter(username=email.lower(), is_active=True).update(is_active=False)
        if found:
            acts.record("command", "moderator-removed", email)
    return bool(found)
