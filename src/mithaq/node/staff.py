"""Enters and changes the officers of this agency: what an administrator does (`mithaq officer`)."""

from collections.abc import Iterable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from mithaq.node import audit
from mithaq.node.models import Officer
from mithaq.node.models.officers import ROLES
from mithaq.record.errors import Refusal


def add(
    email: str,
    name: str,
    roles: Iterable[str],
    *,
    password: str | None,
    language: str = "en",
    time_zone: str = "UTC",
    by: str,
) -> Officer:
    """Return the new officer; Refusal email-invalid, officer-exists, role-unknown or password-weak."""
    kept = known_roles(roles)
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal("email-invalid") from None
    if password is not None:
        check_password(password, Officer(email=email, name=name))
    try:
        with transaction.atomic():
            made = Officer.objects.create_user(
                email, password, name=name, roles=kept, language=language, time_zone=time_zone
            )
            audit.record("officer-added", who=by, subject=f"{made.email}: {' '.join(kept)}")
    except IntegrityError:
        raise Refusal("officer-exists") from None
    return made


def find(email: str) -> Officer:
    """Return the officer of this address; Refusal officer-unknown."""
    found = Officer.objects.filter(email=email.lower()).first()
    if found is None:
        raise Refusal("officer-unknown", {"email": email[:254]})
    return found


def remove(officer: Officer, *, by: str) -> None:
    """Let an officer sign in no more, and their tokens end; what they have done stays with their name."""
    with transaction.atomic():
        officer.is_active = False
        officer.set_unusable_password()
        officer.save()
        officer.token_set.all().delete()
        audit.record("officer-removed", who=by, subject=officer.email)


def set_roles(officer: Officer, roles: Iterable[str], *, by: str) -> None:
    """Give an officer exactly these roles; Refusal role-unknown."""
    officer.roles = known_roles(roles)
    with transaction.atomic():
        officer.save()
        audit.record("officer-roles", who=by, subject=f"{officer.email}: {' '.join(officer.roles)}")


def known_roles(roles: Iterable[str]) -> list[str]:
    """Return the roles in the order of the product; Refusal role-unknown."""
    asked = list(roles)
    for role in asked:
        if role not in ROLES:
            raise Refusal("role-unknown", {"role": role[:40]})
    return [role for role in ROLES if role in asked]


def check_password(password: str, officer: Officer) -> None:
    """Refuse a password that is too short, too common or the officer's own name."""
    try:
        validate_password(password, officer)
    except ValidationError:
        raise Refusal("password-weak") from None
