"""What an officer may do: one predicate a sentence, one permission an act.

liaison          opens, writes and releases in dossiers that name them; an alert of a partner names them on
                 its pact, so that it is acknowledged at any hour (news/alerts.py)
analyst          writes drafts in dossiers that name them; another releases
supervisor       sees every dossier of the agency, releases, seconds, names officers, decides erasures
                 and who is let in
secretariat      as a liaison, but opens no request: visits, programmes, commissions
press            reads what names them; releases nothing but to the public
data-protection  sees what was done and to which entries; texts only with a reason, which is kept
administrator    contacts, officers, the machine; no dossier
"""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from rules.permissions import set_perm
from rules.predicates import predicate

from mithaq.node import audit, dossiers, news, rows
from mithaq.node.models import DossierOfficer, DossierRow, Officer, StandIn
from mithaq.record.errors import Refusal
from mithaq.record.limits import ID

_NAMED = "SELECT id FROM node_dossierofficer WHERE dossier_id IN {} AND officer_id = %s"

_THERE = "SELECT id FROM node_dossierrow WHERE id IN {}"
FEW = 300
"""Dossiers that are looked up one by one."""

WRITERS = ("liaison", "analyst", "supervisor", "secretariat")
RELEASERS = ("liaison", "supervisor", "secretariat")


def has_role(*roles: str) -> Any:
    """Return the predicate: the officer has one of these roles."""

    @predicate(name=f"has_role:{','.join(roles)}")  # type: ignore[untyped-decorator,no-untyped-call]
    def has_one(officer: Officer, _dossier: DossierRow | None = None) -> bool:
        return officer.is_active and not set(roles).isdisjoint(officer.roles)

    return has_one


@predicate  # type: ignore[untyped-decorator]
def is_named(officer: Officer, dossier: DossierRow | None = None) -> bool:
    """Whether the officer is named on the dossier."""
    if dossier is None:
        return False
    # Kept on the row, which lives as long as a request: a page asks for half a dozen permissions.
    known: dict[int, bool] = dossier.__dict__.setdefault("named", {})
    if officer.pk not in known:
        # By hand: it is asked at every release, and costs a tenth of what the ORM takes for it.
        known[officer.pk] = bool(rows.select(_NAMED, [bytes.fromhex(dossier.id)], officer.pk))
    return known[officer.pk]


supervises = has_role("supervisor")
protects_data = has_role("data-protection")
administers = has_role("administrator")
needs_to_know = supervises | (has_role(*WRITERS, "press") & is_named)

PERMISSIONS = {
    # a dossier's header, entries' headers, delivery; with the texts; and taken out of the node
    "node.see_dossier": needs_to_know | protects_data,
    "node.read_dossier": needs_to_know,
    "node.export_dossier": supervises | (has_role("liaison") & is_named),
    # a list of dossiers taken out, in which each only finds what it may take out one by one
    "node.export_list": has_role("supervisor", "liaison"),
    # looked for in all that may be read; who only controls says why
    "node.search": has_role(*WRITERS, "press", "data-protection"),
    "node.keep_search": has_role(*WRITERS, "press"),
    # writing
    "node.open_dossier": has_role(*RELEASERS),
    "node.draft_entry": has_role(*WRITERS) & needs_to_know,
    "node.release_entry": has_role(*RELEASERS) & needs_to_know,
    "node.second_entry": supervises,
    # who is let in; leaving and excluding need two officers, of whom one supervises
    "node.admit_party": supervises,
    # people, erasure, control
    "node.name_officer": supervises | (has_role("liaison") & is_named),
    "node.assign_officers": supervises,
    "node.decide_erasure": supervises | protects_data,
    "node.read_audit": protects_data,
    "node.read_text_for_control": protects_data,
    "node.manage_officers": administers,
    "node.manage_contacts": administers,
}

for _name, _predicate in PERMISSIONS.items():
    set_perm(_name, _predicate)  # type: ignore[no-untyped-call]


def visible(officer: Officer) -> QuerySet[DossierRow]:
    """Return the dossiers that the officer may see, in part or in full."""
    return DossierRow.objects.all() if sees_all(officer) else readable(officer)


def sees_all(officer: Officer) -> bool:
    """Return whether the officer may see every dossier of the agency, in part or in full."""
    return bool(protects_data(officer) or supervises(officer))


