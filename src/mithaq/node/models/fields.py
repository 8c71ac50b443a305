"""How ids are kept: 64 hex digits in Python, 32 bytes in the database, half the index."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

HEX_LENGTH = 64


class IdField(models.CharField):  # type: ignore[type-arg]  # Django's own cannot be subscripted
    """A SHA-256 id, as lower-case hex in Python and as 32 bytes in the database."""

    description = "SHA-256 id"
    empty_strings_allowed = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = HEX_LENGTH
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_prep_value(self, value: Any) -> Any:
        """Return 32 bytes; ValueError if this is no hex."""
        if isinstance(value, str):
            return bytes.fromhex(value)
        return value if value is None else bytes(value)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        return value if prepared else self.get_prep_value(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        return None if value is None else bytes(value).hex()

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else bytes(value).hex()
