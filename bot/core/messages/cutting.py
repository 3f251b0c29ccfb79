"""Where a message is cut into pieces that could each be a question."""

import re
from itertools import dropwhile

from bot.core.dialogue.leaning import asks_of, only_names
from bot.core.knowledge import Knowledge
from bot.core.language.normalise import CJK
from bot.core.language.pointing import begins
from bot.core.language.roles import plays, plays_a_role, words
from bot.core.language.split import segments
from bot.core.language.understand import Understanding
from bot.core.messages.hanging import OF_STATUS


def cut_up(text: str, knowledge: Knowledge) -> list[str]:
    """`text` cut where a new thought begins; before a Latin name only where what stands before it asks or ends."""
    pieces: list[str] = []
    for segment in (item for part in segments(text) for item in _added(part, knowledge)):
        head, *rest = _BEFORE_LATIN.split(segment)
        for part in rest:
            if _ENDS.search(head) or has_question_word(head, knowledge):
                pieces.append(head)
                head = part
            else:
                head = f"{head} {part}"
        if pieces and (_only_asks_back(head, pieces[-1], knowledge) or _only_named(pieces[-1], head, knowledge)):
            pieces[-1] = f"{pieces[-1]} {head}"
        elif pieces and (_goes_on_naming(head, pieces[-1], knowledge) or _gives_the_cause(head, knowledge)):
            pieces[-1] = f"{pieces[-1]}, {head}"
        else:
            pieces.append(head)
    return _beside_choices(pieces, knowledge)


def _added(segment: str, knowledge: Knowledge) -> list[str]:
    """A segment cut at plus signs where each of its items asks something: 甲的风险+乙的动机; 甲+乙一共多少 is one.

    So is a row of questions: 谁最早、投了多少、为什么.
    """
    items, row = segment.split("+"), segment.split("、")
    if len(row) > 1 and all(has_question_word(item, knowledge) for item in row):
        return row
    reads = [knowledge.reader.read(item) for item in items] if len(items) > 1 else []
    return items if reads and all(asks_of(read) for read in reads) else [segment]


def _beside_choices(pieces: list[str], knowledge: Knowledge) -> list[str]:
    """`pieces` with each that only says between whom to choose put to the question before or after it: 甲还是乙."""
    kept: list[str] = []
    for piece in pieces:
        if kept and (_offers(piece, knowledge) or (len(kept) == 1 and _offers(kept[0], knowledge))):
            kept[-1] = f"{kept[-1]} {piece}"
        else:
            kept.append(piece)
    return kept


def _offers(piece: str, knowledge: Knowledge) -> bool:
    read = knowledge.reader.read(piece)
    return "either" in read.roles and len(knowledge.investors(read)) > 1 and only_names(read)


_BEFORE_LATIN = re.compile(f"(?<=[{CJK}])\\s+(?=[a-z])")
_ENDS = re.compile("[了吧呢吗嘛啊呀]$")
"""How a clause ends that another one follows."""
_SHORT = 8


def _only_asks_back(piece: str, before: str, knowledge: Knowledge) -> bool:
    """Whether a piece says nothing by itself, and only wants the one before it confirmed: 对吧, 是真的吗."""
    read = knowledge.reader.read(piece)
    of_status = knowledge.reader.read(before).roles & {"yesno", "status_ask", "done"} and read.roles & OF_STATUS
    if len(piece) > _SHORT or "checks" in read.roles or of_status:
        # 官宣没 都签了吧 says, and 都签了吧 官宣没 asks, something else.
        return False
    sure = read.roles & {"certainty", "yesno"} and not has_question_word(before, knowledge)
    said = words(read)
    return bool("tag" in read.roles or sure) and bool(said) and all(map(plays_a_role, said))


def _only_named(before: str, piece: str, knowledge: Knowledge) -> bool:
    """Whether what stands before a piece only names whom it is about: 甲呢 出多少."""
    named, asked = knowledge.reader.read(before), knowledge.reader.read(piece)
    return len(knowledge.investors(named)) == 1 and only_names(named) and not asked.entities


def says_only_how(piece: str, knowledge: Knowledge) -> bool:
    """Whether a piece only says what kind of answer is wanted: 长话短说, 逐条列, no advice."""
    read = knowledge.reader.read(piece)
    said = [token for token in words(read) if not any(plays(token, role) for role in _OF_MANNER)]
    manner = any(plays(token, "manner") for token in words(read)) and all(len(token.text) == 1 for token in said)
    return manner or "waives" in read.roles or _expects_it_there(piece, read, knowledge)


def _expects_it_there(piece: str, read: Understanding, knowledge: Knowledge) -> bool:
    """Whether a piece only says that the text should have the answer: 文章总写了吧."""
    signs = knowledge.pack.language.signs
    text, writes = ("|".join(map(re.escape, signs[name])) for name in ("the_text", "writes"))
    told = re.search(f"^[^{CJK}]*(?:{text}).{{0,4}}(?:{writes}).{{0,2}}$", piece)
    return bool(told) and "tag" in read.roles and "negation" not in read.roles and not read.entities


_OF_MANNER = ("manner", "request", "filler_function", "filler_chat", "second_person", "first_person", "gives_to")


def _goes_on_naming(piece: str, before: str, knowledge: Knowledge) -> bool:
    """Whether a piece goes on with a row of names that the one before it only begins: are 甲, 乙 and 丙 the ones."""
    row, read = knowledge.reader.read(before), knowledge.reader.read(piece)
    named = bool(row.entities) and only_names(row) and bool(row.tokens[-1].id_of("entity"))
    return named and bool(read.tokens) and bool(read.tokens[0].id_of("entity"))


def _gives_the_cause(piece: str, knowledge: Knowledge) -> bool:
    """Whether a piece asks if something is the cause of what stands before it: 是因为穷吗."""
    read = knowledge.reader.read(piece)
    return begins(read, "because") and bool(read.roles & {"yesno", "tag"})


def under_its_heading(text: str, knowledge: Knowledge) -> str:
    """What a message asks, of the one whom its first piece only announces: 就甲投丁这个事 成没成 is 甲 成没成."""
    pieces = dropwhile(lambda piece: _says_nothing(piece, knowledge), cut_up(text, knowledge))
    first, *rest = [*pieces] or [text]
    head, asked = knowledge.reader.read(first), knowledge.reader.read(" ".join(rest))
    said, whom = [t for t in head.tokens if not plays(t, "filler_function")], knowledge.investors(head)
    announces = bool(said) and plays(said[-1], "this_deal") and not asks_of(head) and not head.amounts
    if not announces or not rest or len(whom) != 1 or asked.entities:
        return text
    return f"{knowledge.called(whom)} {' '.join(rest)}"


def _says_nothing(piece: str, knowledge: Knowledge) -> bool:
    read = knowledge.reader.read(piece)
    return all(map(plays_a_role, words(read))) and not asks_of(read)


def has_question_word(piece: str, knowledge: Knowledge) -> bool:
    """Whether a piece asks with a word: 多少, 为什么, 谁."""
    return bool(knowledge.reader.asking.search(knowledge.reader.speller.spelt(piece)))
