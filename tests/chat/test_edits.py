"""A question that its author edits."""

from bot.sandbox.model import Chat, Person
from tests.chat.harness import Bench


def test_edited_question(bench: Bench, wang: Person, group: Chat) -> None:
    """An edited question gets its answer edited in place, and the ledger follows."""
    question = bench.server.say(wang, group, "/ask 茶")
    bench.answer(question)
    bench.server.edit(question, "/ask 盐")
    bench.server.wait_for(lambda: bench.server.replies(question)[0].text == "盐从海水来。")
    assert len(bench.server.replies(question)) == 1
    row = bench.wait_row(lambda row: row["edited"] and row["state"] == "sent")
    assert (row["text"], row["edited"], row["fact_ids"]) == ("盐", 1, '["salt"]')


def test_edited_follow_up(bench: Bench, wang: Person) -> None:
    """An edited follow-up keeps the context that it had."""
    bench.ask(wang, wang, "盐")
    question = bench.server.say(wang, wang, "嗯？")
    assert bench.answer(question).text == "问茶还是盐？"
    bench.server.edit(question, "再说说")
    bench.server.wait_for(lambda: bench.server.replies(question)[0].text == "盐从海水来。")


def test_edit_that_changes_nothing(bench: Bench, wang: Person) -> None:
    """An edit that leads to the same answer is no error."""
    question = bench.server.say(wang, wang, "茶")
    bench.answer(question)
    bench.server.edit(question, "茶？")
    row = bench.wait_row(lambda row: row["edited"] and row["state"] == "sent")
    assert row["text"] == "茶？"


def test_edit_into_a_question(bench: Bench, wang: Person, group: Chat) -> None:
    """Where there was no answer, an edit brings none."""
    chatter = bench.server.say(wang, group, "茶")
    bench.server.edit(chatter, "/ask 茶")
    bench.ask(wang, group, "/ask 盐")
    assert not bench.server.replies(chatter)


def test_edit_of_an_erased_question(bench: Bench, wang: Person) -> None:
    """After /forget, an edit does not bring the words back."""
    question = bench.server.say(wang, wang, "茶")
    bench.answer(question)
    bench.ask(wang, wang, "/forget")
    bench.server.edit(question, "盐")
    bench.ask(wang, wang, "/help")
    assert bench.server.replies(question)[0].text == "茶每年三月采。"
    assert bench.rows("origin = 'question'")[0]["text"] is None
