"""What a receiver may do with an entry, as its author wrote it (docs/spec/handling.md)."""

from typing import Annotated

from pydantic import Field

from mithaq.kinds.body import Part
from mithaq.kinds.fields import Several, Text, member
from mithaq.record.errors import Refusal
from mithaq.terms import (
    ASKED_BEFORE_TRANSFER,
    EvaluationScheme,
    GroundCode,
    HandlingCode,
    InformationGrade,
    LegalBasis,
    OnwardTransfer,
    OriginAuthorisation,
    PapCode,
    PurposeCode,
    RetentionRule,
    SourceGrade,
    TlpCode,
    TransferBasis,
    evaluation_problem,
    handling_problem,
)

MAX_RETENTION_MONTHS = 1200


class Evaluation(Part):
    """How good source and information are, on one grid; grids are never converted (HAN-10)."""

    scheme: EvaluationScheme = member("Grid")
    source: SourceGrade = member("Source")
    information: InformationGrade = member("Information")


class Transfer(Part):
    """Why persons' data may leave for another legal order (LED art. 35 to 38)."""

    basis: TransferBasis = member("Basis of the transfer")
    justification: Text = member("Why this transfer is necessary")
    origin: OriginAuthorisation = member("Authorisation by the state of origin")
    onward: OnwardTransfer = member("Onward transfer")


class Risk(Part):
    """One risk that is asked about before persons' data leave, and what the author knows of it."""

    risk: GroundCode = member("Risk")
    present: bool = member("There are grounds to fear it", form="flag")
    note: Text | None = member("What is known", default=None)


class Handling(Part):
    """The author's conditions for one entry."""

    codes: Several[HandlingCode] = member("Handling codes", "H0 stands alone; H3 needs a note.")
    note: Text | None = member("Other restrictions and comments", default=None)
    purpose: PurposeCode | None = member("Purpose", default=None)
    legal_basis: LegalBasis | None = member("Legal basis", default=None)
    legal_reference: Text | None = member("Provision or order", default=None)
    evaluation: Evaluation | None = member("Evaluation", default=None)
    retention_months: Annotated[int, Field(ge=1, le=MAX_RETENTION_MONTHS)] | None = member(
        "Retention in months", form="number", default=None
    )
    retention_rule: RetentionRule | None = member("When the period ends", default=None)
    tlp: TlpCode | None = member("TLP: who may receive", default=None)
    pap: PapCode | None = member("PAP: what may be done", default=None)
    transfer: Transfer | None = member("Transfer to another legal order", default=None)
    risks: Annotated[Several[Risk], Field(max_length=40)] = member(
        "Risks to the persons concerned",
        "Torture, death penalty, asylum, political offence, fair trial: each must be answered.",
        default=(),
    )

    def problem(self) -> Refusal | None:
        """Return what is wrong with the handling by itself, whatever it is for (HAN-5 to HAN-10)."""
        code = handling_problem(frozenset(self.codes), self.note.text if self.note else "")
        if code is None and self.evaluation is not None:
            evaluation = self.evaluation
            code = evaluation_problem(evaluation.scheme, evaluation.source, evaluation.information)
        return None if code is None else Refusal(code)

    def unanswered_risks(self) -> tuple[str, ...]:
        """Return the risks that must be asked about and were not answered (HAN-31)."""
        answered = {answer.risk for answer in self.risks}
        return tuple(risk for risk in ASKED_BEFORE_TRANSFER if risk not in answered)
