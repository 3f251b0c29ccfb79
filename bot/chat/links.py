"""Where a message can be opened, and words that lead nowhere."""

import re

_LEADS = re.compile(r"[./@](?=[^\W\d])")
"""What Telegram would take for the address of a site, for a command or for somebody's name."""

LARGE = -1_000_000_000_000
"""Ids of supergroups begin below this; only their messages have an address that everybody there can open."""


def message_link(chat_id: int, message_id: int, topic_id: int | None = None) -> str:
    """Return the address of a message; empty where Telegram has none, in private chats and basic groups."""
    if chat_id >= LARGE:
        return ""
    topic = f"{topic_id}/" if topic_id else ""
    return f"https://t.me/c/{LARGE - chat_id}/{topic}{message_id}"


def unlinked(text: str) -> str:
    """Return a text without what Telegram would make a link, a command or a name of."""
    return _LEADS.sub(" ", text)