def readable(officer: Officer) -> QuerySet[DossierRow]:
    """Return the dossiers whose texts the officer may read without giving a reason."""
    if supervises(officer):
        return DossierRow.objects.all()
    if has_role(*WRITERS, "press")(officer):
        # Asked of each row: a join would read all that name the officer before the first is shown.
        named = DossierOfficer.objects.filter(officer=officer, dossier=OuterRef("pk"))
        return DossierRow.objects.filter(Exists(named))
    return DossierRow.objects.none()


def newest(officer: Officer, most: int, **only: Any) -> list[DossierRow]:
    """Return the dossiers with the newest news that the officer may see, at most so many; `only` are filters.

    Who is named on few dossiers has them looked up; who is named on many, or sees all, walks an index.
    """
    found = visible(officer).filter(**only)
    if not sees_all(officer):
        named = DossierOfficer.objects.filter(officer=officer).values_list("dossier_id", flat=True)
        ids = list(named[: FEW + 1])
        if len(ids) <= FEW:
            found = DossierRow.objects.filter(id__in=ids, **only)
    return list(found.order_by("-news_serial", "-id")[:most])


def require(officer: Officer, permission: str, dossier: DossierRow | None = None) -> None:
    """Refuse what the officer may not do, and keep that it was tried.

    A dossier that the officer may not even see is refused as unknown: that it exists is news too.
    """
    if officer.has_perm(permission, dossier):
        return
    act = permission.removeprefix("node.").replace("_", "-")
    audit.record("refused", who=officer.email, subject=act, dossier=dossier.id if dossier else None)
    if dossier is not None and not officer.has_perm("node.see_dossier", dossier):
        raise Refusal("dossier-unknown")
    raise Refusal("officer-may-not", {"act": act})


def dossier_for(
    officer: Officer,
    dossier: str,
    permission: str = "node.read_dossier",
    rows_of: QuerySet[DossierRow] | None = None,
) -> DossierRow:
    """Return the row of a dossier in which the officer may do this; Refusal as `require` says.

    `rows_of` are the dossiers with what else the caller wants of the row, read in the same query.
    """
    asked = DossierRow.objects.all() if rows_of is None else rows_of
    on_it = DossierOfficer.objects.filter(dossier=OuterRef("pk"), officer=officer)
    asked = asked.order_by().annotate(is_on_it=Exists(on_it))
    row = asked.filter(id=dossier).first() if ID.fullmatch(dossier) else None
    if row is None:
        raise Refusal("dossier-unknown")
    row.__dict__["named"] = {officer.pk: bool(row.__dict__["is_on_it"])}
    require(officer, permission, row)
    return row


def require_in(officer: Officer, dossier: str, permission: str) -> None:
    """Refuse as `dossier_for` does, without reading the row: it is asked at every release."""
    # What is in memory is there: nothing takes a dossier away as a whole.
    if dossiers.peek(dossier) is None and not rows.select(
        _THERE, [bytes.fromhex(dossier)] if ID.fullmatch(dossier) else []
    ):
        raise Refusal("dossier-unknown")
    require(officer, permission, DossierRow(id=dossier))


def name(officer: Officer, dossier: DossierRow, by: Officer) -> None:
    """Name an officer on a dossier."""
    require(by, "node.name_officer", dossier)
    _, fresh = DossierOfficer.objects.get_or_create(
        dossier=dossier, officer=officer, defaults={"named_by": by}
    )
    # Whoever was named only for as long as another is away is from now on named for good.
    StandIn.objects.filter(dossier=dossier, officer=officer).delete()
    if fresh and officer.pk != by.pk:
        news.tell(officer, "named", dossier=dossier.id)
    dossier.__dict__.pop("named", None)
    audit.record("named", who=by.email, subject=officer.email, dossier=dossier.id)


def unname(officer: Officer, dossier: DossierRow, by: Officer) -> None:
    """Take an officer off a dossier."""
    require(by, "node.name_officer", dossier)
    DossierOfficer.objects.filter(dossier=dossier, officer=officer).delete()
    dossier.__dict__.pop("named", None)
    audit.record("unnamed", who=by.email, subject=officer.email, dossier=dossier.id)
