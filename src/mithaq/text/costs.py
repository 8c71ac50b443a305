"""What it costs to take one sound of a name for another, or to leave it out: 0 nothing, 1 another sound.

The numbers were found by measuring (docs/guide/search.md), not by ear: names that are written in
several ways lie below the threshold of `names`, and look-alikes above it.
"""

from itertools import product

from mithaq.text.phones import LATIN_VOWELS, VOWELS

LATIN, ARABIC, CROSS = "latin", "arabic", "cross"
"""How two spellings meet: both in Latin letters, both in Arabic, or one in each."""

# Pairs of sounds and their costs: what Arabic letters tell apart and Latin ones do not; one sound in several
# conventions; consonants that are vowels in another spelling.
_SAME = (
    "tṭ:0 sṣ:0 dḍ:0 zẓ:0 hḥ:0 kq:0 yY:0 yi:0 yI:0 yî:.1 wW:0 tT:.05 Ts:.2 Tz:.1 dD:.05 Dz:.15 Dḍ:.1 "
    "Dẓ:.05 dẓ:.1 zḍ:.3 sz:.3 ṣz:.3 xh:.25 xḥ:.2 xk:.2 xC:.1 xj:.1 xq:.3 xG:.4 hj:.12 ḥj:.12 CS:0 "
    "Cc:.05 Ck:.15 Ch:.35 Cḥ:.2 CJ:.4 cS:.15 cJ:.35 cT:.5 Ss:.35 Sj:.3 SJ:.5 jJ:0 jg:.15 Jg:.15 jy:.15 "
    "jY:.15 jI:.3 Jy:.35 JY:.35 jz:.4 Jz:.5 gG:.1 Gr:.25 Gk:.4 Gq:.35 gq:.1 gk:.3 XS:.1 Xj:.05 Xx:.1 "
    "Xz:.3 Xk:.3 pb:.12 pf:.4 fv:.15 vw:.15 vW:.15 vb:.15 wb:.5 mn:.5 rl:.8 dt:.25 wf:.15 çs:0 çṣ:0 "
    "çk:.1 çz:.2 ňy:0 ňY:0 ňi:0 ňI:0 ĝg:.05 ĝJ:0 ĝj:0 ĝx:.1 ĝG:.1 ĝk:.5 ĝy:.3 ĝḥ:.3 ĝh:.3 ĝq:.3 ij:.15 "
    "Ij:.15 hâ:.1 ha:.2 ĥh:0 ĥḥ:0 ĥ@:0 ĥx:.2 ĥ3:.05 wu:0 wU:0 wÛ:0 wo:.1 wô:.15 ww:0 ye:.2 yê:.3 w3:.1 "
)
_LATIN_VOWELS = (
    "ae:.18 ao:.35 ai:.7 au:.55 eo:.3 eu:.25 ei:.15 io:.55 iu:.6 ou:.08 aä:.1 eä:.05 oö:.05 uü:.05 "
    "eö:.3 iü:.3 uö:.6 oü:.6 öü:.9 "
)
# Arabic letters of length, alef, ayn, hamza and ta marbuta against Latin vowels.
_MATRES = (
    "Aa:0 Aâ:0 Ae:.08 Aê:.3 Aë:.3 Ai:.5 AI:.55 Aî:.65 Ao:.3 Aô:.3 Au:.6 AU:.65 AÛ:.65 Aä:.1 Aö:.5 "
    "Aü:.6 Wu:0 WU:0 WÛ:0 Wo:0 Wô:0 Wö:.05 Wü:.05 We:.45 Wê:.6 Wa:.6 Wâ:.65 Wi:.55 WI:.6 Wî:.65 Wä:.6 "
    "Yi:0 YI:0 Yî:0 Ye:.05 Yê:.1 Yë:.2 Yä:.1 Yü:.1 Yö:.2 Ya:.5 Yâ:.55 Yo:.6 Yô:.6 Yu:.6 YU:.65 YÛ:.65 "
    "^a:0 ^e:0 ^i:0 ^o:0 ^u:0 ^U:0 ^I:.05 ^î:.3 ^y:.2 ^A:0 ^3:.3 ^h:.4 ^ö:0 ^ü:0 ^ä:0 ^w:.2 3a:0 3e:0 "
    "3i:0 3o:0 3u:0 3U:.02 3I:.05 3A:.4 3':.2 3â:0 3ê:.05 3h:.4 3ä:0 3y:.3 @a:0 @â:0 @e:.1 @ê:.25 "
    "@h:.05 @t:.2 @A:.15 @o:.5 @ô:.5 @I:.6 @î:.7 @Y:.6 'a:.05 'e:.05 'i:.05 'A:.1 AY:.6 AW:.6 WY:.6 "
)
_AT_THE_END = (
    ("âê", 0.7), ("âe", 0.25), ("âô", 1.2), ("êô", 0.8), ("âî", 1.0), ("êî", 0.3), ("ôî", 0.8), ("âÛ", 0.8),
    ("âë", 0.7),
)  # fmt: skip
"""There a vowel tells names apart: Karim, Karima; Maria, Mario; Amine, Amina."""

