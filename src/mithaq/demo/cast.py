"""The standing cast: three agencies with plainly fictitious officers, by first name and role."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One officer of the exercise."""

    agency: str
    name: str
    role: str
    language: str

    @property
    def email(self) -> str:
        """The address for signing in; its domain can belong to nobody (RFC 2606)."""
        return f"{self.name.lower().translate(_PLAIN)}@{self.agency}.example"


@dataclass(frozen=True, slots=True)
class Cast:
    """One agency: its node's name, language and time zone, the country of its days off, and its officers."""

    agency: str
    name: str
    language: str
    time_zone: str
    country: str
    officers: tuple[Person, ...]


_PLAIN = str.maketrans("áéíóúüñçê", "aeiouunce")


def _officers(agency: str, language: str, *named: tuple[str, str]) -> tuple[Person, ...]:
    return tuple(Person(agency, name, role, language) for name, role in named)


RABAT = Cast(
    "ma.dgsn",
    "المديرية العامة للأمن الوطني (تمرين)",
    "ar",
    "Africa/Casablanca",
    "MA",
    (
        *_officers("ma.dgsn", "ar", ("Salma", "liaison"), ("Anas", "analyst")),
        *_officers("ma.dgsn", "fr", ("Youssef", "supervisor")),
        *_officers(
            "ma.dgsn", "ar", ("Hind", "data-protection"), ("Nadia", "press"), ("Karim", "administrator")
        ),
    ),
)
MADRID = Cast(
    "es.policia",
    "Policía Nacional (ejercicio)",
    "es",
    "Europe/Madrid",
    "ES",
    _officers(
        "es.policia",
        "es",
        ("Lucía", "liaison"),
        ("Álvaro", "analyst"),
        ("Pilar", "supervisor"),
        ("Marta", "data-protection"),
        ("Diego", "secretariat"),
    ),
)
POTSDAM = Cast(
    "de.bundespolizei",
    "Bundespolizei (Übung)",
    "de",
    "Europe/Berlin",
    "DE",
    _officers(
        "de.bundespolizei",
        "de",
        ("Jonas", "liaison"),
        ("Leyla", "analyst"),
        ("Katrin", "supervisor"),
        ("Henning", "data-protection"),
        ("Britta", "press"),
    ),
)

CAST = (RABAT, MADRID, POTSDAM)


def officer(name: str) -> Person:
    """Return the officer of this first name."""
    return next(person for cast in CAST for person in cast.officers if person.name == name)
