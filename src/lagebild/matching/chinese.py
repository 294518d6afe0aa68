"""Han characters as they are read in Korean and in Mandarin.

Source: readings as in the Unihan fields kHangul and kMandarin, one reading each; surnames by the surname
    table. The
    table covers the characters of KS X 1001 and GB 2312 and the traditional forms of the latter.
"""

from functools import lru_cache

from lagebild.matching import korean
from lagebild.matching.tables import read_table


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str]]:
    return {row["character"]: (row["korean"], row["pinyin"]) for row in read_table("han.tsv")}


def read_char(char: str, *, system: str, is_first: bool) -> tuple[str, str] | None:
    """One Han character as (Latin key, Korean code); None where the table has no reading in that language.

    Args:
        char: The character.
        system: `hanja` for the Korean reading, `pinyin` for the Mandarin one (its code is empty).
        is_first: Whether it opens the name: surnames have readings of their own there (金 is Kim, not Kum).
    """
    hangul, pinyin = _table().get(char, ("", ""))
    if system == "pinyin":
        return (pinyin, "") if pinyin else None
    if is_first:
        hangul = korean.surnames().hanja.get(char, hangul)
    if not hangul:
        return None
    return korean.romanise_syllable(hangul), korean.code_of_syllable(hangul)
