"""The contenders: each builds what it needs from a trial and then finds the entry that a text is nearest to."""

from collections.abc import Callable

from bench.trial import Trial

Find = Callable[[str], str]
"""From a text to the id of the entry that comes first; nothing where none does."""
Build = Callable[[Trial], Find]
