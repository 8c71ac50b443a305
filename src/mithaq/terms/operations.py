"""The states of a joint operation, and what its plan, its reports and its results are coded by.

The rules on service weapons follow the pattern of Council Decision 2008/615/JHA art. 19 and 28: what a
visiting officer may carry and use is the host country's to say.
"""

from mithaq.terms.vocabulary import Vocabulary, term

OPERATION_STATES = Vocabulary(
    "operation-states",
    term("planned", "قيد التخطيط", "planificada", "geplant", "planifiée", "planned"),
    term("agreed", "متفق عليها", "acordada", "vereinbart", "convenue", "agreed"),
    term("declined", "مرفوضة", "rechazada", "abgelehnt", "refusée", "declined"),
    term("under-way", "جارية", "en curso", "läuft", "en cours", "under way"),
    term("halted", "متوقفة", "detenida", "angehalten", "suspendue", "halted"),
    term("ended", "منتهية", "finalizada", "beendet", "terminée", "ended"),
    term(
        "broken-off",
        "تم التخلي عنها",
        "interrumpida definitivamente",
        "abgebrochen",
        "abandonnée",
        "broken off",
    ),
    term("concluded", "مختتمة", "concluida", "abgeschlossen", "conclue", "concluded"),
)

WEAPON_RULES = Vocabulary(
    "weapon-rules",
    term(
        "unarmed",
        "دون أسلحة الخدمة",
        "sin armas de servicio",
        "ohne Dienstwaffen",
        "sans arme de service",
        "no service weapons",
    ),
    term(
        "host-only",
        "يحملها موظفو البلد المضيف وحدهم",
        "solo las portan los agentes del país anfitrión",
        "nur Bedienstete des Gastgeberstaats tragen sie",
        "portées uniquement par les agents de l'État d'accueil",
        "carried by the host country's officers only",
    ),
    term(
        "self-defence",
        "تُحمل ولا تُستعمل إلا في الدفاع الشرعي عن النفس أو عن الغير",
        "se portan y solo se usan en legítima defensa propia o de terceros",
        "werden getragen, Gebrauch nur in Notwehr oder Nothilfe",
        "portées, usage uniquement en légitime défense de soi ou d'autrui",
        "carried, used only in legitimate defence of oneself or others",
        source="Council Decision 2008/615/JHA art. 28(2)",
        verified=False,
    ),
    term(
        "host-command",
        "تُحمل وتُستعمل بأمر من موظف البلد المضيف ووفق قانونه",
        "se portan y se usan bajo las órdenes de un agente del país anfitrión y según su Derecho",
        "werden getragen, Gebrauch auf Weisung des Gastgeberstaats und nach dessen Recht",
        "portées, usage sur instruction d'un agent de l'État d'accueil et selon son droit",
        "carried, used on the instruction of a host officer under the host country's law",
        source="Council Decision 2008/615/JHA art. 28(1)",
        verified=False,
    ),
)

MEDIA_RULES = Vocabulary(
    "media-rules",
    term(
        "none", "لا شيء للعموم", "nada al público", "keine Öffentlichkeitsarbeit", "rien au public", "nothing"
    ),
    term(
        "joint",
        "بلاغ مشترك فقط",
        "solo comunicado conjunto",
        "nur gemeinsame Mitteilung",
        "communiqué conjoint uniquement",
        "joint communiqué only",
    ),
    term(
        "each",
        "لكل جهاز أن يخبر بشأن عمله",
        "cada servicio informa de lo suyo",
        "jede Behörde über ihren Teil",
        "chaque service pour ce qui le concerne",
        "each agency about its own part",
    ),
)

