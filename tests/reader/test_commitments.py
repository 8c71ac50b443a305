"""What is a commitment and what is not, in five languages: one sentence each, after the same opening."""

import pytest

from mithaq.reader import read

OPENINGS = {
    "ar": "التقى المدير العام للأمن الوطني المغربي، عبد اللطيف حموشي، بمدريد يوم 29 يناير 2025 المدير العام للشرطة الوطنية الإسبانية. ",
    "de": "Der Generaldirektor der marokkanischen DGSN, Abdellatif Hammouchi, traf am 29. Januar 2025 in Madrid den Generaldirektor der spanischen Nationalpolizei. ",
    "en": "The Director General of Morocco's DGSN, Abdellatif Hammouchi, met in Madrid on 29 January 2025 with the Director General of Spain's National Police. ",
    "es": "El director general de la DGSN de Marruecos, Abdellatif Hammouchi, se reunió en Madrid el 29 de enero de 2025 con el director general de la Policía Nacional. ",
    "fr": "Le directeur général de la DGSN marocaine, Abdellatif Hammouchi, a rencontré à Madrid le 29 janvier 2025 le directeur général de la Police nationale espagnole. ",
}  # fmt: skip

PROMISED = [
    ("en", "joint-operations", "It was agreed that joint patrols would be carried out in the summer."),
    ("en", "joint-teams,training", "The parties have agreed to the creation of mixed teams and to the training of officers."),
    ("en", "liaison-officers", "The posting of liaison officers was agreed."),
    ("en", "agreement", "A memorandum of understanding on cybercrime was signed at the end of the visit."),
    ("en", "strengthening", "The two chiefs agreed to deepen their cooperation."),
    ("en", "information-exchange", "They pledged to share intelligence in real time."),
    ("en", "joint-commission", "An agreement was reached to establish a joint committee on football security."),
    ("en", "joint-teams,information-exchange,training", "The meeting resulted in an agreement on the following:\n- setting up joint teams;\n- sharing information on networks;\n- organising training courses."),
    ("en", "controlled-deliveries", "Both countries decided to make greater use of controlled deliveries."),
    ("es", "joint-teams", "Se acordó la creación de equipos conjuntos."),
    ("es", "liaison-officers", "Ambos países han decidido intercambiar oficiales de enlace."),
    ("es", "strengthening", "Las dos partes se comprometieron a seguir estrechando la colaboración."),
    ("es", "joint-commission", "Fruto del encuentro, se ha acordado constituir una comisión mixta de seguimiento."),
    ("es", "agreement", "Los dos directores firmaron un memorando de entendimiento sobre ciberdelincuencia."),
    ("es", "joint-operations,training", "Asimismo acordaron realizar operativos conjuntos contra el narcotráfico e impartir cursos a los agentes."),
    ("es", "controlled-deliveries", "Convinieron asimismo aumentar el número de entregas controladas."),
    ("es", "information-exchange", "Las partes pactaron agilizar el intercambio de información operativa."),
    ("fr", "joint-teams", "Les deux parties sont convenues de la création d'équipes mixtes."),
    ("fr", "joint-commission", "Il a été décidé de mettre en place un comité mixte de suivi."),
    ("fr", "information-exchange", "Les deux parties se sont mises d'accord pour intensifier l'échange de renseignements."),
    ("fr", "agreement", "Au terme de la visite, un protocole d'accord relatif à la formation a été paraphé."),
    ("fr", "strengthening", "Les deux chefs se sont engagés à renforcer davantage la coopération bilatérale."),
    ("fr", "liaison-officers", "Les deux parties ont convenu de désigner des officiers de liaison."),
    ("fr", "joint-operations", "Ils ont arrêté un calendrier d'opérations conjointes."),
    ("fr", "controlled-deliveries", "Un accord a été trouvé pour multiplier les livraisons surveillées."),
    ("de", "joint-teams", "Es wurde die Bildung gemeinsamer Ermittlungsgruppen vereinbart."),
    ("de", "information-exchange", "Beide Seiten haben einen schnelleren Informationsaustausch vereinbart."),
    ("de", "liaison-officers", "Die Behördenleiter kamen überein, Verbindungsbeamte zu entsenden."),
    ("de", "joint-commission", "Außerdem beschlossen sie die Einrichtung einer gemeinsamen Kommission."),
    ("de", "agreement", "Zum Abschluss unterzeichneten beide eine Absichtserklärung zur Cyberkriminalität."),
    ("de", "strengthening", "Sie verständigten sich darauf, die Zusammenarbeit weiter zu vertiefen."),
    ("de", "controlled-deliveries", "Man einigte sich auf mehr kontrollierte Lieferungen."),
    ("de", "training", "Vereinbart wurden zudem gemeinsame Lehrgänge."),
    ("ar", "joint-teams", "وتم الاتفاق على إحداث فرق عمل مشتركة."),
    ("ar", "information-exchange", "واتفق الجانبان على تكثيف تبادل المعلومات."),
    ("ar", "joint-commission", "وخلص اللقاء إلى الاتفاق على إنشاء لجنة مشتركة للتتبع."),
    ("ar", "agreement", "ووقع المسؤولان مذكرة تفاهم في مجال الجريمة السيبرانية."),
    ("ar", "strengthening", "واتفقا على مواصلة تعزيز التعاون الثنائي."),
    ("ar", "training,joint-operations", "كما اتفق الطرفان على تنظيم دورات تكوينية وتنفيذ عمليات مشتركة."),
    ("ar", "controlled-deliveries", "وقرر الجانبان الرفع من عدد عمليات التسليم المراقب."),
    ("ar", "liaison-officers", "وتوجت الزيارة بالاتفاق على تبادل ضباط الاتصال."),
    ("ar", "joint-teams", "وجرى خلال اللقاء الاتفاق على تشكيل مجموعة عمل مشتركة."),
]  # fmt: skip

