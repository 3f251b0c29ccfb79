"""Inline mode: the bot's results for what somebody types anywhere, and the messages that come of them."""

from bot.sandbox import markup, posting
from bot.sandbox.errors import STALE_QUERY, bad_request
from bot.sandbox.model import Json, Message
from bot.sandbox.params import checked_object
from bot.sandbox.text import units
from bot.sandbox.world import World

MOST_RESULTS = 50
MOST_ID = 64


def answer(world: World, params: Json) -> bool:
    """Offer results for an inline query: articles, of which each becomes a text."""
    query = params["inline_query_id"]
    if query not in world.inline or world.inline[query] is not None:
        raise bad_request(STALE_QUERY)
    results = params["results"]
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [result.get("id") for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if any(not isinstance(i, str) or not 1 <= len(i.encode()) <= MOST_ID for i in ids):
        raise bad_request("RESULT_ID_INVALID")
    for place, result in enumerate(results):
        _check(result, f"results[{place}]")
    world.inline[query] = params
    return True


def _check(result: Json, where: str) -> None:
    """What becomes a message must be one that could be sent."""
    article = checked_object("InlineQueryResultArticle", result, where)
    content = checked_object("InputTextMessageContent", article["input_message_content"], f"{where}.content")
    text, _ = posting.formatted(content, "message_text", "entities")
    if not text:
        raise bad_request("MESSAGE_EMPTY")
    if units(text) > posting.MOST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    markup.check(article.get("reply_markup"))


def sent(world: World, message: Message, result: Json) -> Message:
    """Fill a message with what a result says; with a keyboard it can be edited by its own id."""
    content = result["input_message_content"]
    message.text, message.entities = posting.formatted(content, "message_text", "entities")
    message.markup = markup.check(result.get("reply_markup"))
    message.inline = f"inline-{world.number()}"
    return message


def found(world: World, inline: str) -> Message:
    """The message of that id, to be edited."""
    message = world.find_inline(inline)
    if message is None:
        raise bad_request("MESSAGE_ID_INVALID")
    return message
