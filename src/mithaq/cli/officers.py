"""`mithaq officer`: the officers of this agency, their roles and the tokens of their programs."""

import getpass
import secrets
import sys
from datetime import UTC, datetime, timedelta

import typer

from mithaq.cli.peers import operator
from mithaq.cli.words import _
from mithaq.node import home, staff, tokens
from mithaq.node.models import Officer
from mithaq.node.models.officers import ROLES

app = typer.Typer(rich_markup_mode=None)

ROLE_HELP = _("A role; may be given more than once: {roles}.").format(roles=", ".join(ROLES))


@app.command(help=_("Enter an officer; the password is asked for, or read from standard input."))
def add(
    email: str = typer.Argument(help=_("The address with which the officer signs in.")),
    name: str = typer.Option(..., help=_("The officer's name.")),
    role: list[str] = typer.Option(..., help=ROLE_HELP),
    language: str = typer.Option("", help=_("ar, de, en, es or fr; without it, the node's.")),
    time_zone: str = typer.Option("", help=_("The officer's time zone; without it, the node's.")),
    generate: bool = typer.Option(False, "--generate-password", help=_("Make a password and print it once.")),
) -> None:
    """Enter an officer."""
    node = home.current()
    password = secrets.token_urlsafe(15) if generate else _password()
    staff.add(
        email,
        name,
        role,
        password=password,
        language=language or node.language,
        time_zone=time_zone or node.time_zone,
        by=operator(),
    )
    typer.echo(_("{email} can sign in.").format(email=email))
    if generate:
        typer.echo(password)


@app.command(help=_("Let an officer sign in no more; tokens end with it."))
def remove(email: str = typer.Argument(help=_("The officer's address."))) -> None:
    """Remove an officer; what the officer has done stays on record."""
    staff.remove(staff.find(email), by=operator())
    typer.echo(_("{email} cannot sign in any more.").format(email=email))


@app.command(help=_("Give an officer exactly these roles."))
def role(
    email: str = typer.Argument(help=_("The officer's address.")),
    roles: list[str] = typer.Argument(help=ROLE_HELP),
) -> None:
    """Change an officer's roles."""
    officer = staff.find(email)
    staff.set_roles(officer, roles, by=operator())
    typer.echo(f"{officer.email}: {', '.join(officer.roles)}")


@app.command("list", help=_("Show all officers with their roles."))
def list_officers() -> None:
    """Show every officer in one line."""
    for officer in Officer.objects.order_by("email"):
        gone = "" if officer.is_active else f"  ({_('removed')})"
        typer.echo(f"{officer.email}  {officer.name}  {', '.join(officer.roles)}{gone}")


@app.command(
    help=_("Make a token for a program that calls the API on an officer's behalf; it is shown once.")
)
def token(
    email: str = typer.Argument(help=_("The officer's address.")),
    name: str = typer.Option("program", help=_("What the token is for.")),
    scope: list[str] = typer.Option(
        ["read"], help=_("read, write, release or export; may be given more than once.")
    ),
    days: int = typer.Option(365, min=1, max=3650, help=_("After how many days it expires.")),
) -> None:
    """Issue a token and print it."""
    expires = datetime.now(UTC) + timedelta(days=days)
    typer.echo(tokens.issue(staff.find(email), name, scope, by=operator(), expires=expires))


def _password() -> str:
    """Return the password from the terminal without showing it, or the first line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass(_("Password: "))
    return sys.stdin.readline().rstrip("\n")
