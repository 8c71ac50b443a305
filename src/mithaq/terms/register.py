"""The one list of all vocabularies, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from mithaq.terms.agencies import AGENCIES, SEATS
from mithaq.terms.areas import AREAS
from mithaq.terms.commitments import COMMITMENT_STATES, COMMITMENTS, OUTLOOKS, REVIEW_FIGURES
from mithaq.terms.contacts import ALERT_URGENCY, WEEKDAYS
from mithaq.terms.countries import COUNTRIES
from mithaq.terms.deliveries import (
    CONSIGNMENT_FORMS,
    DELIVERY_EVENTS,
    DELIVERY_STAGES,
    GOODS,
    INTERVENTIONS,
    TRANSPORTS,
    UNITS,
)
from mithaq.terms.dossiers import DELIVERY_STATES, KINDS
from mithaq.terms.evaluation import (
    ADMIRALTY_INFORMATION,
    ADMIRALTY_SOURCE,
    EVALUATION_INFORMATION,
    EVALUATION_SCHEMES,
    EVALUATION_SOURCE,
)
from mithaq.terms.evidence import EVIDENCE_ENDS, EVIDENCE_KINDS, SEAL_REASONS
from mithaq.terms.expertise import EXPERTISE_FORMS, EXPERTISE_STATES
from mithaq.terms.grounds import REFUSAL_GROUNDS
from mithaq.terms.handling import HANDLING
from mithaq.terms.identifier_types import IDENTIFIER_TYPES
from mithaq.terms.legal_bases import LEGAL_BASES
from mithaq.terms.marking import PAP, TLP
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
from mithaq.terms.people import DIMENSIONS, LANGUAGES_NAMES, RETENTION_RULES, ROLES
from mithaq.terms.places import PLACES
from mithaq.terms.purposes import PURPOSES
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
from mithaq.terms.subjects import FACT_OR_ASSESSMENT, SPECIAL_CATEGORIES, SPECIAL_GROUNDS, SUBJECT_CATEGORIES
from mithaq.terms.tasks import TASK_PRIORITIES
from mithaq.terms.teams import (
    COST_RULES,
    SECONDED_POWERS,
    TEAM_FORMS,
    TEAM_REPORT_KINDS,
    TEAM_ROLES,
    TEAM_STATES,
)
from mithaq.terms.transfers import ONWARD_TRANSFER, ORIGIN_AUTHORISATION, TRANSFER_BASES
from mithaq.terms.urgency import REQUEST_CONTENTS, URGENCY, URGENT_REASONS
from mithaq.terms.visits import MEETING_KINDS, VISIT_STATES
from mithaq.terms.vocabulary import Vocabulary

_ALL = (
    AREAS,
    COMMITMENTS,
    COMMITMENT_STATES,
    OUTLOOKS,
    REVIEW_FIGURES,
    HANDLING,
    EVALUATION_SCHEMES,
    EVALUATION_SOURCE,
    EVALUATION_INFORMATION,
    ADMIRALTY_SOURCE,
    ADMIRALTY_INFORMATION,
    TLP,
    PAP,
    URGENCY,
    URGENT_REASONS,
    REQUEST_CONTENTS,
    PURPOSES,
    REFUSAL_GROUNDS,
    SUBJECT_CATEGORIES,
    FACT_OR_ASSESSMENT,
    SPECIAL_CATEGORIES,
    SPECIAL_GROUNDS,
    TRANSFER_BASES,
    ORIGIN_AUTHORISATION,
    ONWARD_TRANSFER,
    LEGAL_BASES,
    AGENCIES,
    SEATS,
    COUNTRIES,
    KINDS,
    DELIVERY_STATES,
    DELIVERY_STAGES,
    DELIVERY_EVENTS,
    GOODS,
    UNITS,
    CONSIGNMENT_FORMS,
    TRANSPORTS,
    INTERVENTIONS,
    PLACES,
    EVIDENCE_KINDS,
    EVIDENCE_ENDS,
    SEAL_REASONS,
    EVIDENCE_KINDS,
    EVIDENCE_ENDS,
    SEAL_REASONS,
    TEAM_STATES,
    TEAM_FORMS,
    TEAM_ROLES,
    SECONDED_POWERS,
    COST_RULES,
    TEAM_REPORT_KINDS,
    EXPERTISE_FORMS,
    EXPERTISE_STATES,
    VISIT_STATES,
    MEETING_KINDS,
    WEEKDAYS,
    ALERT_URGENCY,
    OPERATION_STATES,
    WEAPON_RULES,
    MEDIA_RULES,
    RESOURCE_CATEGORIES,
    SITUATIONS,
    INCIDENT_KINDS,
    SIDES,
    RESULT_CATEGORIES,
    ACHIEVEMENTS,
    TASK_PRIORITIES,
    REQUEST_STATES,
    ANSWER_RESULTS,
    USEFULNESS,
    PERMISSION_USES,
    PERMISSION_ANSWERS,
    EXTENSION_REASONS,
    CLARIFICATION_POINTS,
    CORRECTION_REASONS,
    IDENTIFIER_TYPES,
    ROLES,
    LANGUAGES_NAMES,
    DIMENSIONS,
    RETENTION_RULES,
)

VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType(
    {vocabulary.name: vocabulary for vocabulary in _ALL}
)
