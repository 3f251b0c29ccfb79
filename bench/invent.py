"""Words that nobody uses, for those of a deal: alike where the deal's own are alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from bot.core.model import Language

_SYLLABLES = 3
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
# The two bytes of the commonest 3,755 characters in GB 2312.
_FIRST, _SECOND = range(0xB0, 0xD8), range(0xA1, 0xFF)


@dataclass
class Inventor:
    """Invents what stands for Chinese characters and for words in Latin letters."""

    characters: str
    random: Random
    taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, language: Language, seed: int) -> "Inventor":
        """An inventor that uses no character which is a word of `language` by itself: no denial, number or unit."""
        used = frozenset(word for word in _words(language) if len(word) == 1)
        characters = "".join(char for char in _common() if char not in used)
        return cls(characters, Random(seed))  # noqa: S311 - the same words every time, no secret

    def cipher(self, units: Iterable[str]) -> dict[str, str]:
        """Another character for each Chinese one of `units`, another word for each Latin one; digits stay.

        Words that share characters share them afterwards, so that spelling tells as much as it does in the deal.
        """
        wanted = [unit for unit in dict.fromkeys(units) if unit.isalnum() and not unit.isdigit()]
        chinese = [unit for unit in wanted if not unit.isascii()]
        others = self.random.sample(self.characters, len(chinese))
        return dict(zip(chinese, others, strict=True)) | {unit: self._latin() for unit in wanted if unit.isascii()}

    def _latin(self) -> str:
        """A word that was never given before."""
        while (new := "".join(map(self.random.choice, (_CONSONANTS, _VOWELS) * _SYLLABLES))) in self.taken:
            pass
        self.taken.add(new)
        return new


def _words(language: Language) -> Iterator[str]:
    for words in (*(role.words for role in language.roles), *language.currencies.values()):
        yield from words
    yield from (*language.rewrites, *language.units)


def _common() -> Iterator[str]:
    for first in _FIRST:
        for second in _SECOND:
            yield bytes((first, second)).decode("gb2312", "ignore")
