"""A message as slots: who, what, which amounts, said how."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from bot.core.language.alternatives import goes_on
from bot.core.language.amount import Amount
from bot.core.language.amounts import AmountParser
from bot.core.language.denial import Denials
from bot.core.language.features import features
from bot.core.language.lexicon import Lexicon, Token, is_hanzi, pack_terms, rewrite_terms
from bot.core.language.normalise import CJK, normalise
from bot.core.language.segment import cut
from bot.core.language.spell import Speller
from bot.core.model import Pack

CLOSE = frozenset({"investor", "target", "mentioned"})
"""Roles of entities that the material names: a word of their sound is taken for them."""


_ANY = 99
_KEPT = 64
"""How many readings are kept: the pieces of a message and the turns before it are read again and again."""
_WORDS = 20_000
"""How many set phrases are kept with the words inside them."""
_SAID = 512
"""How many readings of what facts say, and of messages with what the talk left unsaid, are kept."""
_MEANT = frozenset({"concept", "measure", "role"})
"""What a word inside a set phrase may still mean; a name inside one (真金白银) names nobody."""
_TURNS = frozenset(
    {"negation", "ending", "yesno", "tag", "done", "hypothetical", "filler_function", "filler_chat", "takes_up"}
)
"""Roles that a word inside a set phrase does not play: 是不是 and 没记错 deny nothing."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message says, before anything is looked up.

    `entities` are ids in order of mention; `roles` are the language's (why, negation, done ...);
    `words` are the content words that no list explains.
    """

    raw: str
    text: str
    tokens: tuple[Token, ...]
    entities: tuple[str, ...]
    concepts: tuple[str, ...]
    roles: frozenset[str]
    amounts: tuple[Amount, ...]
    words: tuple[str, ...]
    features: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Reader:
    """Reads messages with the words of one pack."""

    lexicon: Lexicon
    speller: Speller
    amounts: AmountParser
    asking: re.Pattern[str]

    @property
    def denials(self) -> Denials:
        """How the language denies."""
        return self.amounts.denials

    @lru_cache(maxsize=_KEPT)  # noqa: B019 - a process has one reader, and few readings are kept
    def read(self, raw: str) -> Understanding:
        """What `raw` says."""
        return self._understand(raw, self.speller.plain(raw))

    @lru_cache(maxsize=_SAID)  # noqa: B019 - as above
    def read_phrasing(self, phrasing: str) -> Understanding:
        """The same for a phrasing of the pack, which is spelt as it should be."""
        return self._understand(phrasing, self.speller.spelt(phrasing))

    def tokens(self, text: str) -> tuple[Token, ...]:
        """`text` as tokens: known surfaces by longest match, the rest as the segmenter cuts it."""
        found = self._tokens(text, 0, _ANY)
        return tuple(Token(t.text, t.start, t.terms, self._inner(t)) if _set_phrase(t) else t for t in found)

    def _tokens(self, text: str, at: int, longest: int) -> Iterator[Token]:
        for piece, terms in self.lexicon.scan(text, longest):
            for word in [piece] if terms else cut(piece):
                if word.strip():
                    yield Token(word, at, terms or self.lexicon.terms.get(word, ()))
                at += len(word)

    def _inner(self, phrase: Token) -> tuple[Token, ...]:
        return tuple(
            Token(t.text, phrase.start + t.start, t.terms) for t in self._words_of(phrase.text, _denying(phrase))
        )

    @lru_cache(maxsize=_WORDS)  # noqa: B019 - a process has one reader, and only words that lists have are kept
    def _words_of(self, phrase: str, denies: bool) -> tuple[Token, ...]:
        words = tuple(self._tokens(phrase, 0, len(phrase) - 1))
        shorter = (word for word in words if len(word.text) < len(phrase) and _set_phrase(word))
        deeper = (t for word in shorter for t in self._inner(word))
        idle = _TURNS | _QUESTIONS if denies else _TURNS
        return tuple(t for t in (*words, *deeper) if any(x.kind in _MEANT and x.id not in idle for x in t.terms))

    def _understand(self, raw: str, text: str) -> Understanding:
        tokens, amounts = self.tokens(text), self.amounts.parse(text)
        opening = frozenset[str]() if _ids(tokens[:1], "role") == ("continuation",) else self._opening(raw)
        roles = _asked(text, tokens, frozenset(_ids(tokens, "role")) | opening) - _dummies(raw)
        roles |= {"which_one"} if self.asking.search(text) else frozenset()
        roles |= {"which_one"} if _left_open(text, tokens) else frozenset()
        roles |= {"tag"} if "checks" in roles else frozenset()
        roles -= {"either"} if goes_on(tokens) else frozenset()
        roles -= {"divide" if LEFT_OUT.search(text) else "except"} if roles >= {"divide", "except"} else frozenset()
        return Understanding(
            raw=raw,
            text=text,
            tokens=tokens,
            entities=_ids(tokens, "entity"),
            concepts=_ids(tokens, "concept"),
            roles=roles,
            amounts=amounts,
            words=tuple(t.text for t in tokens if not t.terms and _wordy(t.text)),
            features=features(tokens, amounts, roles),
        )

    def _opening(self, raw: str) -> frozenset[str]:
        """An English question begins with its question word, whatever set phrase that is a part of, or its verb."""
        first = normalise(raw).partition(" ")[0]
        if any(t.kind == "role" and t.id == "opening" for t in self.lexicon.terms.get(first, ())):
            return frozenset({"yesno"})
        asked = self.speller.rewrite(first) if first.isascii() else ""
        return _QUESTIONS.intersection(_ids(self.tokens(asked), "role"))

    @classmethod
    def of(cls, pack: Pack) -> "Reader":
        """A reader of `pack` that takes every spelling as it stands."""
        spelling = Lexicon.of((*pack_terms(pack), *rewrite_terms(pack)), singles=True)
        speller = Speller.trusting(spelling)
        return cls(Lexicon.of(pack_terms(pack)), speller, AmountParser.of(pack.language), _question_words(pack))

    def knowing(self, pack: Pack, phrasings: Iterable[str]) -> "Reader":
        """This reader with the words of the pack's `phrasings`, so that pinyin and slips of them are understood."""
        names = (name for e in pack.entities if e.role in CLOSE for name in (e.name, *e.names))
        return replace(self, speller=Speller.of(self.speller.lexicon, names, map(self.speller.spelt, phrasings)))


