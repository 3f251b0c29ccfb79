"""What an inline keyboard must be before Telegram takes it."""

import re

from bot.sandbox.errors import bad_request
from bot.sandbox.model import Json

MOST_BUTTONS = 100
MOST_DATA = 64
_LOOKS = {"text", "icon_custom_emoji_id", "style"}
_ADDRESS = re.compile(r"(?:https?://|tg://)?[^\s/]+\.?\S*")


def check(markup: Json | None) -> Json | None:
    """The markup as the message will carry it; None where there is no inline keyboard."""
    rows = (markup or {}).get("inline_keyboard")
    if not rows:
        return None
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        _button(button)
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _button(button: Json) -> None:
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: Text of the button must be non-empty")
    actions = button.keys() - _LOOKS
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"sandbox: a button does one thing, not {sorted(actions)}")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= MOST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not _ADDRESS.fullmatch(button["url"]):
        raise bad_request("BUTTON_URL_INVALID")
