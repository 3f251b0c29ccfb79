"""The world as the page shows it: people, chats and what stands in them, as JSON can hold it."""

from bot.sandbox.model import Chat, Json, Message, Person
from bot.sandbox.world import World


def scene(world: World) -> Json:
    """Everything that can be seen, with the number of the change that it is as of."""
    with world.changed:
        return {
            "version": world.version,
            "bot": _person(world.bot),
            "people": [_person(person) for person in world.people.values() if person.id in world.chats],
            "chats": [_chat(world, chat) for chat in world.chats.values() if not chat.migrated_to],
            "messages": [_message(world, one) for chat in world.chats for one in world.messages(chat)],
            "commands": {scope: commands for (scope, language), commands in world.commands.items() if not language},
        }


def _person(person: Person) -> Json:
    return {"id": person.id, "name": person.name, "username": person.username}


def _chat(world: World, chat: Chat) -> Json:
    return {
        "id": chat.id,
        "type": chat.type,
        "title": world.people[chat.id].name if chat.private else chat.title,
        "topics": [{"id": thread, "title": title} for thread, title in chat.topics.items()],
        "members": {str(person_id): status for person_id, status in chat.members.items()},
        "pinned": chat.pinned,
        "bot": chat.bot,
    }


def _message(world: World, one: Message) -> Json:
    return {
        "chat": one.chat_id,
        "id": one.id,
        "date": one.date,
        "sender": one.sender.id,
        "name": world.chats[one.sender_chat].title if one.sender_chat else one.sender.name,
        "text": one.text,
        "entities": one.entities,
        "reply_to": one.reply_to,
        "topic": one.thread if one.in_topic else None,
        "via": one.inline != "",
        "rows": [[_button(button) for button in row] for row in (one.markup or {}).get("inline_keyboard", [])],
        "photo": bool(one.picture),
        "edited": one.edited is not None,
        "before": one.edits,
        "service": _service(one),
    }


def _button(button: Json) -> Json:
    return {"text": button["text"], "data": button.get("callback_data", ""), "url": button.get("url", "")}


def _service(one: Message) -> str:
    """What a message that nobody wrote tells; empty for all others."""
    if not one.service:
        return ""
    if "forum_topic_created" in one.extra:
        return str(one.extra["forum_topic_created"]["name"])
    return next(iter(one.extra), "")
