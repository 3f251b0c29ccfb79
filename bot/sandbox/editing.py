"""Changing what was said: editMessageText, editMessageReplyMarkup, deleteMessage, pinChatMessage."""

from bot.sandbox import access, inline, markup, posting, render
from bot.sandbox.errors import NOT_MODIFIED, bad_request
from bot.sandbox.model import ADMINS, Chat, Json, Message
from bot.sandbox.params import checked_object
from bot.sandbox.text import Entity
from bot.sandbox.world import World

DELETABLE_FOR = 48 * 3600


def edit_text(world: World, params: Json) -> Json | bool:
    """Another text; without reply_markup the keyboard goes."""
    text, entities = posting.formatted(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    posting.limited(text, posting.MOST_TEXT, "message is too long")
    message = _target(world, params)
    if message.photo:
        raise bad_request("there is no text in the message to edit")
    return _change(world, message, (text, entities), params)


def edit_media(world: World, params: Json) -> Json | bool:
    """Another picture with its caption; without reply_markup the keyboard goes."""
    media = checked_object("InputMediaPhoto", params["media"], "media")
    text, entities = posting.formatted(media, "caption", "caption_entities")
    posting.limited(text, posting.MOST_CAPTION, "message caption is too long")
    message = _target(world, params)
    picture = posting.picture(params.get("uploads", {}).get(media["media"].removeprefix("attach://"), ""))
    same = message.photo and picture == message.picture
    message.photo, message.picture = True, picture
    return _change(world, message, (text, entities), params, same=same)


def edit_markup(world: World, params: Json) -> Json | bool:
    """Another keyboard, or none."""
    message = _target(world, params)
    return _change(world, message, (message.text, message.entities), params)


def delete(world: World, params: Json) -> bool:
    """Take a message away, within Telegram's limits."""
    chat = access.present(world, params["chat_id"])
    message = world.find(chat.id, params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if not _deletable(world, chat, message):
        raise bad_request("message can't be deleted")
    message.gone = True
    return True


def pin(world: World, params: Json) -> bool:
    """Put a message on top of the chat."""
    chat = access.present(world, params["chat_id"])
    if not chat.private and chat.bot not in ADMINS:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    message = world.find(chat.id, params["message_id"])
    if message is None:
        raise bad_request("message to pin not found")
    chat.pinned = message.id
    return True


def _target(world: World, params: Json) -> Message:
    if "inline_message_id" in params:
        return inline.found(world, params["inline_message_id"])
    if "chat_id" not in params:
        raise bad_request("chat_id is empty")
    if "message_id" not in params:
        raise bad_request("message identifier is not specified")
    return access.own(world, access.writable(world, params["chat_id"]), params["message_id"])


def _change(
    world: World, message: Message, text: tuple[str, list[Entity]], params: Json, *, same: bool = True
) -> Json | bool:
    """Change the words and the keyboard; `same` says that nothing else changes."""
    keyboard = markup.check(params.get("reply_markup"))
    if same and (*text, keyboard) == (message.text, message.entities, message.markup):
        raise bad_request(NOT_MODIFIED)
    if text[0] != message.text:
        message.edits.append(message.text)
    message.text, message.entities = text
    message.markup = keyboard
    message.edited = world.now()
    return True if message.inline else render.message(world, message)


def _deletable(world: World, chat: Chat, message: Message) -> bool:
    """An admin deletes anything in a large chat; otherwise 48 hours, and in groups only what is one's own."""
    if chat.large and chat.bot in ADMINS:
        return True
    mine = message.sender.id == world.bot.id
    fresh = world.now() - message.date < DELETABLE_FOR
    return fresh and (mine or chat.private or chat.bot in ADMINS)
