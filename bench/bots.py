"""`python -m bench.bots KIND PORT API DATABASE`: one bot behind a webhook, to be measured from outside."""

import asyncio
import sys
from dataclasses import replace
from typing import Any

from bench.telegram import SECRET, TOKEN
from bot.settings import Limits, Web, load_settings


def dealbot(port: int, api: str, database: str) -> None:
    """The whole bot, all limits off."""
    from bot.answering import load_living
    from bot.app import run

    settings = load_settings(environ={})
    limits = Limits(
        flood_burst=1000, sends_per_second=0, chat_pause_ms=0, group_sends_per_minute=0, sends_at_once=16,
        updates_at_once=16, person_daily=0,
    )  # fmt: skip
    web = Web("127.0.0.1", port, "https://bot.example/hook", SECRET)
    chosen = replace(
        settings, token=TOKEN, api_root=api, database=database, limits=limits, web=web, log_level="WARNING"
    )
    sys.exit(run(chosen, load_living(settings)))


def telegram_echo(port: int, api: str, _: str) -> None:
    """An echo on python-telegram-bot as its own custom-webhook example has it: Starlette before its queue."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route
    from telegram import ReplyParameters, Update
    from telegram.ext import Application, MessageHandler, filters

    async def echo(update: Update, _: Any) -> None:
        message = update.message
        if message and message.text:
            await message.reply_text(message.text, reply_parameters=ReplyParameters(message.message_id))

    async def main() -> None:
        builder = Application.builder().token(TOKEN).updater(None).concurrent_updates(16)
        app = builder.base_url(f"{api}/bot").build()
        app.add_handler(MessageHandler(filters.TEXT, echo))

        async def take(request: Request) -> Response:
            await app.update_queue.put(Update.de_json(await request.json(), app.bot))
            return Response()

        routes = [Route("/hook", take, methods=["POST"])]
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), port=port, log_config=None, access_log=False))
        async with app:
            await app.start()
            await server.serve()
            await app.stop()

    asyncio.run(main())


def aiogram_echo(port: int, api: str, _: str) -> None:
    """An echo on aiogram 3 with its own aiohttp webhook."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler
    from aiohttp import web

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.reply(message.text or "")

    app = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(app, "/hook")
    web.run_app(app, host="127.0.0.1", port=port, print=None)


BOTS = {"dealbot": dealbot, "telegram": telegram_echo, "aiogram": aiogram_echo}

if __name__ == "__main__":
    BOTS[sys.argv[1]](int(sys.argv[2]), sys.argv[3], sys.argv[4])
