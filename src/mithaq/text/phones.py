"""How a name sounds, as far as its spelling tells: one character a sound, the same for both scripts.

Latin letters are read as French, Spanish, German and English conventions have in common; where these
differ (ch, j, x) the letter stands for itself, and the costs say what it may be (`costs`).

    b p f v t d s z k g r l m n w y h   as they sound
    S sh   J dj, ج   G gh, غ   x kh, خ   T th, ث   D dh, ذ   ň the y in ñ   ç c with a cedilla
    C Latin ch   j Latin j   X x at the beginning   ĝ g before e or i   c tsch, تش
    ṣ ḍ ṭ ẓ ḥ q 3 '   what Arabic letters tell apart and Latin ones do not
    a e i o u ä ö ü   Latin vowels; U ou, oo; I an i that is long or after a vowel
    â ê ô î Û   final a, e, o, i and u; Û also in a last closed syllable; ë as in Jeanne; ĥ an h after it
    A W Y   Arabic letters of length, of which two may be consonants
    ^ @   alef at the beginning, ta marbuta at the end
"""

import re
import unicodedata
from functools import lru_cache

from mithaq.text.folding import MARKS, fold, is_arabic

LATIN_VOWELS = frozenset("aeiouäöüUIÛôâêëî")
VOWELS = LATIN_VOWELS | frozenset("AWY^@3'")

_ARABIC = {
    **dict(zip("بتثجحخدذرزسشصضطظعغفقكلمنهوياى", "btTJḥxdDrzsSṣḍṭẓ3GfqklmnhWYAA", strict=True)),
    **dict(zip("آأإٱءئؤةپڤڢڭگݣچژکیېھہۀ", "A^^A'YW@pvfgggcjkYYhhh", strict=True)),
}
_ALEF = re.compile("^[اأإآٱ]")

_RULES = (
    ("dsch", "J"), ("tsch", "c"), ("sch", "S"), ("tch", "c"), ("tsh", "c"), ("s?sh", "S"), ("dj", "J"),
    ("dg(?=[ei])", "J"), ("kh", "x"), ("gh", "G"), ("^rh", "G"), ("ph", "f"), ("th", "T"),
    ("(?<!^ab)dh", "D"), ("zh", "j"), ("ch", "C"), ("ck", "k"), ("tz", "z"), ("dt$", "t"),
    ("w|ou(?=[aeiy])|u(?=[aio])", "w"), ("ou|oo|uu", "U"), ("ee|ii", "I"), ("aa", "a"),
    ("(?<=nn)e$|(?<=ll)e$|(?<=tt)e$", "ë"), ("ie$", "i"), ("gu(?=[eiy])", "g"), ("qu(?=[aeiy])", "k"),
    ("g(?=[eiy])", "ĝ"), ("cc?(?=[eiy])", "s"), ("ç", "ç"), ("c", "k"), ("^x", "X"), ("x", "ks"),
    ("ñ", "nň"), ("y(?=[aeiou])", "y"), ("y", "i"), (".", ""),
)  # fmt: skip
"""What stands for which sound; the first that fits, and at last the letter itself."""

_SOUNDS = re.compile("|".join(f"({pattern})" for pattern, _ in _RULES))
_DOUBLED_EMPHATIC = re.compile("t(ṭ)|s(ṣ)|d(ḍ)")
_FINAL_E, _FINAL_T = re.compile("يه$"), re.compile("دت$")
_DOUBLED = re.compile(r"(.)\1+")
_MUTE_H = re.compile("(?<=[aeoui])h$")
_AFTER_VOWEL = re.compile("(?<=[aeouäöüU])i(?![aeou])")
_U_AFTER_VOWEL = re.compile("(?<=[aeo])u")
_LAST_LONG_U = re.compile("U(?=[^aeiouäöüUI]e?$)")
_LAST_LONG_I = re.compile("i(?=[^aeiouäöüUI]e$)")
_FINALS = {"a": "â", "e": "ê", "o": "ô", "u": "Û", "U": "Û", "i": "î", "I": "î"}

# Scholars' letters, and those of other languages that write such names.
_SPECIAL = str.maketrans(
    {"š": "sh", "č": "tch", "ž": "zh", "ć": "tch", "ş": "sh", "ğ": "gh", "ġ": "gh", "ǧ": "dj", "ḫ": "kh"}
    | {"ẖ": "kh", "ḏ": "dh", "ṯ": "th", "ï": "i"}
)
# Letters that no name has stand for those whose marks are kept, while all other marks go.
_KEPT = {"ñ": "\u0180", "ü": "\u0183", "ö": "\u0185", "ä": "\u0188", "ç": "\u018c", "é": "\u0195"}
_KEEP = str.maketrans(_KEPT)
_GIVE_BACK = str.maketrans({kept: char for char, kept in _KEPT.items()})


@lru_cache(maxsize=50_000)
def phones(word: str) -> str:
    """Return the sounds of one word of a name; "" where it has no letters."""
    return _arabic(word) if is_arabic(word) else _latin(word)


@lru_cache(maxsize=50_000)
def letters(word: str) -> str:
    """Return a word's letters: Arabic ones without signs, or small Latin ones with marks that matter."""
    text = unicodedata.normalize("NFKC", word).casefold()
    if is_arabic(text):
        return "".join(char for char in MARKS.sub("", text) if char.isalpha())
    folded = fold(text.translate(_SPECIAL).translate(_KEEP)).translate(_GIVE_BACK)
    return "".join(char for char in folded if char.isalpha())


def _latin(word: str) -> str:
    word = letters(word)
    spoken_e, mute_h = word.endswith("é"), "ĥ" * bool(_MUTE_H.search(word))
    word = _MUTE_H.sub("", word)
    read = "".join(
        _RULES[(found.lastindex or 1) - 1][1] or found[0]
        for found in _SOUNDS.finditer(word.replace("é", "e"))
    )
    read = _DOUBLED.sub(r"\1", read)
    read = _U_AFTER_VOWEL.sub("U", _AFTER_VOWEL.sub("I", read))
    read = _LAST_LONG_I.sub("I", _LAST_LONG_U.sub("Û", read))
    if len(read) > 1 and read[-1] in _FINALS and not spoken_e:
        read = read[:-1] + _FINALS[read[-1]]
    return read + mute_h


def _arabic(word: str) -> str:
    word = _ALEF.sub("^", letters(word)).replace("تش", "چ").replace("تز", "ز")
    word = _FINAL_E.sub("ي", _FINAL_T.sub("ت", word))
    read = "".join(char if char == "^" else _ARABIC.get(char, "") for char in word)
    return _DOUBLED.sub(r"\1", _DOUBLED_EMPHATIC.sub(lambda found: found[found.lastindex or 0], read))
