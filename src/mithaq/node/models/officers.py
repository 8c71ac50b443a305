"""The officers of this agency, their tokens, and the dossiers they are named on. Local, never sent."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from rules.permissions import has_perm

from mithaq.node.models.dossiers import DossierRow
from mithaq.node.models.fields import IdField

ROLES = (
    "liaison", "analyst", "supervisor", "secretariat", "press", "data-protection", "administrator",
)  # fmt: skip


class Officers(BaseUserManager["Officer"]):
    """Makes officers; an officer without a password signs in by other means or not at all."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Officer":
        """Return the new officer."""
        officer = self.model(email=self.normalize_email(email).lower(), **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Officer":
        """Return an administrator. There is no officer above the roles."""
        return self.create_user(email, password, roles=["administrator"], **fields)


class Officer(AbstractBaseUser):
    """A person of this agency who signs in. What an officer may do is in `mithaq.node.officers`."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=150)
    roles = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    # Single keys that do something on the pages; who speaks to the machine turns them off (WCAG 2.1.4).
    shortcuts = models.BooleanField(default=True, db_default=True)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField(auto_now_add=True)
    absent_until = models.DateField(null=True, blank=True)
    stand_in = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = Officers()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        """Return the name by which colleagues know this officer."""
        return self.name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Return whether the rules let this officer do it; nobody stands above them."""
        return self.is_active and bool(has_perm(perm, self, obj))  # type: ignore[no-untyped-call]

    def has_perms(self, perms: Iterable[str], obj: object = None) -> bool:
        """Return whether the rules let this officer do all of it."""
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        """Return whether there can be anything here for this officer."""
        return self.is_active


class Token(models.Model):
    """A program's key to the API, on behalf of one officer. Only its hash is kept."""

    hash = IdField(unique=True)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Sitting(models.Model):
    """Whose a session is: a session says so itself only when it is unpacked."""

    session = models.CharField(max_length=40, primary_key=True)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE)
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.officer_id} since {self.since}"


class DossierOfficer(models.Model):
    """An officer named on a dossier."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE)
    named_by = models.ForeignKey(Officer, on_delete=models.SET_NULL, null=True, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "officer"], name="named_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} on {self.dossier_id}"


class ReadMark(models.Model):
    """How far an officer has read a dossier, by serial."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE)
    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    serial = models.BigIntegerField(default=0)
    # Up to where the news was put aside unread: it is no news any more, and no receipt says it was read.
    aside = models.BigIntegerField(default=0)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["officer", "dossier"], name="read_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} up to {self.serial}"


class Note(models.Model):
    """A private note on a dossier: for this agency's own officers, no entry, never sent."""

    dossier = models.ForeignKey(DossierRow, on_delete=models.CASCADE)
    entry = IdField(null=True)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT)
    text = models.TextField(max_length=10_000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["at"]

    def __str__(self) -> str:
        return f"{self.officer_id} on {self.dossier_id}"
