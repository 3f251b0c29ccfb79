"""Sending: sendMessage, sendPhoto, sendChatAction."""

from bot.sandbox import access, html, linked, markup, render
from bot.sandbox.errors import bad_request
from bot.sandbox.model import Chat, Json, Message
from bot.sandbox.params import Upload
from bot.sandbox.text import Entity, found, trimmed, units
from bot.sandbox.world import World

MOST_TEXT, MOST_CAPTION = 4096, 1024
_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


def send_message(world: World, params: Json) -> Json:
    """Say something."""
    text, entities = formatted(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    limited(text, MOST_TEXT, "message is too long")
    message = _new(world, params)
    message.text, message.entities = text, entities
    message.preview_off = bool(params.get("link_preview_options", {}).get("is_disabled"))
    return _posted(world, message)


def send_photo(world: World, params: Json) -> Json:
    """Show a picture with a caption."""
    text, entities = formatted(params, "caption", "caption_entities")
    limited(text, MOST_CAPTION, "message caption is too long")
    message = _new(world, params)
    message.text, message.entities, message.photo = text, entities, True
    message.picture = picture(params["photo"])
    return _posted(world, message)


def send_chat_action(world: World, params: Json) -> bool:
    """Be seen typing."""
    access.writable(world, params["chat_id"], params.get("message_thread_id"))
    if params["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def formatted(params: Json, text: str, entities: str) -> tuple[str, list[Entity]]:
    """The text as it will stand: parsed, trimmed, with the entities Telegram adds."""
    plain, marks = params.get(text, ""), list(params.get(entities, []))
    mode = params.get("parse_mode", "")
    if mode.lower() == "html":
        plain, marks = html.parse(plain)
    elif mode:
        raise bad_request("unsupported parse_mode")
    plain, marks = trimmed(plain, marks)
    return plain, found(plain, marks)


def limited(text: str, most: int, complaint: str) -> None:
    """The limit counts UTF-16 units of the parsed text."""
    if units(text) > most:
        raise bad_request(complaint)


def picture(file: Upload | str) -> bytes:
    """What a photo shows; of one that Telegram is to fetch, or has already, nothing is known here."""
    return file.content if isinstance(file, Upload) else b""


def _new(world: World, params: Json) -> Message:
    """An empty message of the bot in its place."""
    keyboard = markup.check(params.get("reply_markup"))
    thread = params.get("message_thread_id")
    chat = access.writable(world, params["chat_id"], thread)
    target = _reply_target(world, chat, params.get("reply_parameters"))
    thread, in_topic = world.place(chat, target, thread)
    message = Message(chat.id, world.next_id(chat), world.now(), world.bot, thread=thread, in_topic=in_topic)
    message.reply_to = target.id if target else None
    message.markup = keyboard
    message.sender_chat = chat.id if chat.type == "channel" else None
    return message


def _posted(world: World, message: Message) -> Json:
    world.keep(message)
    linked.forward(world, message)
    return render.message(world, message)


def _reply_target(world: World, chat: Chat, reply: Json | None) -> Message | None:
    if reply is None:
        return None
    target = world.find(chat.id, reply["message_id"])
    if target is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return target
