"""The words of a controlled delivery: goods, ways, events, when to intervene, how far it has come."""

from mithaq.terms.vocabulary import Vocabulary, term

DELIVERY_STAGES = Vocabulary(
    "delivery-stages",
    term("asked", "مطلوب", "solicitada", "ersucht", "demandée", "asked"),
    term("refused", "مرفوض", "denegada", "abgelehnt", "refusée", "refused"),
    term("authorised", "مرخَّص به", "autorizada", "bewilligt", "autorisée", "authorised"),
    term("ready", "جاهز", "preparada", "bereit", "prête", "ready"),
    term("ordered", "صدر الأمر", "ordenada", "angeordnet", "ordonnée", "ordered"),
    term("under-way", "جارٍ", "en curso", "unterwegs", "en cours", "under way"),
    term(
        "contact-lost", "فُقد الاتصال", "contacto perdido", "Kontakt verloren", "contact perdu", "contact lost"
    ),
    term("arrived", "وصل", "llegada a destino", "angekommen", "arrivée", "arrived"),
    term(
        "intercepted",
        "تم الاعتراض",
        "interceptada",
        "abgefangen",
        "interceptée",
        "intercepted",
    ),
    term(
        "aborted",
        "أُوقف نهائياً",
        "abortada",
        "abgebrochen",
        "interrompue définitivement",
        "aborted",
    ),
    term(
        "reported",
        "قُدمت التقارير",
        "con informes",
        "berichtet",
        "rapports remis",
        "reported",
    ),
    term("closed", "مغلق", "cerrada", "geschlossen", "close", "closed"),
)

GOODS = Vocabulary(
    "goods",
    term(
        "cannabis-resin",
        "راتنج القنب",
        "resina de cannabis",
        "Cannabisharz",
        "résine de cannabis",
        "cannabis resin",
    ),
    term(
        "cannabis-herb",
        "عشبة القنب",
        "hierba de cannabis",
        "Cannabiskraut",
        "herbe de cannabis",
        "cannabis herb",
    ),
    term("cocaine", "كوكايين", "cocaína", "Kokain", "cocaïne", "cocaine"),
    term("heroin", "هيروين", "heroína", "Heroin", "héroïne", "heroin"),
    term(
        "synthetic-drugs",
        "مخدرات تركيبية",
        "drogas sintéticas",
        "synthetische Drogen",
        "drogues de synthèse",
        "synthetic drugs",
    ),
    term(
        "psychotropics",
        "مؤثرات عقلية",
        "sustancias psicotrópicas",
        "psychotrope Stoffe",
        "substances psychotropes",
        "psychotropic substances",
    ),
    term(
        "precursors",
        "سلائف كيميائية",
        "precursores",
        "Grundstoffe",
        "précurseurs",
        "precursors",
    ),
    term(
        "firearms",
        "أسلحة نارية",
        "armas de fuego",
        "Schusswaffen",
        "armes à feu",
        "firearms",
    ),
    term("ammunition", "ذخيرة", "municiones", "Munition", "munitions", "ammunition"),
    term("explosives", "متفجرات", "explosivos", "Sprengstoffe", "explosifs", "explosives"),
    term("cash", "نقود", "dinero en efectivo", "Bargeld", "espèces", "cash"),
    term(
        "counterfeit-money", "عملة مزيفة", "moneda falsa", "Falschgeld", "fausse monnaie", "counterfeit money"
    ),
    term(
        "counterfeit-goods",
        "بضائع مقلدة",
        "mercancías falsificadas",
        "gefälschte Waren",
        "marchandises contrefaites",
        "counterfeit goods",
    ),
    term("tobacco", "تبغ", "tabaco", "Tabak", "tabac", "tobacco"),
    term(
        "stolen-goods",
        "أشياء مسروقة",
        "objetos robados",
        "Diebesgut",
        "objets volés",
        "stolen goods",
    ),
    term("other", "غير ذلك", "otros", "Sonstiges", "autres", "other"),
)

UNITS = Vocabulary(
    "units",
    term("g", "غرام", "gramo", "Gramm", "gramme", "gram"),
    term("kg", "كيلوغرام", "kilogramo", "Kilogramm", "kilogramme", "kilogram"),
    term("ml", "مليلتر", "mililitro", "Milliliter", "millilitre", "millilitre"),
    term("l", "لتر", "litro", "Liter", "litre", "litre"),
    term("piece", "قطعة", "unidad", "Stück", "pièce", "piece"),
    term("eur", "يورو", "euro", "Euro", "euro", "euro"),
    term("mad", "درهم", "dírham", "Dirham", "dirham", "dirham"),
)

