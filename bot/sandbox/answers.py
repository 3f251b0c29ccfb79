"""The answer to a press: answerCallbackQuery."""

import re

from bot.sandbox.errors import STALE_QUERY, bad_request
from bot.sandbox.model import Json
from bot.sandbox.text import units
from bot.sandbox.world import World

ANSWERABLE_FOR = 60
MOST_NOTICE = 200


def answer_callback(world: World, params: Json) -> bool:
    """Stop the button's spinner, perhaps with a notice; once, and soon."""
    press = world.presses.get(params["callback_query_id"])
    if press is None or press.answer is not None or world.clock() - press.at > ANSWERABLE_FOR:
        raise bad_request(STALE_QUERY)
    if units(params.get("text", "")) > MOST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    if "url" in params and not _opens_bot(world, params["url"]):
        raise bad_request("URL_INVALID")
    press.answer = {key: value for key, value in params.items() if key != "callback_query_id"}
    return True


def _opens_bot(world: World, url: str) -> bool:
    """No button here starts a game, so only the bot's own deep links may be opened."""
    link = rf"(?:https?://)?t\.me/{re.escape(world.bot.username)}\?start=[A-Za-z0-9_-]{{1,64}}"
    return re.fullmatch(link, url, re.ASCII | re.IGNORECASE) is not None
