"""The answer to a press: answerCallbackQuery."""

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
    press.answer = {key: value for key, value in params.items() if key != "callback_query_id"}
    return True
