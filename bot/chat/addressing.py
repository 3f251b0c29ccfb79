"""Who a message speaks to, by its entities: Telegram has already decided what is a mention."""

from dataclasses import dataclass

from telegram import Bot, Message, MessageEntity

UTF16_BYTES = 2


@dataclass(frozen=True, slots=True)
class Me:
    """How the bot is spoken to."""

    id: int
    username: str

    @classmethod
    def of(cls, bot: Bot) -> "Me":
        """Return what an initialised bot is called."""
        return cls(bot.id, bot.username.lower())


@dataclass(frozen=True, slots=True)
class Address:
    """What a message's entities say: its leading command, who is mentioned, and the words that remain."""

    command: str
    command_is_mine: bool
    for_me: bool
    for_others: bool
    text: str


def read_address(message: Message, me: Me) -> Address:
    """Sort a message's mentions and its leading command, and take the bot's own out of the text."""
    text = message.text or message.caption or ""
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    command, command_is_mine = "", True
    mine: list[MessageEntity] = []
    others = False
    for entity, words in entities.items():
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            command, _, whose = words[1:].lower().partition("@")
            command_is_mine = whose in {"", me.username}
            mine.append(entity)
        elif _is_me(entity, words, me):
            mine.append(entity)
        elif entity.type in {MessageEntity.MENTION, MessageEntity.TEXT_MENTION}:
            others = True
    mentioned = any(entity.type != MessageEntity.BOT_COMMAND for entity in mine)
    return Address(command, command_is_mine, mentioned, others, _without(text, mine))


def _is_me(entity: MessageEntity, words: str, me: Me) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntity.MENTION and words.lower() == f"@{me.username}"


def _without(text: str, entities: list[MessageEntity]) -> str:
    # Offsets count UTF-16 units, of which an emoji has two.
    units = text.encode("utf-16-le")
    for entity in sorted(entities, key=lambda entity: -entity.offset):
        start, end = (at * UTF16_BYTES for at in (entity.offset, entity.offset + entity.length))
        units = units[:start] + " ".encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le").strip()
