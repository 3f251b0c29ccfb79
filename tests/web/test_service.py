"""The webhook as a stranger and as Telegram see it."""

from collections.abc import Mapping

import httpx
import pytest

from bot.core.records.record import StorageError
from bot.web.service import LARGEST, SECRET, Back, service

WORD = "abcdefghij-0123456789"


class Taken:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.updates: list[Mapping[str, object]] = []
        self.broken = False

    async def take(self, update: Mapping[str, object]) -> None:
        """Keep an update."""
        if self.broken:
            raise StorageError("away")
        self.updates.append(update)

    async def problems(self) -> list[str]:
        """Say what is unfit."""
        return ["the database does not work"] if self.broken else []

    async def metrics(self) -> bytes:
        """Say something."""
        return b"dealbot_answers_total 1\n"

    def client(self, secret: str = WORD) -> httpx.AsyncClient:
        """A client of the service."""
        app = service(Back(self.take, self.problems, self.metrics), "/hook", secret)
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")


async def test_telegram_delivers() -> None:
    """An update with the secret is kept before it is acknowledged."""
    taken = Taken()
    async with taken.client() as client:
        answer = await client.post("/hook", json={"update_id": 7}, headers={SECRET: WORD})
    assert (answer.status_code, taken.updates) == (200, [{"update_id": 7}])


@pytest.mark.parametrize("headers", [{}, {SECRET: ""}, {SECRET: "wrong"}, {SECRET: WORD + "x"}])
async def test_strangers(headers: dict[str, str]) -> None:
    """Nobody without the secret gets an update in."""
    taken = Taken()
    async with taken.client() as client:
        answer = await client.post("/hook", json={"update_id": 7}, headers=headers)
    assert (answer.status_code, taken.updates) == (403, [])


async def test_what_is_no_update() -> None:
    """Other methods, other paths, too much, and what is no update are refused."""
    taken = Taken()
    async with taken.client() as client:
        known = {SECRET: WORD}
        said = [
            (await client.get("/hook", headers=known)).status_code,
            (await client.post("/other", json={"update_id": 7}, headers=known)).status_code,
            (await client.post("/hook", content=b" " * (LARGEST + 1), headers=known)).status_code,
            (await client.post("/hook", content=b"{", headers=known)).status_code,
            (await client.post("/hook", json={"update_id": "7"}, headers=known)).status_code,
        ]
    assert said == [405, 404, 413, 400, 400]
    assert not taken.updates


async def test_database_away() -> None:
    """An update that cannot be kept is not acknowledged, and the service says that it is unfit."""
    taken = Taken()
    async with taken.client() as client:
        fit = await client.get("/healthz")
        taken.broken = True
        answer = await client.post("/hook", json={"update_id": 7}, headers={SECRET: WORD})
        unfit = await client.get("/healthz")
        metrics = await client.get("/metrics")
    assert (fit.status_code, answer.status_code, unfit.status_code) == (200, 503, 503)
    assert unfit.json() == {"fit": False, "problems": ["the database does not work"]}
    assert "dealbot_answers_total 1" in metrics.text


def test_no_secret() -> None:
    """A webhook without a secret is not even built."""
    with pytest.raises(ValueError, match="secret"):
        Taken().client(secret="")
