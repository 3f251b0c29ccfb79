"""Which messages reach the bot: Telegram's privacy mode."""

from bot.sandbox.model import ADMINS, PRESENT, Chat, Message
from bot.sandbox.text import cut
from bot.sandbox.world import World


def reaches_bot(world: World, chat: Chat, message: Message) -> bool:
    """In a group with privacy mode on: commands, replies to the bot and service messages, nothing else."""
    if chat.bot not in PRESENT or message.sender.id == world.bot.id:
        return False
    if chat.type in {"private", "channel"} or not world.privacy or chat.bot in ADMINS:
        return True
    return message.service or _command(world, message) or _reply_to_bot(world, message)


def _command(world: World, message: Message) -> bool:
    """A command first of all, for every bot or for this one by name."""
    for entity in message.entities:
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            _, _, addressee = cut(message.text, entity).partition("@")
            return addressee.lower() in {"", world.bot.username.lower()}
    return False


def _reply_to_bot(world: World, message: Message) -> bool:
    target = world.find(message.chat_id, message.reply_to)
    return target is not None and target.sender.id == world.bot.id
