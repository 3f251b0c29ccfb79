"""All of the storage behind one door."""

from pathlib import Path

from bot.storage.chats import Chats
from bot.storage.ledger import Ledger
from bot.storage.privacy import Privacy
from bot.storage.thread import Thread
from bot.storage.updates import Updates


class Storage:
    """The ledger, the chats, the updates and the eraser, over one database file."""

    def __init__(self, path: Path) -> None:
        self._thread = Thread(path)
        self.ledger = Ledger(self._thread)
        self.chats = Chats(self._thread)
        self.updates = Updates(self._thread)
        self.privacy = Privacy(self._thread)

    def close(self) -> None:
        """Close the database file."""
        self._thread.close()
