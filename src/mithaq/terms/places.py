"""Ports, airports, border crossings and cities that routes name, and where they stand.

Names and positions are common geography; a place that is not here is "elsewhere", with its name beside it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from mithaq.terms.vocabulary import Vocabulary, term

PLACES = Vocabulary(
    "places",
    term("tangier-med", "طنجة المتوسط", "Tánger Med", "Tanger Med", "Tanger Med", "Tanger Med"),
    term("tangier", "طنجة", "Tánger", "Tanger", "Tanger", "Tangier"),
    term("casablanca", "الدار البيضاء", "Casablanca", "Casablanca", "Casablanca", "Casablanca"),
    term("agadir", "أكادير", "Agadir", "Agadir", "Agadir", "Agadir"),
    term("nador", "الناظور", "Nador", "Nador", "Nador", "Nador"),
    term("rabat", "الرباط", "Rabat", "Rabat", "Rabat", "Rabat"),
    term("ceuta", "سبتة", "Ceuta", "Ceuta", "Ceuta", "Ceuta"),
    term("melilla", "مليلية", "Melilla", "Melilla", "Melilla", "Melilla"),
    term("algeciras", "الجزيرة الخضراء", "Algeciras", "Algeciras", "Algésiras", "Algeciras"),
    term("tarifa", "طريفة", "Tarifa", "Tarifa", "Tarifa", "Tarifa"),
    term("malaga", "مالقة", "Málaga", "Málaga", "Malaga", "Málaga"),
    term("almeria", "ألمرية", "Almería", "Almería", "Almería", "Almería"),
    term("valencia", "بلنسية", "Valencia", "Valencia", "Valence", "Valencia"),
    term("barcelona", "برشلونة", "Barcelona", "Barcelona", "Barcelone", "Barcelona"),
    term("bilbao", "بلباو", "Bilbao", "Bilbao", "Bilbao", "Bilbao"),
    term("vigo", "فيغو", "Vigo", "Vigo", "Vigo", "Vigo"),
    term("madrid", "مدريد", "Madrid", "Madrid", "Madrid", "Madrid"),
    term("irun", "إيرون", "Irún", "Irun", "Irun", "Irun"),
    term(
        "la-jonquera",
        "لا جونكيرا",
        "La Jonquera",
        "La Jonquera",
        "La Jonquera",
        "La Jonquera",
    ),
    term("lisbon", "لشبونة", "Lisboa", "Lissabon", "Lisbonne", "Lisbon"),
    term("sines", "سينس", "Sines", "Sines", "Sines", "Sines"),
    term("marseille", "مرسيليا", "Marsella", "Marseille", "Marseille", "Marseille"),
    term("le-havre", "لوهافر", "El Havre", "Le Havre", "Le Havre", "Le Havre"),
    term("paris", "باريس", "París", "Paris", "Paris", "Paris"),
    term("genoa", "جنوة", "Génova", "Genua", "Gênes", "Genoa"),
    term("antwerp", "أنتويرب", "Amberes", "Antwerpen", "Anvers", "Antwerp"),
    term("rotterdam", "روتردام", "Róterdam", "Rotterdam", "Rotterdam", "Rotterdam"),
    term(
        "bremerhaven",
        "بريمرهافن",
        "Bremerhaven",
        "Bremerhaven",
        "Bremerhaven",
        "Bremerhaven",
    ),
    term("hamburg", "هامبورغ", "Hamburgo", "Hamburg", "Hambourg", "Hamburg"),
    term("berlin", "برلين", "Berlín", "Berlin", "Berlin", "Berlin"),
    term("frankfurt", "فرانكفورت", "Fráncfort", "Frankfurt am Main", "Francfort", "Frankfurt"),
    term("kehl", "كيل", "Kehl", "Kehl", "Kehl", "Kehl"),
    term("elsewhere", "مكان آخر", "otro lugar", "anderer Ort", "autre lieu", "elsewhere"),
)

POSITIONS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "tangier-med": (-5504, 35889),
        "tangier": (-5806, 35789),
        "casablanca": (-7603, 33605),
        "agadir": (-9633, 30427),
        "nador": (-2928, 35279),
        "rabat": (-6842, 34021),
        "ceuta": (-5316, 35889),
        "melilla": (-2938, 35292),
        "algeciras": (-5443, 36128),
        "tarifa": (-5603, 36010),
        "malaga": (-4421, 36720),
        "almeria": (-2464, 36834),
        "valencia": (-316, 39444),
        "barcelona": (2170, 41346),
        "bilbao": (-3034, 43346),
        "vigo": (-8726, 42240),
        "madrid": (-3704, 40417),
        "irun": (-1789, 43339),
        "la-jonquera": (2876, 42419),
        "lisbon": (-9139, 38722),
        "sines": (-8870, 37956),
        "marseille": (5365, 43296),
        "le-havre": (108, 49494),
        "paris": (2352, 48857),
        "genoa": (8925, 44405),
        "antwerp": (4403, 51221),
        "rotterdam": (4478, 51924),
        "bremerhaven": (8577, 53550),
        "hamburg": (9966, 53546),
        "berlin": (13405, 52520),
        "frankfurt": (8571, 50033),
        "kehl": (7815, 48577),
    }
)
"""Longitude east and latitude north, in thousandths of a degree."""
