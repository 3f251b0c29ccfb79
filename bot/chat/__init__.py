"""The Telegram edge: the only place that knows Telegram."""

import os

# Time spans as timedelta: without it python-telegram-bot warns each time that Telegram asks to wait.
os.environ.setdefault("PTB_TIMEDELTA", "true")
