"""The node's tables, one file a theme."""

from mithaq.node.models.audit import Audit, AuditNode, AuditTree, CheckpointRow
from mithaq.node.models.blind import BlindRow
from mithaq.node.models.blobs import Attachment, Blob
from mithaq.node.models.cards import CardRow
from mithaq.node.models.contacts import Contact, Resync
from mithaq.node.models.desk import Paper, PrivateTask
from mithaq.node.models.dossiers import DossierBase, DossierRow, NodeRow, OwnReference, Party
from mithaq.node.models.drafts import Draft
from mithaq.node.models.duty import Escalation, Responsible, StandIn, Workload
from mithaq.node.models.entries import EntryRow, Receipt, WaitingRow
from mithaq.node.models.listed import Facet, SavedView
from mithaq.node.models.news import CalendarAddress, NewsCursor, NewsMark, NewsWish, Notice
from mithaq.node.models.officers import ROLES, DossierOfficer, Note, Officer, ReadMark, Sitting, Token
from mithaq.node.models.presstexts import PressText
from mithaq.node.models.publishing import PressCursor, Publication
from mithaq.node.models.search import SavedSearch, SearchDue, SearchName, SearchRow, SearchState
from mithaq.node.models.subjects import SubjectKey
from mithaq.node.models.tasks import TaskRow

__all__ = [
    "ROLES",
    "Attachment",
    "Audit",
    "AuditNode",
    "AuditTree",
    "BlindRow",
    "Blob",
    "CalendarAddress",
    "CardRow",
    "CheckpointRow",
    "Contact",
    "DossierBase",
    "DossierOfficer",
    "DossierRow",
    "Draft",
    "EntryRow",
    "Escalation",
    "Facet",
    "NewsCursor",
    "NewsMark",
    "NewsWish",
    "NodeRow",
    "Note",
    "Notice",
    "Officer",
    "OwnReference",
    "Paper",
    "Party",
    "PressCursor",
    "PressText",
    "PrivateTask",
    "Publication",
    "ReadMark",
    "Receipt",
    "Responsible",
    "Resync",
    "SavedSearch",
    "SavedView",
    "SearchDue",
    "SearchName",
    "SearchRow",
    "SearchState",
    "Sitting",
    "StandIn",
    "SubjectKey",
    "TaskRow",
    "Token",
    "WaitingRow",
    "Workload",
]