_QUESTIONS = frozenset({"which", "which_one", "who", "why", "how", "how_much", "when"})
_SHORT_WORD = 3


def _question_words(pack: Pack) -> re.Pattern[str]:
    """Finds the short question words wherever they stand, also inside a set phrase.

    没什么, 没有什么, 几家都 and 哪有这么 ask nothing.
    """
    words = (w for r in pack.language.roles if r.id in _QUESTIONS for w in r.words)
    short = sorted({w for w in words if is_hanzi(w) and len(w) <= _SHORT_WORD}, key=len, reverse=True)
    asks = f"(?:{'|'.join(short) or '(?!)'})(?!怕|有[这那]么)"
    return re.compile(f"(?<![没无论管任好个])(?<!没有)(?!几[{CJK}]{{1,3}}都){asks}")


def _denying(phrase: Token) -> bool:
    return any(term.id == "negation" for term in phrase.terms)


A_NOT_A = re.compile(f"([{CJK}]{{1,2}})[不没]\\1")
"""A verb said and denied asks: 算不算, 有没有."""


_A_NOT_A = 3
LEFT_OUT = re.compile("除[^,。?!]+外")
"""除甲外 leaves somebody out and divides nothing."""


def _asked(text: str, tokens: tuple[Token, ...], roles: frozenset[str]) -> frozenset[str]:
    """A denial that asks denies nothing: 硬不硬, or one that ends a clause, 还有下一趟没."""
    last = [*(a for a, b in pairwise(tokens) if _stops(b) and not b.text.startswith("了")), *tokens[-1:]]
    asking = [t for t in last if any(term.id == "ending" for term in t.terms)]
    if not asking and not A_NOT_A.search(text):
        return roles
    denied = any(t.id_of("role") == "negation" and t not in asking for t in tokens)
    return (roles if denied and asking else roles - {"negation"}) | {"yesno"}


def _left_open(text: str, tokens: tuple[Token, ...]) -> bool:
    """Whether a question only lacks its end: 三大环节是?"""
    subject = any(term.kind in {"concept", "entity", "measure", "sense"} for token in tokens for term in token.terms)
    end = text.rstrip(" ?:")
    return subject and end.endswith(("是", "包括", "是指")) and not A_NOT_A.search(end[-_A_NOT_A:])


def _dummies(raw: str) -> frozenset[str]:
    """English "it" often stands for nothing: only a Chinese pronoun points at somebody."""
    return frozenset() if any(map(is_hanzi, raw)) else frozenset({"pronoun"})


def _stops(token: Token) -> bool:
    return not token.text[0].isalnum() or token.id_of("role") in {"filler_function", "filler_chat"}


def _ids(tokens: Iterable[Token], kind: str) -> tuple[str, ...]:
    words = [word for token in tokens if token.terms for word in (token, *token.inner)]
    return tuple(dict.fromkeys([term.id for word in words for term in word.terms if term.kind == kind]))


def _set_phrase(token: Token) -> bool:
    return len(token.text) > 2 and bool(token.terms) and all(t.kind != "entity" for t in token.terms)


def _wordy(text: str) -> bool:
    return any(c.isalnum() for c in text) and not text.replace(".", "").isdigit()
