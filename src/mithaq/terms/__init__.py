"""Controlled vocabularies in Arabic, Spanish, German, French and English (docs/spec/handling.md)."""

from mithaq.terms.agencies import (
    AGENCIES,
    AGENCY_PATTERN,
    AGENCY_SEATS,
    AGENCY_SHORT,
    SEATS,
    country_of,
    is_agency_id,
    seat_of,
    short_name,
)
from mithaq.terms.areas import (
    AREAS,
    ENDANGERING_AREAS,
)
from mithaq.terms.coded import (
    AchievementCode,
    AgencyId,
    AlertUrgency,
    AreaCode,
    CategoryCode,
    ClarificationPoint,
    Coded,
    CommitmentCode,
    CommitmentState,
    ConsignmentForm,
    CorrectionReason,
    CostRule,
    CountryCode,
    DeliveryEvent,
    DeliveryState,
    DimensionCode,
    EvaluationScheme,
    EvidenceEnd,
    EvidenceKind,
    ExpertiseForm,
    ExtensionReason,
    FactOrAssessment,
    FigureCode,
    GoodsCode,
    Graded,
    GroundCode,
    HandlingCode,
    IdentifierType,
    IncidentKind,
    InformationGrade,
    InterventionCode,
    KindName,
    LanguageCode,
    LegalBasis,
    MediaRule,
    MeetingKind,
    OnwardTransfer,
    Open,
    OriginAuthorisation,
    OutlookCode,
    PapCode,
    PermissionAnswer,
    PermissionUse,
    PlaceCode,
    PurposeCode,
    RequestState,
    ResourceCategory,
    ResultCategory,
    ResultCode,
    RetentionRule,
    RoleCode,
    SealReason,
    SecondedPower,
    SideCode,
    SituationCode,
    SourceGrade,
    SpecialCategory,
    SpecialGround,
    TaskPriority,
    TeamForm,
    TeamReportKind,
    TeamRole,
    TlpCode,
    TransferBasis,
    TransportCode,
    UnitCode,
    UrgencyCode,
    UrgentReason,
    UsefulnessCode,
    WeaponRule,
    Weekday,
    coded,
)
from mithaq.terms.commitments import (
    COMMITMENT_STATES,
    COMMITMENTS,
    GENERAL_COMMITMENT,
    OUTLOOKS,
    REVIEW_FIGURES,
)
from mithaq.terms.contacts import (
    ALERT_URGENCY,
    DEFAULT_ESCALATION,
    WEEKDAYS,
)
from mithaq.terms.countries import (
    COUNTRIES,
)
from mithaq.terms.deliveries import (
    CONSIGNMENT_FORMS,
    DELIVERY_EVENTS,
    DELIVERY_STAGES,
    GOODS,
    INTERVENTIONS,
    TRANSPORTS,
    UNITS,
)
from mithaq.terms.dossiers import (
    DELIVERY_STATES,
    KINDS,
)
from mithaq.terms.evaluation import (
    ADMIRALTY_INFORMATION,
    ADMIRALTY_SOURCE,
    EVALUATION_INFORMATION,
    EVALUATION_SCHEMES,
    EVALUATION_SOURCE,
    UNASSESSED,
    evaluation_label,
    evaluation_problem,
)
from mithaq.terms.evidence import (
    DIGITAL_FILE,
    EVIDENCE_ENDS,
    EVIDENCE_KINDS,
    SEAL_REASONS,
)
from mithaq.terms.expertise import (
    EXPERTISE_FORMS,
    EXPERTISE_STATES,
)
from mithaq.terms.grounds import (
    REFUSAL_GROUNDS,
)
from mithaq.terms.handling import (
    HANDLING,
    NEEDS_PERMISSION,
    handling_problem,
)
from mithaq.terms.identifier_types import (
    IDENTIFIER_TYPES,
)
from mithaq.terms.identifiers import (
    MAX_IDENTIFIER,
    identifier_problem,
    normalise_identifier,
)
from mithaq.terms.legal_bases import (
    LEGAL_BASES,
)
from mithaq.terms.marking import (
    PAP,
    TLP,
    within_ceiling,
)
from mithaq.terms.operations import (
    ACHIEVEMENTS,
    INCIDENT_KINDS,
    MEDIA_RULES,
    OPERATION_STATES,
    RESOURCE_CATEGORIES,
    RESULT_CATEGORIES,
    SIDES,
    SITUATIONS,
    WEAPON_RULES,
)
from mithaq.terms.people import (
    DIMENSIONS,
    LANGUAGES_NAMES,
    RETENTION_REVIEW_MONTHS,
    RETENTION_RULES,
    ROLES,
)
from mithaq.terms.places import (
    PLACES,
    POSITIONS,
)
from mithaq.terms.protection import (
    ASKED_BEFORE_TRANSFER,
)
from mithaq.terms.purposes import (
    PURPOSES,
    WITHOUT_PERSONS,
)
from mithaq.terms.register import (
    VOCABULARIES,
)
from mithaq.terms.requests import (
    ANSWER_RESULTS,
    CLARIFICATION_POINTS,
    CORRECTION_REASONS,
    EXTENSION_REASONS,
    PERMISSION_ANSWERS,
    PERMISSION_USES,
    REQUEST_STATES,
    USEFULNESS,
)
from mithaq.terms.subjects import (
    FACT_OR_ASSESSMENT,
    SPECIAL_CATEGORIES,
    SPECIAL_GROUNDS,
    SUBJECT_CATEGORIES,
)
from mithaq.terms.tasks import (
    TASK_PRIORITIES,
)
from mithaq.terms.teams import (
    COST_RULES,
    JUDICIAL_TEAM,
    SECONDED_POWERS,
    TEAM_FORMS,
    TEAM_REPORT_KINDS,
    TEAM_ROLES,
    TEAM_STATES,
)
from mithaq.terms.transfers import (
    EXCEPTIONAL_BASES,
    ONWARD_TRANSFER,
    ORIGIN_AUTHORISATION,
    OVERRIDABLE_BASES,
    TRANSFER_BASES,
)
from mithaq.terms.urgency import (
    DEFAULT_PROFILE,
    REQUEST_CONTENTS,
    URGENCY,
    URGENT_REASONS,
    Urgency,
)
from mithaq.terms.visits import (
    MEETING_KINDS,
    VISIT_STATES,
)
from mithaq.terms.vocabulary import (
    LANGUAGES,
    Term,
    Vocabulary,
)

