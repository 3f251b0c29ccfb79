"""Where a message is cut into pieces that could each be a question."""

import re

from bot.core.conflict import plays_a_role
from bot.core.knowledge import Knowledge
from bot.core.leaning import only_names
from bot.core.normalise import CJK
from bot.core.split import segments


def cut_up(text: str, knowledge: Knowledge) -> list[str]:
    """`text` cut where a new thought begins; before a Latin name only where what stands before it asks or ends."""
    pieces: list[str] = []
    for segment in segments(text):
        head, *rest = _BEFORE_LATIN.split(segment)
        for part in rest:
            if _ENDS.search(head) or has_question_word(head, knowledge):
                pieces.append(head)
                head = part
            else:
                head = f"{head} {part}"
        if pieces and _only_asks_back(head, pieces[-1], knowledge):
            pieces[-1] = f"{pieces[-1]} {head}"
        elif pieces and _goes_on_naming(head, pieces[-1], knowledge):
            pieces[-1] = f"{pieces[-1]}, {head}"
        else:
            pieces.append(head)
    return pieces


_BEFORE_LATIN = re.compile(f"(?<=[{CJK}])\\s+(?=[a-z])")
_ENDS = re.compile("[了吧呢吗嘛啊呀]$")
"""How a clause ends that another one follows."""
_SHORT = 8


def _only_asks_back(piece: str, before: str, knowledge: Knowledge) -> bool:
    """Whether a piece says nothing by itself, and only wants the one before it confirmed: 对吧, 是真的吗."""
    read = knowledge.reader.read(piece)
    if len(piece) > _SHORT or "checks" in read.roles:
        return False
    sure = read.roles & {"certainty", "yesno"} and not has_question_word(before, knowledge)
    words = [token for token in read.tokens if token.text[0].isalnum()]
    return bool("tag" in read.roles or sure) and bool(words) and all(map(plays_a_role, words))


def _goes_on_naming(piece: str, before: str, knowledge: Knowledge) -> bool:
    """Whether a piece goes on with a row of names that the one before it only begins: are 甲, 乙 and 丙 the ones."""
    row, read = knowledge.reader.read(before), knowledge.reader.read(piece)
    named = bool(row.entities) and only_names(row) and bool(row.tokens[-1].id_of("entity"))
    return named and bool(read.tokens) and bool(read.tokens[0].id_of("entity"))


def has_question_word(piece: str, knowledge: Knowledge) -> bool:
    """Whether a piece asks with a word: 多少, 为什么, 谁."""
    return bool(knowledge.reader.asking.search(knowledge.reader.speller.spelt(piece)))
