"""The settings as an operator reads them: a table for the docs, and what is set here."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from bot.settings.environment import Environment
from bot.settings.values import NUMBERS, Limits
from bot.settings.variables import Variable


def as_markdown() -> str:
    """Return the table of all variables and of all numbers of config/bot.yaml, as docs/deploy.md has them."""
    return "\n".join([*_variables_table(), "", *_numbers_table(), ""])


def as_text(environ: Mapping[str, str]) -> Iterator[str]:
    """Return a line for each variable: its name, what counts here without secrets, and what it is."""
    environment = Environment(environ)
    shown = {variable: _shown(variable, environment.given(variable)) for variable in Variable}
    name, value = (max(map(len, words)) for words in ([v.name for v in Variable], shown.values()))
    return (f"{v.name:{name}}  {text:{value}}  {v.meaning}" for v, text in shown.items())


def numbers_as_text(limits: Limits) -> Iterator[str]:
    """Return a line for each number of config/bot.yaml: its name, what counts here, and its bounds."""
    width = max(map(len, NUMBERS))
    return (f"{name:{width}}  {value:>5}  {_bounds(name)}" for name, value in asdict(limits).items())


def _shown(variable: Variable, given: str) -> str:
    if variable.secret and given:
        return "(set)"
    return given or variable.default or "-"


def _variables_table() -> Iterator[str]:
    yield "| variable | default | what it is |"
    yield "|---|---|---|"
    for variable in Variable:
        yield f"| `{variable.name}` | {f'`{variable.default}`' if variable.default else 'none'} | {variable.meaning} |"


def _numbers_table() -> Iterator[str]:
    yield "| number in config/bot.yaml | default | bounds |"
    yield "|---|---|---|"
    for name, value in asdict(Limits()).items():
        yield f"| `{name}` | {value} | {_bounds(name)} |"


def _bounds(name: str) -> str:
    low, high = NUMBERS[name]
    return f"{low} to {high}"
