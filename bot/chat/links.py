"""Where a message can be opened."""

LARGE = -1_000_000_000_000
"""Ids of supergroups begin below this; only their messages have an address that everybody there can open."""


def message_link(chat_id: int, message_id: int, topic_id: int | None = None) -> str:
    """Return the address of a message; empty where Telegram has none, in private chats and basic groups."""
    if chat_id >= LARGE:
        return ""
    topic = f"{topic_id}/" if topic_id else ""
    return f"https://t.me/c/{LARGE - chat_id}/{topic}{message_id}"
