"""On whose behalf a command acts: the permissions are those of an officer, as on the pages."""

from mithaq.cli.outcome import Exit, Failure
from mithaq.cli.words import _
from mithaq.node.models import Officer


def acting_officer(email: str) -> Officer:
    """Return the officer of this address; Failure if nobody has it."""
    found = Officer.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        raise Failure(
            Exit.NOT_FOUND, _("There is no officer {email}.").format(email=email), "officer-unknown"
        )
    return found