RESOURCE_CATEGORIES = Vocabulary(
    "resource-categories",
    term("units", "وحدات", "unidades", "Einheiten", "unités", "units"),
    term("officers", "موظفون", "agentes", "Einsatzkräfte", "agents", "officers"),
    term("investigators", "محققون", "investigadores", "Ermittlungskräfte", "enquêteurs", "investigators"),
    term(
        "surveillance-teams",
        "فرق المراقبة",
        "equipos de vigilancia",
        "Observationsteams",
        "équipes de surveillance",
        "surveillance teams",
    ),
    term(
        "intervention-teams",
        "فرق التدخل",
        "equipos de intervención",
        "Spezialeinsatzkräfte",
        "équipes d'intervention",
        "intervention teams",
    ),
    term(
        "forensic-teams",
        "فرق الشرطة العلمية والتقنية",
        "equipos de policía científica",
        "kriminaltechnische Teams",
        "équipes de police technique et scientifique",
        "forensic teams",
    ),
    term(
        "liaison-officers",
        "ضباط الاتصال",
        "funcionarios de enlace",
        "Verbindungsbeamte",
        "officiers de liaison",
        "liaison officers",
    ),
    term("dogs", "كلاب مدربة", "perros adiestrados", "Diensthunde", "chiens", "dogs"),
    term("vehicles", "مركبات", "vehículos", "Fahrzeuge", "véhicules", "vehicles"),
    term("vessels", "زوارق", "embarcaciones", "Boote", "embarcations", "vessels"),
    term("aircraft", "طائرات", "aeronaves", "Luftfahrzeuge", "aéronefs", "aircraft"),
    term(
        "drones",
        "طائرات مسيرة",
        "drones",
        "unbemannte Luftfahrtsysteme",
        "drones",
        "unmanned aircraft",
    ),
    term("scanners", "أجهزة كشف", "escáneres", "Röntgengeräte", "scanners", "X-ray scanners"),
    term("other", "وسائل أخرى", "otros medios", "andere Mittel", "autres moyens", "other means"),
)

SITUATIONS = Vocabulary(
    "situations",
    term("as-planned", "وفق الخطة", "según lo previsto", "planmäßig", "conforme au plan", "as planned"),
    term("delayed", "متأخرة", "con retraso", "verzögert", "retardée", "delayed"),
    term("changed", "تغير الوضع", "situación modificada", "Lage verändert", "situation modifiée", "changed"),
    term(
        "support-needed",
        "في حاجة إلى دعم",
        "se necesita apoyo",
        "Unterstützung nötig",
        "appui nécessaire",
        "support needed",
    ),
    term("critical", "حرجة", "crítica", "kritisch", "critique", "critical"),
    term(
        "completed",
        "أُنجز الجزء المسند",
        "parte propia terminada",
        "eigener Teil abgeschlossen",
        "partie propre achevée",
        "own part completed",
    ),
)

INCIDENT_KINDS = Vocabulary(
    "incident-kinds",
    term("injury", "إصابة شخص", "lesiones", "Verletzung", "blessure", "injury"),
    term("death", "وفاة شخص", "fallecimiento", "Todesfall", "décès", "death"),
    term(
        "force", "استعمال القوة", "uso de la fuerza", "Zwangsanwendung", "usage de la force", "use of force"
    ),
    term("shots", "إطلاق النار", "disparos", "Schusswaffengebrauch", "coups de feu", "shots fired"),
    term("escape", "فرار", "fuga", "Flucht", "évasion", "escape"),
    term(
        "damage", "أضرار مادية", "daños materiales", "Sachschaden", "dommages matériels", "damage to property"
    ),
    term(
        "uninvolved",
        "تدبير مس شخصا لا صلة له بالقضية",
        "medida contra una persona ajena a los hechos",
        "Maßnahme gegen Unbeteiligte",
        "mesure visant une personne étrangère aux faits",
        "measure against an uninvolved person",
    ),
    term(
        "data-breach",
        "خرق لأمن المعطيات الشخصية",
        "violación de la seguridad de los datos",
        "Verletzung des Schutzes personenbezogener Daten",
        "violation de données à caractère personnel",
        "personal data breach",
    ),
    term(
        "disclosure",
        "انكشاف العملية",
        "operación descubierta",
        "Einsatz bekannt geworden",
        "opération éventée",
        "operation disclosed",
    ),
    term("other", "حادث آخر", "otro incidente", "anderes Ereignis", "autre incident", "other incident"),
)

