"""The subcommands of the command line.

Telegram's client takes longer to import than an answer to find: whatever needs it is imported by its command alone.
"""