__all__ = [
    "ACHIEVEMENTS", "ADMIRALTY_INFORMATION", "ADMIRALTY_SOURCE", "AGENCIES", "AGENCY_PATTERN", "AGENCY_SEATS",
    "AGENCY_SHORT", "ALERT_URGENCY", "ANSWER_RESULTS", "AREAS", "ASKED_BEFORE_TRANSFER",
    "CLARIFICATION_POINTS", "COMMITMENTS", "COMMITMENT_STATES", "CONSIGNMENT_FORMS", "CORRECTION_REASONS",
    "COST_RULES", "COUNTRIES", "DEFAULT_ESCALATION", "DEFAULT_PROFILE", "DELIVERY_EVENTS", "DELIVERY_STAGES",
    "DELIVERY_STATES", "DIGITAL_FILE", "DIMENSIONS", "ENDANGERING_AREAS", "EVALUATION_INFORMATION",
    "EVALUATION_SCHEMES", "EVALUATION_SOURCE", "EVIDENCE_ENDS", "EVIDENCE_KINDS", "EXCEPTIONAL_BASES",
    "EXPERTISE_FORMS", "EXPERTISE_STATES", "EXTENSION_REASONS", "FACT_OR_ASSESSMENT", "GENERAL_COMMITMENT",
    "GOODS", "HANDLING", "IDENTIFIER_TYPES", "INCIDENT_KINDS", "INTERVENTIONS", "JUDICIAL_TEAM", "KINDS",
    "LANGUAGES", "LANGUAGES_NAMES", "LEGAL_BASES", "MAX_IDENTIFIER", "MEDIA_RULES", "MEETING_KINDS",
    "NEEDS_PERMISSION", "ONWARD_TRANSFER", "OPERATION_STATES", "ORIGIN_AUTHORISATION", "OUTLOOKS",
    "OVERRIDABLE_BASES", "PAP", "PERMISSION_ANSWERS", "PERMISSION_USES", "PLACES", "POSITIONS", "PURPOSES",
    "REFUSAL_GROUNDS", "REQUEST_CONTENTS", "REQUEST_STATES", "RESOURCE_CATEGORIES", "RESULT_CATEGORIES",
    "RETENTION_REVIEW_MONTHS", "RETENTION_RULES", "REVIEW_FIGURES", "ROLES", "SEAL_REASONS", "SEATS",
    "SECONDED_POWERS", "SIDES", "SITUATIONS", "SPECIAL_CATEGORIES", "SPECIAL_GROUNDS", "SUBJECT_CATEGORIES",
    "TASK_PRIORITIES", "TEAM_FORMS", "TEAM_REPORT_KINDS", "TEAM_ROLES", "TEAM_STATES", "TLP",
    "TRANSFER_BASES", "TRANSPORTS", "UNASSESSED", "UNITS", "URGENCY", "URGENT_REASONS", "USEFULNESS",
    "VISIT_STATES", "VOCABULARIES", "WEAPON_RULES", "WEEKDAYS", "WITHOUT_PERSONS", "AchievementCode",
    "AgencyId", "AlertUrgency", "AreaCode", "CategoryCode", "ClarificationPoint", "Coded", "CommitmentCode",
    "CommitmentState", "ConsignmentForm", "CorrectionReason", "CostRule", "CountryCode", "DeliveryEvent",
    "DeliveryState", "DimensionCode", "EvaluationScheme", "EvidenceEnd", "EvidenceKind", "ExpertiseForm",
    "ExtensionReason", "FactOrAssessment", "FigureCode", "GoodsCode", "Graded", "GroundCode", "HandlingCode",
    "IdentifierType", "IncidentKind", "InformationGrade", "InterventionCode", "KindName", "LanguageCode",
    "LegalBasis", "MediaRule", "MeetingKind", "OnwardTransfer", "Open", "OriginAuthorisation", "OutlookCode",
    "PapCode", "PermissionAnswer", "PermissionUse", "PlaceCode", "PurposeCode", "RequestState",
    "ResourceCategory", "ResultCategory", "ResultCode", "RetentionRule", "RoleCode", "SealReason",
    "SecondedPower", "SideCode", "SituationCode", "SourceGrade", "SpecialCategory", "SpecialGround",
    "TaskPriority", "TeamForm", "TeamReportKind", "TeamRole", "Term", "TlpCode", "TransferBasis",
    "TransportCode", "UnitCode", "Urgency", "UrgencyCode", "UrgentReason", "UsefulnessCode", "Vocabulary",
    "WeaponRule", "Weekday", "coded", "country_of", "evaluation_label", "evaluation_problem",
    "handling_problem", "identifier_problem", "is_agency_id", "normalise_identifier", "seat_of", "short_name",
    "within_ceiling",
]  # fmt: skip
