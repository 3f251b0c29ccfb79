"""What each kind of record holds: the one place that says what an editor may write."""

from bot.core.model import Bound, Kind
from bot.facts.schema import Shape, Table, may, must
from bot.facts.values import FLAG, ID, NUMBER, WHOLE, AnyText, Day, Many, OneOf, Ref, Text

TITLE = Text(20)
SAY = Text(100)
TEXT = Text()
TEXTS = Many(TEXT)
ASKS = Many(TEXT, fewest=1)

# What an entity can be to the deal.
ROLES = (
    "investor", "target", "mentioned", "source", "publisher", "outlet", "outsider", "product", "person",
)  # fmt: skip
# What an intent can be answered with: these need no fact.
CHAT = (Kind.ABOUT_BOT, Kind.ANSWER, Kind.CLARIFY, Kind.DECLINED, Kind.OFF_TOPIC)
# The false premises that rules of the core find, each with the fact that stands against it.
PREMISES = ("currency", "count", "direction", "status", "official", "parts", "rank")

FIGURE = Shape(
    "figure",
    {
        "of": must(Ref("entity", also=("total",))),
        "measure": must(Ref("measure")),
        "value": must(NUMBER),
        "unit": must(TEXT),
        "bound": may(OneOf(tuple(Bound))),
        "approximate": may(FLAG),
    },
)
CITATION = Shape("source", {"by": must(Ref("source")), "section": must(Ref("section")), "point": must(WHOLE)})
FACT = Shape(
    "fact",
    {
        "id": must(ID),
        "topic": must(Ref("topic")),
        "about": must(Many(Ref("entity"))),
        "title": must(TITLE),
        "say": must(SAY),
        "more": may(TEXT),
        "figure": may(FIGURE),
        "standing": must(Ref("standing")),
        "source": must(CITATION),
        "concepts": may(Many(Ref("concept"))),
        "asks": must(ASKS),
        "affirms": may(TEXTS),
        "refutes": may(TEXTS),
        "not_asks": may(TEXTS),
    },
)
GAP = Shape(
    "gap",
    {
        "id": must(ID),
        "title": must(TITLE),
        "say": must(SAY),
        "about": may(Many(Ref("entity"))),
        "near": may(Many(Ref("fact"))),
        "share_of": may(Ref("measure")),
        "concepts": may(Many(Ref("concept"))),
        "asks": must(ASKS),
        "not_asks": may(TEXTS),
    },
)
ENTITY = Shape(
    "entity",
    {
        "id": must(ID),
        "name": must(TEXT),
        "role": must(OneOf(ROLES)),
        "part_of": may(Ref("entity")),
        "names": may(TEXTS),
        "nicknames": may(TEXTS),
        "typos": may(TEXTS),
        "tickers": may(TEXTS),
    },
)
CONCEPT = Shape("concept", {"id": must(ID), "name": must(TEXT), "words": may(TEXTS)})
ROLE = Shape("role", {"id": must(ID), "role": must(ID), "words": must(ASKS)})
INTENT = Shape("intent", {"id": must(ID), "kind": must(OneOf(CHAT)), "asks": must(ASKS), "not_asks": may(TEXTS)})
MEASURE = Shape("measure", {"id": must(ID), "name": must(TEXT), "verb": may(TEXT), "words": must(ASKS)})

SECTION = Shape("section", {"title": must(TEXT), "points": must(WHOLE)})
SOURCE = Shape("source", {"name": must(TEXT), "standing": may(TEXT)})
DEAL = Shape(
    "deal",
    {
        "id": must(ID),
        "name": must(TEXT),
        "title": must(TEXT),
        "publisher": must(TEXT),
        "date": must(Day()),
        "status": must(Ref("standing")),
        "currency": must(TEXT),
        "target": must(Ref("entity")),
        "investors": must(Many(Ref("entity"), fewest=1)),
        "scope": must(TEXT),
        "disclaimer": must(TEXT),
        "examples": must(ASKS),
        "sections": must(Table(SECTION)),
        "sources": must(Table(SOURCE)),
        "standings": must(Table(TEXT)),
        "topics": must(Table(TEXT)),
        "premises": may(Shape("map of premises", {rule: may(Ref("fact")) for rule in PREMISES})),
        "measures": must(Many(MEASURE, fewest=1)),
    },
)

NUMBERS = Shape(
    "file of numbers",
    {
        "units": must(Table(NUMBER)),
        "currencies": must(Table(ASKS)),
        "digits": may(Table(NUMBER)),
        "multipliers": may(Table(NUMBER)),
        "english_digits": may(Table(NUMBER)),
        "fractions": may(Table(NUMBER)),
        "parts": may(Table(NUMBER)),
        "vague": may(TEXTS),
        "tails": may(Table(TEXT)),
    },
)
# Words that are looked for as they stand, by what they do.
_SIGNS = (
    "denies", "denies_number", "asks_either_way", "asks_back", "falls_short", "overstates", "hedges", "leaves_open",
    "undecided", "says_no", "unsaid", "times", "of_each",
    "the_former", "the_latter", "the_number", "the_last", "reckoned_by", "own_price", "the_text", "writes",
    "the_others", "ranked_first", "ranked_second", "ranked_last", "now",
)  # fmt: skip
SIGNS = Shape("file of signs", {name: must(ASKS) for name in _SIGNS})
REWRITES = Table(Table(AnyText()))
