"""The countries that routes, authorisations and subjects need (ISO 3166-1 alpha-2), alphabetical by code.

A country that is not here is written as XX with its name in the text beside it. Listing a country says
nothing about its boundaries.
"""

from mithaq.terms.vocabulary import Vocabulary, term

COUNTRIES = Vocabulary(
    "countries",
    term(
        "AE",
        "الإمارات العربية المتحدة",
        "Emiratos Árabes Unidos",
        "Vereinigte Arabische Emirate",
        "Émirats arabes unis",
        "United Arab Emirates",
    ),
    term("AT", "النمسا", "Austria", "Österreich", "Autriche", "Austria"),
    term("BE", "بلجيكا", "Bélgica", "Belgien", "Belgique", "Belgium"),
    term("BR", "البرازيل", "Brasil", "Brasilien", "Brésil", "Brazil"),
    term("CH", "سويسرا", "Suiza", "Schweiz", "Suisse", "Switzerland"),
    term("CN", "الصين", "China", "China", "Chine", "China"),
    term("CO", "كولومبيا", "Colombia", "Kolumbien", "Colombie", "Colombia"),
    term("DE", "ألمانيا", "Alemania", "Deutschland", "Allemagne", "Germany"),
    term("DK", "الدنمارك", "Dinamarca", "Dänemark", "Danemark", "Denmark"),
    term("DZ", "الجزائر", "Argelia", "Algerien", "Algérie", "Algeria"),
    term("EC", "الإكوادور", "Ecuador", "Ecuador", "Équateur", "Ecuador"),
    term("ES", "إسبانيا", "España", "Spanien", "Espagne", "Spain"),
    term("FR", "فرنسا", "Francia", "Frankreich", "France", "France"),
    term("GB", "المملكة المتحدة", "Reino Unido", "Vereinigtes Königreich", "Royaume-Uni", "United Kingdom"),
    term("IT", "إيطاليا", "Italia", "Italien", "Italie", "Italy"),
    term("LU", "لوكسمبورغ", "Luxemburgo", "Luxemburg", "Luxembourg", "Luxembourg"),
    term("MA", "المغرب", "Marruecos", "Marokko", "Maroc", "Morocco"),
    term("ML", "مالي", "Malí", "Mali", "Mali", "Mali"),
    term("MR", "موريتانيا", "Mauritania", "Mauretanien", "Mauritanie", "Mauritania"),
    term("MX", "المكسيك", "México", "Mexiko", "Mexique", "Mexico"),
    term("NL", "هولندا", "Países Bajos", "Niederlande", "Pays-Bas", "Netherlands"),
    term("PE", "بيرو", "Perú", "Peru", "Pérou", "Peru"),
    term("PL", "بولندا", "Polonia", "Polen", "Pologne", "Poland"),
    term("PT", "البرتغال", "Portugal", "Portugal", "Portugal", "Portugal"),
    term("SE", "السويد", "Suecia", "Schweden", "Suède", "Sweden"),
    term("SN", "السنغال", "Senegal", "Senegal", "Sénégal", "Senegal"),
    term("TN", "تونس", "Túnez", "Tunesien", "Tunisie", "Tunisia"),
    term("TR", "تركيا", "Turquía", "Türkei", "Turquie", "Türkiye"),
    term(
        "US",
        "الولايات المتحدة الأمريكية",
        "Estados Unidos de América",
        "Vereinigte Staaten von Amerika",
        "États-Unis d'Amérique",
        "United States of America",
    ),
    term(
        "XX",
        "بلد آخر يُذكر في النص",
        "otro país, indicado en el texto",
        "anderes Land, im Text genannt",
        "autre pays, indiqué dans le texte",
        "another country, named in the text",
    ),
)
