"""The agencies that Mithaq knows by name, and their seats; any well-formed id is an agency."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from mithaq.terms.vocabulary import Vocabulary, term

AGENCY_PATTERN = r"^[a-z]{2}\.[a-z0-9][a-z0-9-]{0,62}$"
"""Country in lower case, a dot, a short name: the same pattern as in an entry's header (record)."""

_AGENCY = re.compile(AGENCY_PATTERN.rstrip("$"))

AGENCIES = Vocabulary(
    "agencies",
    term(
        "ma.dgsn",
        "المديرية العامة للأمن الوطني",
        "Dirección General de la Seguridad Nacional (Marruecos)",
        "Generaldirektion für Nationale Sicherheit (Marokko)",
        "Direction générale de la Sûreté nationale (Maroc)",
        "General Directorate for National Security (Morocco)",
    ),
    term(
        "ma.dgst",
        "المديرية العامة لمراقبة التراب الوطني",
        "Dirección General de Vigilancia del Territorio (Marruecos)",
        "Generaldirektion für die Überwachung des Staatsgebiets (Marokko)",
        "Direction générale de la surveillance du territoire (Maroc)",
        "General Directorate for Territorial Surveillance (Morocco)",
    ),
    term(
        "es.policia",
        "الشرطة الوطنية الإسبانية",
        "Policía Nacional (España)",
        "Nationalpolizei (Spanien)",
        "Police nationale (Espagne)",
        "National Police (Spain)",
    ),
    term(
        "de.bundespolizei",
        "الشرطة الاتحادية الألمانية",
        "Policía Federal (Alemania)",
        "Bundespolizei (Deutschland)",
        "Police fédérale (Allemagne)",
        "Federal Police (Germany)",
    ),
    term(
        "pt.psp",
        "شرطة الأمن العام البرتغالية",
        "Policía de Seguridad Pública (Portugal)",
        "Polizei für öffentliche Sicherheit (Portugal)",
        "Police de sécurité publique (Portugal)",
        "Public Security Police (Portugal)",
    ),
    term(
        "xx.elsewhere",
        "جهاز خارج جميع المواثيق (تمرين)",
        "un servicio ajeno a todo pacto (ejercicio)",
        "eine Behörde außerhalb aller Vereinbarungen (Übung)",
        "un service étranger à tout pacte (exercice)",
        "an agency of no pact (exercise)",
    ),
)

AGENCY_SHORT: Mapping[str, str] = MappingProxyType(
    {
        "ma.dgsn": "DGSN",
        "ma.dgst": "DGST",
        "es.policia": "Policía Nacional",
        "de.bundespolizei": "Bundespolizei",
        "pt.psp": "PSP",
    }
)
"""What an agency calls itself in short, the same in every language; shown where a table has no room."""

SEATS = Vocabulary(
    "seats",
    term("rabat", "الرباط", "Rabat", "Rabat", "Rabat", "Rabat"),
    term("madrid", "مدريد", "Madrid", "Madrid", "Madrid", "Madrid"),
    term("potsdam", "بوتسدام", "Potsdam", "Potsdam", "Potsdam", "Potsdam"),
    term("lisbon", "لشبونة", "Lisboa", "Lissabon", "Lisbonne", "Lisbon"),
    term("elsewhere", "مكان آخر", "otro lugar", "anderswo", "ailleurs", "elsewhere"),
)

AGENCY_SEATS: Mapping[str, str] = MappingProxyType(
    {
        "ma.dgsn": "rabat",
        "ma.dgst": "rabat",
        "es.policia": "madrid",
        "de.bundespolizei": "potsdam",
        "pt.psp": "lisbon",
        "xx.elsewhere": "elsewhere",
    }
)


def is_agency_id(text: str) -> bool:
    """Return whether `text` has the form of an agency's id, known here or not."""
    return _AGENCY.fullmatch(text) is not None


def country_of(agency: str) -> str:
    """Return the country code (ISO 3166-1, upper case) that an agency's id begins with."""
    return agency[:2].upper()


def seat_of(agency: str, language: str) -> str:
    """Return the name of the city where an agency has its seat; the id itself for an unknown agency."""
    seat = AGENCY_SEATS.get(agency)
    return SEATS.label(seat, language) if seat else agency


def short_name(agency: str) -> str:
    """Return what an agency calls itself in short; the id itself for an unknown agency."""
    return AGENCY_SHORT.get(agency, agency)
