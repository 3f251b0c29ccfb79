"""How updates are fetched: offsets, kinds, waiting, and only one poller."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from bot.sandbox import Person, SandboxServer
from tests.sandbox.conftest import Api


def test_offset_confirms(api: Api, server: SandboxServer, wang: Person) -> None:
    """Updates come until a higher offset confirms them; a negative one keeps only the last."""
    for text in "一二三":
        server.say(wang, wang, text)
    first = [update["update_id"] for update in api.ok("getUpdates", limit=2)]
    assert first == [update["update_id"] for update in api.ok("getUpdates")][:2]
    assert [u["update_id"] for u in api.ok("getUpdates", offset=first[1])] == [first[1], first[1] + 1]
    assert api.ok("getUpdates", offset=-1)[0]["message"]["text"] == "三"
    assert api.ok("getUpdates", offset=first[1] + 2) == []


def test_allowed_updates_are_remembered(api: Api, server: SandboxServer, wang: Person) -> None:
    """Kinds not asked for are never kept, and the choice outlives the request; none means the usual ones."""
    api.ok("getUpdates", allowed_updates=["edited_message"])
    message = server.say(wang, wang, "一")
    server.edit(message, "二")
    assert [list(u)[1] for u in api.updates()] == ["edited_message"]
    api.ok("getUpdates", allowed_updates=[])
    server.say(wang, wang, "三")
    assert [list(u)[1] for u in api.updates()] == ["message"]


def test_same_update_twice(api: Api, server: SandboxServer, wang: Person) -> None:
    """A repeated update has its old id, although that was confirmed."""
    server.say(wang, wang, "一")
    first = api.updates()
    server.duplicate_last_update()
    assert api.ok("getUpdates", offset=first[0]["update_id"] + 1) == first
    assert api.ok("getUpdates", offset=first[0]["update_id"] + 1) == []


def test_long_poll_ends_with_news(api: Api, server: SandboxServer, wang: Person) -> None:
    """A waiting poller gets an update when it comes, not when its time is up."""
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(api.ok, "getUpdates", timeout=50)
        server.wait_for(lambda: server.world.updates.waiting)
        began = time.monotonic()
        server.say(wang, wang, "一")
        assert len(waiting.result(timeout=9)) == 1
    assert time.monotonic() - began < 5


def test_second_poller(api: Api, server: SandboxServer) -> None:
    """A second poller ends the first with a conflict."""
    with ThreadPoolExecutor() as pool:
        first = pool.submit(api.error, "getUpdates", timeout=50)
        server.wait_for(lambda: server.world.updates.waiting)
        api.ok("getUpdates")
        assert first.result(timeout=9) == (
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        )


def test_webhook_excludes_polling(api: Api) -> None:
    """With a webhook set nobody polls, until it is deleted."""
    api.ok("setWebhook", url="http://127.0.0.1:9/hook", secret_token="a-b_C", allowed_updates=["message"])
    info = api.ok("getWebhookInfo")
    assert (info["url"], info["allowed_updates"]) == ("http://127.0.0.1:9/hook", ["message"])
    assert api.error("getUpdates") == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    assert api.error("setWebhook", url="ftp://x")[0] == 400
    assert api.error("setWebhook", url="https://x.org", secret_token="不行")[0] == 400
    api.ok("deleteWebhook", drop_pending_updates=True)
    assert api.ok("getWebhookInfo")["url"] == ""
    assert api.ok("getUpdates") == []


def test_parameters_come_in_four_ways(server: SandboxServer, api: Api, wang: Person) -> None:
    """Query, form, JSON and upload mean the same."""
    url = f"{api.root}/sendMessage"
    form = {"chat_id": str(wang.id), "text": "x", "link_preview_options": '{"is_disabled": true}'}
    answers = [
        httpx.get(url, params=form),
        httpx.post(url, data=form),
        httpx.post(url, json=form | {"chat_id": wang.id, "link_preview_options": {"is_disabled": True}}),
        httpx.post(f"{api.root}/SENDPHOTO", data={"chat_id": form["chat_id"]}, files={"photo": b"\x89PNG"}),
        httpx.post(
            f"{api.root}/sendPhoto",
            data={"chat_id": form["chat_id"], "photo": "attach://file"},
            files={"file": b"\x89PNG"},
        ),
    ]
    assert [answer.json()["ok"] for answer in answers] == [True] * 5
    assert [bool(m.photo) for m in server.said(wang)] == [False, False, False, True, True]
    assert httpx.post(url, content="{", headers={"content-type": "application/json"}).status_code == 400