NOT_PROMISED = [
    ("en", "No agreement was reached on joint patrols."),
    ("en", "The two sides did not agree to create joint teams."),
    ("en", "They agreed that terrorism remains a serious threat."),
    ("en", "Both sides stressed the need to set up joint teams."),
    ("en", "They discussed the possibility of agreeing to share intelligence."),
    ("en", "The memorandum signed in 2019 covers drug trafficking."),
    ("en", "Spain offered to train Moroccan officers."),
    ("en", "They hailed the excellent cooperation and the joint operations carried out."),
    ("en", "Morocco would like to sign an agreement soon."),
    ("en", "If approved, the two countries will set up a joint task force."),
    ("en", "The two sides agreed on the importance of strengthening cooperation."),
    ("es", "No se llegó a ningún acuerdo sobre patrullas mixtas."),
    ("es", "Ambos coincidieron en la necesidad de reforzar la cooperación."),
    ("es", "El acuerdo firmado en 2013 regula el intercambio de información."),
    ("es", "Estudiarán la posibilidad de firmar un acuerdo."),
    ("es", "Valoraron muy positivamente las entregas vigiladas realizadas."),
    ("es", "Marruecos propuso crear un equipo conjunto."),
    ("es", "Se espera que ambas partes acuerden crear equipos conjuntos."),
    ("fr", "Les deux responsables n'ont pas convenu de créer des équipes conjointes."),
    ("fr", "Les deux parties ont souligné la nécessité de créer des équipes conjointes."),
    ("fr", "L'accord signé en 2018 prévoit l'échange d'informations."),
    ("fr", "Le Maroc a proposé la création d'une équipe conjointe."),
    ("fr", "Ils ont examiné la possibilité de désigner des officiers de liaison."),
    ("fr", "Aucun accord n'a été conclu sur les patrouilles mixtes."),
    ("de", "Eine Vereinbarung über gemeinsame Streifen kam nicht zustande."),
    ("de", "Beide Seiten betonten die Notwendigkeit gemeinsamer Teams."),
    ("de", "Das 2016 unterzeichnete Abkommen regelt die Zusammenarbeit."),
    ("de", "Die Bundespolizei bot an, marokkanische Beamte auszubilden."),
    ("de", "Ob gemeinsame Teams gebildet werden, soll geprüft werden."),
    ("ar", "ولم يتفق الجانبان على تشكيل فرق مشتركة."),
    ("ar", "وأكد الجانبان على ضرورة إحداث فرق مشتركة."),
    ("ar", "وتعتبر الاتفاقية الموقعة سنة 2018 إطارا للتعاون."),
    ("ar", "وأعرب المسؤول الإسباني عن رغبته في إحداث فرق مشتركة."),
    ("ar", "وناقش الطرفان إمكانية توقيع اتفاقية جديدة."),
    ("ar", "اتفق الطرفان على أهمية تعزيز التعاون."),
]  # fmt: skip


def kinds(language: str, sentence: str) -> list[str]:
    """Return the kinds of commitment read from the opening and one sentence."""
    return sorted(one.kind for one in read(OPENINGS[language] + sentence).commitments)


@pytest.mark.parametrize("language,promised,sentence", PROMISED)
def test_what_was_agreed_is_a_commitment(language: str, promised: str, sentence: str) -> None:
    assert kinds(language, sentence) == sorted(promised.split(","))


@pytest.mark.parametrize("language,sentence", NOT_PROMISED)
def test_talk_praise_wishes_refusals_and_old_papers_are_none(language: str, sentence: str) -> None:
    assert kinds(language, sentence) == []


@pytest.mark.parametrize("language", OPENINGS)
def test_who_met_is_bound(language: str) -> None:
    sentence = next(text for spoken, _kinds, text in PROMISED if spoken == language)
    (promise,) = read(OPENINGS[language] + sentence).commitments
    assert set(promise.parties) == {"ma.dgsn", "es.policia"}
    assert promise.text in sentence
