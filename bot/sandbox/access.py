"""Whether the bot may write where it wants to, in Telegram's words where it may not."""

from bot.sandbox.errors import bad_request, forbidden, upgraded
from bot.sandbox.model import ADMINS, KICKED, LEFT, Chat, Message
from bot.sandbox.world import World


def known(world: World, chat_id: int | str) -> Chat:
    """The chat of that id or @name, if the bot ever heard of it."""
    for chat in world.chats.values():
        if chat_id in {chat.id, f"@{chat.username}" if chat.username and not chat.private else None}:
            return chat
    raise bad_request("chat not found")


def present(world: World, chat_id: int | str) -> Chat:
    """The chat, where the bot still is."""
    chat = known(world, chat_id)
    if chat.migrated_to:
        raise upgraded(chat.migrated_to)
    if chat.bot in {LEFT, KICKED}:
        raise forbidden(_absence(chat))
    return chat


def writable(world: World, chat_id: int | str, thread: int | None = None) -> Chat:
    """The chat, where the bot may write into that topic."""
    chat = present(world, chat_id)
    if chat.type == "channel" and chat.bot not in ADMINS:
        raise bad_request("need administrator rights in the channel chat")
    if chat.silenced and chat.bot not in ADMINS:
        raise bad_request("not enough rights to send text messages to the chat")
    if thread is not None and thread not in chat.topics:
        raise bad_request("message thread not found")
    return chat


def own(world: World, chat: Chat, message_id: int | None) -> Message:
    """The bot's own message, to be edited."""
    message = world.find(chat.id, message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender.id != world.bot.id or message.service:
        raise bad_request("message can't be edited")
    return message


def _absence(chat: Chat) -> str:
    if chat.private:
        blocked = "bot was blocked by the user"
        return blocked if chat.bot == KICKED else "bot can't initiate conversation with a user"
    kicked = f"bot was kicked from the {chat.type} chat"
    return kicked if chat.bot == KICKED else f"bot is not a member of the {chat.type} chat"
