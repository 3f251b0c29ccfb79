"""The world as Telegram writes it in JSON."""

from bot.sandbox.model import ADMINS, CREATOR, KICKED, Chat, Json, Message, Person
from bot.sandbox.world import World

# The last one is younger than the rest: a client of a later version wants it.
_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_send_welcome_messages",
)  # fmt: skip
_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
_DENIED = frozenset({"can_be_edited", "is_anonymous"})


def user(person: Person) -> Json:
    """A User."""
    answer: Json = {"id": person.id, "is_bot": person.is_bot, "first_name": person.name}
    if person.username:
        answer["username"] = person.username
    if person.language and not person.is_bot:
        answer["language_code"] = person.language
    return answer


def me(world: World) -> Json:
    """The bot as getMe tells it."""
    return user(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
    }


def chat(world: World, one: Chat) -> Json:
    """A Chat."""
    answer: Json = {"id": one.id, "type": one.type}
    answer |= {"first_name": world.people[one.id].name} if one.private else {"title": one.title}
    if one.username:
        answer["username"] = one.username
    if one.forum:
        answer["is_forum"] = True
    return answer


def full_chat(world: World, one: Chat) -> Json:
    """A ChatFullInfo."""
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    answer = chat(world, one) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, one.private),
    }
    if not one.private and one.type != "channel":
        answer["permissions"] = dict.fromkeys(_PERMISSIONS, not one.silenced)
    if one.linked:
        answer["linked_chat_id"] = one.linked
    pinned = world.find(one.id, one.pinned)
    return answer | ({"pinned_message": message(world, pinned)} if pinned else {})


def member(person: Person, status: str) -> Json:
    """A ChatMember of that status."""
    answer: Json = {"user": user(person), "status": status}
    if status == CREATOR:
        answer["is_anonymous"] = False
    elif status in ADMINS:
        answer |= {right: right not in _DENIED for right in _RIGHTS}
    elif status == KICKED:
        answer["until_date"] = 0
    return answer


def message(world: World, one: Message, *, with_reply: bool = True) -> Json:
    """A Message, with what it replies to (but not what that one replied to)."""
    where = world.chats[one.chat_id]
    answer: Json = {"message_id": one.id, "date": one.date, "chat": chat(world, where)}
    if where.type != "channel":
        answer["from"] = user(one.sender)
    if one.sender_chat:
        answer["sender_chat"] = chat(world, world.chats[one.sender_chat])
    if one.thread:
        answer["message_thread_id"] = one.thread
    if one.in_topic:
        answer["is_topic_message"] = True
    if one.inline:
        answer["via_bot"] = user(world.bot)
    if one.edited:
        answer["edit_date"] = one.edited
    if one.markup:
        answer["reply_markup"] = one.markup
    target = _reply_target(world, one) if with_reply else None
    if target:
        answer["reply_to_message"] = message(world, target, with_reply=False)
    return answer | _content(one) | one.extra


def _reply_target(world: World, one: Message) -> Message | None:
    """In a topic, what replies to nothing replies to the topic's first message: Telegram's trap."""
    return world.find(one.chat_id, one.reply_to or (one.thread if one.in_topic else None))


def _content(one: Message) -> Json:
    text, entities = ("caption", "caption_entities") if one.photo else ("text", "entities")
    answer: Json = {}
    if one.photo:
        size = {"width": 90, "height": 90, "file_size": 1024}
        answer["photo"] = [{"file_id": f"photo-{one.id}", "file_unique_id": f"unique-{one.id}"} | size]
    if one.text:
        answer[text] = one.text
    if one.entities:
        answer[entities] = one.entities
    if one.preview_off:
        answer["link_preview_options"] = {"is_disabled": True}
    return answer
