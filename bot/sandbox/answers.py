"""Answers to what people pressed or typed inline: answerCallbackQuery, answerInlineQuery."""

from bot.sandbox.errors import STALE_QUERY, bad_request
from bot.sandbox.model import Json
from bot.sandbox.text import units
from bot.sandbox.world import World

ANSWERABLE_FOR = 60
MOST_NOTICE = 200
MOST_RESULTS = 50


def answer_callback(world: World, params: Json) -> bool:
    """Stop the button's spinner, perhaps with a notice; once, and soon."""
    press = world.presses.get(params["callback_query_id"])
    if press is None or press.answer is not None or world.clock() - press.at > ANSWERABLE_FOR:
        raise bad_request(STALE_QUERY)
    if units(params.get("text", "")) > MOST_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer = {key: value for key, value in params.items() if key != "callback_query_id"}
    return True


def answer_inline(world: World, params: Json) -> bool:
    """Offer results for an inline query."""
    query = params["inline_query_id"]
    if query not in world.inline or world.inline[query] is not None:
        raise bad_request(STALE_QUERY)
    results = params["results"]
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [result.get("id") for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if any(not isinstance(i, str) or not 1 <= len(i.encode()) <= 64 for i in ids):
        raise bad_request("RESULT_ID_INVALID")
    world.inline[query] = params
    return True
