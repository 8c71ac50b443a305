"""The node's tables, one file a theme."""

from mithaq.node.models.audit import Audit, AuditNode, AuditTree, CheckpointRow
from mithaq.node.models.blobs import Attachment, Blob
from mithaq.node.models.cards import CardRow
from mithaq.node.models.contacts import Contact, Resync
from mithaq.node.models.dossiers import DossierBase, DossierRow, NodeRow, OwnReference, Party
from mithaq.node.models.drafts import Draft
from mithaq.node.models.entries import EntryRow, Receipt, WaitingRow
from mithaq.node.models.officers import ROLES, DossierOfficer, Note, Officer, ReadMark, Token
from mithaq.node.models.tasks import TaskRow

__all__ = [
    "ROLES",
    "Attachment",
    "Audit",
    "AuditNode",
    "AuditTree",
    "Blob",
    "CardRow",
    "CheckpointRow",
    "Contact",
    "DossierBase",
    "DossierOfficer",
    "DossierRow",
    "Draft",
    "EntryRow",
    "NodeRow",
    "Note",
    "Officer",
    "OwnReference",
    "Party",
    "ReadMark",
    "Receipt",
    "Resync",
    "TaskRow",
    "Token",
    "WaitingRow",
]