CONSIGNMENT_FORMS = Vocabulary(
    "consignment-forms",
    term(
        "intact",
        "تسليم كامل، البضاعة على حالها",
        "entrega íntegra, mercancía intacta",
        "vollständige Lieferung, Ware unverändert",
        "livraison totale, marchandise intacte",
        "full delivery, goods intact",
    ),
    term(
        "partly-replaced",
        "تسليم جزئي، استُبدل بعض البضاعة",
        "entrega parcial, sustituida en parte",
        "teilweise Lieferung, Ware zum Teil ersetzt",
        "livraison partielle, remplacée en partie",
        "partial delivery, replaced in part",
    ),
    term(
        "replaced",
        "تسليم بديل، استُبدلت البضاعة كلها",
        "entrega sustitutiva, mercancía sustituida",
        "Ersatzlieferung, Ware ganz ersetzt",
        "livraison de substitution, marchandise remplacée",
        "clean delivery, goods replaced",
    ),
)
"""1988 Convention art. 11: by consent, let go on intact, or removed or replaced wholly or partly."""

TRANSPORTS = Vocabulary(
    "transports",
    term("land", "براً", "por tierra", "auf dem Landweg", "par voie terrestre", "by land"),
    term("sea", "بحراً", "por mar", "auf dem Seeweg", "par voie maritime", "by sea"),
    term("air", "جواً", "por aire", "auf dem Luftweg", "par voie aérienne", "by air"),
)

INTERVENTIONS = Vocabulary(
    "interventions",
    term(
        "at-destination", "عند الوجهة", "en el destino", "am Zielort", "à destination", "at the destination"
    ),
    term(
        "at-collection",
        "عند تسلم المستفيدين للبضاعة",
        "cuando los destinatarios recojan la mercancía",
        "bei der Abholung durch die Empfänger",
        "lors de la prise en charge par les destinataires",
        "when the recipients collect the goods",
    ),
    term(
        "contact-lost",
        "عند فقدان الاتصال",
        "si se pierde el contacto",
        "wenn der Kontakt verloren geht",
        "si le contact est perdu",
        "when contact is lost",
    ),
    term(
        "off-route",
        "عند الخروج عن المسار",
        "si se desvía de la ruta",
        "wenn von der Route abgewichen wird",
        "si l'itinéraire n'est pas suivi",
        "when the route is left",
    ),
    term(
        "danger",
        "عند وجود خطر على الأشخاص",
        "si hay peligro para las personas",
        "bei Gefahr für Menschen",
        "en cas de danger pour des personnes",
        "when people are in danger",
    ),
    term(
        "opened",
        "عند فتح الشحنة",
        "si se abre el envío",
        "wenn die Sendung geöffnet wird",
        "si l'envoi est ouvert",
        "when the consignment is opened",
    ),
    term("other", "غير ذلك", "otro caso", "sonstiger Fall", "autre cas", "other"),
)

DELIVERY_EVENTS = Vocabulary(
    "delivery-events",
    term("departed", "انطلق", "partida", "abgegangen", "parti", "departed"),
    term("seen", "شوهد", "avistado", "gesichtet", "aperçu", "seen"),
    term(
        "crossed",
        "عبر الحدود",
        "paso de frontera",
        "Grenze überschritten",
        "frontière franchie",
        "crossed the border",
    ),
    term("delayed", "متأخر", "retrasado", "verspätet", "retardé", "delayed"),
    term(
        "off-route",
        "خرج عن المسار",
        "fuera de ruta",
        "von der Route abgewichen",
        "hors itinéraire",
        "off the route",
    ),
    term(
        "opened",
        "فُتحت الشحنة",
        "envío abierto",
        "Sendung geöffnet",
        "envoi ouvert",
        "consignment opened",
    ),
    term(
        "contact-lost", "فُقد الاتصال", "contacto perdido", "Kontakt verloren", "contact perdu", "contact lost"
    ),
    term(
        "contact-regained",
        "استُعيد الاتصال",
        "contacto recuperado",
        "Kontakt wiederhergestellt",
        "contact rétabli",
        "contact regained",
    ),
    term(
        "danger",
        "أشخاص قد يكونون في خطر",
        "posible peligro para personas",
        "Menschen möglicherweise in Gefahr",
        "personnes peut-être en danger",
        "people may be in danger",
    ),
    term("incident", "حادث", "incidente", "Vorfall", "incident", "incident"),
    term("arrived", "وصل", "llegada", "angekommen", "arrivé", "arrived"),
)