_TELLS_APART = {"tṭ", "sṣ", "dḍ", "zẓ", "hḥ", "kq", "dD", "Ts", "tT", "Dz", "Dẓ", "Dḍ", "dẓ"}
"""What writers of Arabic do not confuse, or seldom, though Latin letters do not show it."""


def _table(*texts: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for pair, cost in (one.split(":") for text in texts for one in text.split()):
        found[pair] = found[pair[::-1]] = float(cost)
    return found


def _like(vowel: str) -> str:
    """Return the plain vowel that a marked one is a form of."""
    return {"U": "u", "Û": "u", "I": "i", "î": "i", "ë": "e", "ô": "o", "â": "a", "ê": "e"}.get(vowel, vowel)


def _costs() -> dict[str, float]:
    costs = _table(_SAME, _LATIN_VOWELS, _MATRES)
    for one, other in product(sorted(LATIN_VOWELS), repeat=2):
        if one + other not in costs:
            plain = _like(one) + _like(other)
            costs[one + other] = 0.0 if plain[0] == plain[1] else costs.get(plain, 0.6)
    for pair, cost in _AT_THE_END:
        costs[pair] = costs[pair[::-1]] = cost
    for one, other in product(sorted(VOWELS), repeat=2):
        costs.setdefault(one + other, 0.0 if one == other else 0.7)
    return costs


_BASE = _costs()
SUBSTITUTION = {
    LATIN: _BASE,
    CROSS: _BASE,
    ARABIC: _BASE
    | {
        pair: max(cost, 0.35)
        for pair, cost in _BASE.items()
        if pair in _TELLS_APART or pair[::-1] in _TELLS_APART
    },
}

_CONSONANT = {"h": 0.35, "w": 0.7, "y": 0.5, "ň": 0.15, "ĥ": 0.03}
OMISSION = {
    LATIN: {
        **_CONSONANT, "a": 0.28, "e": 0.22, "i": 0.28, "o": 0.28, "u": 0.28, "U": 0.3, "I": 0.45, "Û": 0.5,
        "ä": 0.3, "ö": 0.3, "ü": 0.3, "â": 1.0, "ê": 0.08, "ô": 0.9, "î": 0.8, "ë": 0.6,
    },
    CROSS: {
        **_CONSONANT, "a": 0.08, "e": 0.06, "i": 0.1, "o": 0.08, "u": 0.08, "U": 0.2, "I": 0.5, "Û": 0.6,
        "ä": 0.2, "ö": 0.3, "ü": 0.3, "â": 0.6, "ê": 0.03, "ô": 0.6, "î": 0.7, "ë": 0.2,
        "A": 0.45, "W": 0.6, "Y": 0.6, "^": 0.2, "@": 0.6, "3": 0.05, "'": 0.02,
    },
    ARABIC: {
        **_CONSONANT, "h": 0.5, "A": 0.45, "W": 0.7, "Y": 0.7, "^": 0.35, "@": 0.7, "3": 0.7, "'": 0.05,
    },
}  # fmt: skip
OTHER_SOUND, LEFT_OUT = 1.0, 0.9
"""The costs of what the tables do not name."""
