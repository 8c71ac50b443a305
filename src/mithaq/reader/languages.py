"""Which of the five languages a text is written in."""

import unicodedata

from mithaq.reader.wording import Wording

_MARKS = {
    "es": frozenset("el la los las una de del lo a y con por para se que su sus al en como entre ha".split()),
    "de": frozenset(
        "der die das und den dem des ein eine mit von zu im für fur auf bei nicht zum zur ist".split()
    ),
    "fr": frozenset("le les une de des du et dans par pour au aux sur avec est a qui ce l d la en".split()),
    "en": frozenset("the and of to in on with for at by is was were that his its from".split()),
}
_OTHERS = {
    "it": frozenset("il che della dei gli nel alla sono dal degli".split()),
    "pt": frozenset("da do em uma ao dos das com nao foi pelo pela".split()),
    "nl": frozenset("het een van dat op te voor zijn".split()),
}
_LETTERS = {"es": "ñóáí¿¡", "de": "ßüäö", "fr": "èêçàœû", "pt": "ãõçâ", "it": "ìòù"}
"""Letters that other languages use less, or not at all."""

MOST_WORDS = 3000
MOST_LETTERS = 20_000


def language_of(words: Wording) -> str | None:
    """Return ar, es, de, fr or en; None where the text is in none of them, or too short to tell."""
    sample = words.words[:MOST_WORDS]
    letters = [word for word in sample if word[0].isalpha()]
    if not letters:
        return None
    arabic = sum(1 for word in letters if unicodedata.name(word[0], "").startswith("ARABIC"))
    if arabic * 2 > len(letters):
        return "ar"
    scores = {
        language: sum(1 for word in letters if word in marks) / len(marks) ** 0.5
        for language, marks in (_MARKS | _OTHERS).items()
    }
    given = words.folded.given[:MOST_LETTERS].lower()
    for language, signs in _LETTERS.items():
        scores[language] += sum(given.count(sign) for sign in signs) / 10
    best = max(scores, key=lambda language: scores[language])
    return best if best in _MARKS and scores[best] > 0 else None
