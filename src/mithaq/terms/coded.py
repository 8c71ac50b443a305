"""Types for the coded fields of bodies: a string that is a code of one vocabulary (HAN-2, HAN-4).

The JSON schema of such a field names its vocabulary, so that a form or the API shows a list with names in
the reader's language.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from mithaq.terms.agencies import AGENCY_PATTERN
from mithaq.terms.register import VOCABULARIES
from mithaq.terms.vocabulary import Vocabulary


def _one_of(vocabulary: str, codes: list[str]) -> CoreSchema:
    """Return a schema that runs no Python: it is used once for each coded field of each received entry."""
    return core_schema.custom_error_schema(
        core_schema.literal_schema(codes),
        custom_error_type="unknown-code",
        custom_error_message="not a code of the vocabulary {vocabulary}",
        custom_error_context={"vocabulary": vocabulary},
    )


@dataclass(frozen=True, slots=True)
class Coded:
    """Marks a string as a code of the named vocabulary; others fail with the error type "unknown-code"."""

    vocabulary: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _one_of(self.vocabulary, list(VOCABULARIES[self.vocabulary].codes))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        codes = list(VOCABULARIES[self.vocabulary].codes)
        return {"type": "string", "enum": codes, "vocabulary": self.vocabulary}


@dataclass(frozen=True, slots=True)
class Open:
    """Marks a string that must match a pattern; the vocabulary only names the known ones."""

    vocabulary: str
    pattern: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.custom_error_schema(
            core_schema.str_schema(strict=True, pattern=self.pattern),
            custom_error_type="unknown-code",
            custom_error_message="does not have the form of the vocabulary {vocabulary}",
            custom_error_context={"vocabulary": self.vocabulary},
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": self.pattern, "vocabulary": self.vocabulary, "open": True}


@dataclass(frozen=True, slots=True)
class Graded:
    """Marks a string as a grade of either grid; `evaluation_problem` checks it with its scheme (HAN-10)."""

    vocabulary: str
    admiralty: str

    @property
    def codes(self) -> list[str]:
        """The grades of the 4x4 grid, then those that only the Admiralty grid has."""
        return list(
            dict.fromkeys((*VOCABULARIES[self.vocabulary].codes, *VOCABULARIES[self.admiralty].codes))
        )

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _one_of(self.vocabulary, self.codes)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schemes = {"4x4": self.vocabulary, "admiralty": self.admiralty}
        return {"type": "string", "enum": self.codes, "vocabulary": self.vocabulary, "schemes": schemes}


def coded(vocabulary: Vocabulary) -> Coded:
    """Return the mark for `Annotated[str, coded(AREAS)]`."""
    return Coded(vocabulary.name)


AgencyId = Annotated[str, Open("agencies", AGENCY_PATTERN)]

AlertUrgency = Annotated[str, Coded("alert-urgency")]
AchievementCode = Annotated[str, Coded("achievements")]
AreaCode = Annotated[str, Coded("areas")]
CategoryCode = Annotated[str, Coded("subject-categories")]
ClarificationPoint = Annotated[str, Coded("clarification-points")]
CommitmentCode = Annotated[str, Coded("commitments")]
CommitmentState = Annotated[str, Coded("commitment-states")]
ConsignmentForm = Annotated[str, Coded("consignment-forms")]
CorrectionReason = Annotated[str, Coded("correction-reasons")]
CostRule = Annotated[str, Coded("cost-rules")]
CountryCode = Annotated[str, Coded("countries")]
DeliveryEvent = Annotated[str, Coded("delivery-events")]
DeliveryState = Annotated[str, Coded("delivery-states")]
DimensionCode = Annotated[str, Coded("dimensions")]
EvaluationScheme = Annotated[str, Coded("evaluation-schemes")]
EvidenceEnd = Annotated[str, Coded("evidence-ends")]
EvidenceKind = Annotated[str, Coded("evidence-kinds")]
ExpertiseForm = Annotated[str, Coded("expertise-forms")]
ExtensionReason = Annotated[str, Coded("extension-reasons")]
FactOrAssessment = Annotated[str, Coded("fact-or-assessment")]
GoodsCode = Annotated[str, Coded("goods")]
UnitCode = Annotated[str, Coded("units")]
GroundCode = Annotated[str, Coded("refusal-grounds")]
HandlingCode = Annotated[str, Coded("handling")]
IdentifierType = Annotated[str, Coded("identifier-types")]
InterventionCode = Annotated[str, Coded("interventions")]
FigureCode = Annotated[str, Coded("review-figures")]
IncidentKind = Annotated[str, Coded("incident-kinds")]
KindName = Annotated[str, Coded("kinds")]
LanguageCode = Annotated[str, Coded("languages")]
LegalBasis = Annotated[str, Coded("legal-bases")]
MediaRule = Annotated[str, Coded("media-rules")]
MeetingKind = Annotated[str, Coded("meeting-kinds")]
OnwardTransfer = Annotated[str, Coded("onward-transfer")]
OriginAuthorisation = Annotated[str, Coded("origin-authorisation")]
OutlookCode = Annotated[str, Coded("outlooks")]
PapCode = Annotated[str, Coded("pap")]
PermissionAnswer = Annotated[str, Coded("permission-answers")]
PermissionUse = Annotated[str, Coded("permission-uses")]
PlaceCode = Annotated[str, Coded("places")]
PurposeCode = Annotated[str, Coded("purposes")]
RequestState = Annotated[str, Coded("request-states")]
ResourceCategory = Annotated[str, Coded("resource-categories")]
ResultCategory = Annotated[str, Coded("result-categories")]
ResultCode = Annotated[str, Coded("answer-results")]
RetentionRule = Annotated[str, Coded("retention-rules")]
RoleCode = Annotated[str, Coded("roles")]
SealReason = Annotated[str, Coded("seal-reasons")]
SecondedPower = Annotated[str, Coded("seconded-powers")]
SideCode = Annotated[str, Coded("sides")]
SituationCode = Annotated[str, Coded("situations")]
SpecialCategory = Annotated[str, Coded("special-categories")]
SpecialGround = Annotated[str, Coded("special-grounds")]
TaskPriority = Annotated[str, Coded("task-priorities")]
TeamForm = Annotated[str, Coded("team-forms")]
TeamReportKind = Annotated[str, Coded("team-report-kinds")]
TeamRole = Annotated[str, Coded("team-roles")]
TlpCode = Annotated[str, Coded("tlp")]
TransferBasis = Annotated[str, Coded("transfer-bases")]
TransportCode = Annotated[str, Coded("transports")]
UrgencyCode = Annotated[str, Coded("urgency")]
UrgentReason = Annotated[str, Coded("urgent-reasons")]
UsefulnessCode = Annotated[str, Coded("usefulness")]
Weekday = Annotated[str, Coded("weekdays")]
WeaponRule = Annotated[str, Coded("weapon-rules")]

SourceGrade = Annotated[str, Graded("evaluation-source", "admiralty-source")]
InformationGrade = Annotated[str, Graded("evaluation-information", "admiralty-information")]
