"""From a method's name to what it does, with the log of every request."""

from collections.abc import Callable
from typing import Any

from bot.sandbox import account, answers, editing, inline, params, posting, rooms
from bot.sandbox.errors import ApiError
from bot.sandbox.model import Call, Json
from bot.sandbox.world import World

# Sees each request before it is done; an error that it returns is the answer instead.
Intercept = Callable[[str, Json], ApiError | None]
Method = Callable[[World, Json], Any]

METHODS: dict[str, Method] = {
    "getMe": account.get_me,
    "logOut": account.granted,
    "close": account.granted,
    "setWebhook": account.set_webhook,
    "deleteWebhook": account.delete_webhook,
    "getWebhookInfo": account.webhook_info,
    "setMyCommands": account.set_commands,
    "getMyCommands": account.get_commands,
    "deleteMyCommands": account.delete_commands,
    "setMyDescription": account.set_description,
    "setMyShortDescription": account.set_short_description,
    "sendMessage": posting.send_message,
    "sendPhoto": posting.send_photo,
    "sendChatAction": posting.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageMedia": editing.edit_media,
    "editMessageReplyMarkup": editing.edit_markup,
    "deleteMessage": editing.delete,
    "pinChatMessage": editing.pin,
    "answerCallbackQuery": answers.answer_callback,
    "answerInlineQuery": inline.answer,
    "getChat": rooms.get_chat,
    "getChatMember": rooms.get_member,
    "getChatAdministrators": rooms.get_administrators,
    "leaveChat": rooms.leave,
}


class Dispatch:
    """Carries out the bot's requests, one at a time; getUpdates alone may wait."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.intercept: Intercept | None = None

    async def __call__(self, name: str, raw: Json) -> Json:
        """The JSON body that answers a request."""
        wanted: Json = raw
        try:
            name = params.canonical(name)
            wanted = params.checked(name, raw)
            self._let_intercept(name, wanted)
            answer = {"ok": True, "result": await self._result(name, wanted)}
        except ApiError as error:
            answer = error.body()
        with self.world.change():
            self.world.calls.append(Call(name, wanted, answer))
        return answer

    def _let_intercept(self, name: str, wanted: Json) -> None:
        error = self.intercept(name, wanted) if self.intercept else None
        if error:
            raise error

    async def _result(self, name: str, wanted: Json) -> Any:
        if name == "getUpdates":
            account.allow_updates(self.world, wanted)
            limit = min(max(wanted.get("limit", 100), 1), 100)
            timeout = min(max(wanted.get("timeout", 0), 0), 50)
            return await self.world.updates.poll(wanted.get("offset", 0), limit, timeout)
        with self.world.change():
            return METHODS[name](self.world, wanted)