SIDES = Vocabulary(
    "sides",
    term("officers", "الموظفون", "agentes", "Einsatzkräfte", "agents", "officers"),
    term("suspects", "المشتبه فيهم", "sospechosos", "Verdächtige", "suspects", "suspected persons"),
    term(
        "victims",
        "ضحايا الجريمة",
        "víctimas del delito",
        "Opfer der Tat",
        "victimes de l'infraction",
        "victims",
    ),
    term("bystanders", "أشخاص آخرون", "terceros", "Unbeteiligte", "tiers", "bystanders"),
)

RESULT_CATEGORIES = Vocabulary(
    "result-categories",
    term("arrests", "توقيفات", "detenciones", "Festnahmen", "interpellations", "arrests"),
    term("searches", "تفتيشات", "registros", "Durchsuchungen", "perquisitions", "searches"),
    term(
        "persons-checked",
        "أشخاص تم التحقق منهم",
        "personas controladas",
        "kontrollierte Personen",
        "personnes contrôlées",
        "persons checked",
    ),
    term(
        "vehicles-checked",
        "مركبات تم تفتيشها",
        "vehículos controlados",
        "kontrollierte Fahrzeuge",
        "véhicules contrôlés",
        "vehicles checked",
    ),
    term(
        "victims-found",
        "ضحايا تم التعرف عليهم أو إنقاذهم",
        "víctimas identificadas o rescatadas",
        "erkannte oder gerettete Opfer",
        "victimes identifiées ou secourues",
        "victims found or rescued",
    ),
    term(
        "drugs-seized",
        "مخدرات محجوزة",
        "drogas incautadas",
        "sichergestellte Betäubungsmittel",
        "stupéfiants saisis",
        "drugs seized",
    ),
    term(
        "firearms-seized",
        "أسلحة نارية محجوزة",
        "armas de fuego incautadas",
        "sichergestellte Schusswaffen",
        "armes à feu saisies",
        "firearms seized",
    ),
    term(
        "money-seized",
        "أموال محجوزة",
        "dinero intervenido",
        "sichergestelltes Geld",
        "sommes saisies",
        "money seized",
    ),
    term(
        "vehicles-seized",
        "مركبات محجوزة",
        "vehículos intervenidos",
        "sichergestellte Fahrzeuge",
        "véhicules saisis",
        "vehicles seized",
    ),
    term(
        "vessels-seized",
        "زوارق محجوزة",
        "embarcaciones intervenidas",
        "sichergestellte Boote",
        "embarcations saisies",
        "vessels seized",
    ),
    term(
        "documents-seized",
        "وثائق محجوزة",
        "documentos intervenidos",
        "sichergestellte Dokumente",
        "documents saisis",
        "documents seized",
    ),
    term(
        "devices-seized",
        "أجهزة وحوامل رقمية محجوزة",
        "dispositivos y soportes digitales intervenidos",
        "sichergestellte Geräte und Datenträger",
        "appareils et supports numériques saisis",
        "devices and data carriers seized",
    ),
    term(
        "other-seized",
        "محجوزات أخرى",
        "otros efectos intervenidos",
        "andere sichergestellte Gegenstände",
        "autres objets saisis",
        "other things seized",
    ),
    term(
        "proceedings-opened",
        "مساطر مفتوحة",
        "diligencias abiertas",
        "eingeleitete Verfahren",
        "procédures ouvertes",
        "proceedings opened",
    ),
    term(
        "released-without-charge",
        "أشخاص أُخلي سبيلهم دون متابعة",
        "personas puestas en libertad sin cargos",
        "ohne Tatvorwurf Entlassene",
        "personnes remises en liberté sans poursuite",
        "released without charge",
    ),
    term("complaints", "شكايات", "quejas", "Beschwerden", "plaintes", "complaints"),
)

ACHIEVEMENTS = Vocabulary(
    "achievements",
    term("reached", "تحقق", "alcanzado", "erreicht", "atteint", "reached"),
    term(
        "partly",
        "تحقق جزئيا",
        "alcanzado en parte",
        "teilweise erreicht",
        "atteint en partie",
        "reached in part",
    ),
    term("missed", "لم يتحقق", "no alcanzado", "nicht erreicht", "non atteint", "not reached"),
)
