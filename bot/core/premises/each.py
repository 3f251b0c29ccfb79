"""One number that is said of several companies: 甲和乙各出20亿."""

from itertools import takewhile

from bot.core.knowledge import Knowledge
from bot.core.language.lexicon import Token
from bot.core.language.roles import money
from bot.core.language.understand import Understanding
from bot.core.referents import company


def of_each(read: Understanding, knowledge: Knowledge) -> list[Understanding]:
    """A message with each in turn of the companies that it names in a row and says one number of; else none."""
    row, after = _row(read, knowledge)
    amounts = list(money(read))
    if len(row) < _SEVERAL or len(amounts) != 1 or amounts[0].start < row[-1].end or "sum" in read.roles:
        return []
    between = takewhile(lambda token: token.start < amounts[0].start, after)
    if not any(token.text in knowledge.pack.language.signs["of_each"] for token in between):
        return []
    before, rest = read.text[: row[0].start], read.text[row[-1].end :]
    return [knowledge.reader.read(f"{before}{one.text}{rest}") for one in row]


def _row(read: Understanding, knowledge: Knowledge) -> tuple[list[Token], list[Token]]:
    """The companies that stand side by side, and the words after them."""
    tokens, row = list(read.tokens), list[Token]()
    while tokens and (company(tokens[0], knowledge) or not row or _joins(tokens[0], tokens[1:], knowledge)):
        token = tokens.pop(0)
        if company(token, knowledge):
            row.append(token)
    return row, tokens


def _joins(token: Token, after: list[Token], knowledge: Knowledge) -> bool:
    """Whether a word only stands between two names: 和, 、."""
    return len(token.text.strip()) <= 1 and bool(after) and company(after[0], knowledge) is not None


_SEVERAL = 2
