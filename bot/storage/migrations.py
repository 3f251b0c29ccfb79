"""The tables, one migration per change. Written ones are never altered: add another."""

from collections.abc import Callable
from dataclasses import asdict

from bot.storage.db import Db

Prepare = Callable[[Db], object]
"""What is done with a database as soon as it is open."""

MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "ledger",
        (
            """CREATE TABLE IF NOT EXISTS ledger (
                id {key}, update_id {int} NOT NULL, at TEXT NOT NULL, origin TEXT NOT NULL, chat_id {int} NOT NULL,
                topic_id {int}, person_id {int}, message_id {int} NOT NULL, answer_id {int}, text TEXT, trigger TEXT,
                follows {int}, kind TEXT NOT NULL, fact_ids TEXT NOT NULL, scores TEXT, evidence TEXT,
                reply_text TEXT NOT NULL, reply_html TEXT, buttons TEXT, edited {int}, state TEXT NOT NULL, error TEXT,
                moved_from {int}
            ) {strict}""",
            "CREATE UNIQUE INDEX IF NOT EXISTS idx_ledger_update_id ON ledger (update_id)",
            "CREATE INDEX IF NOT EXISTS idx_ledger_chat_id_answer_id ON ledger (chat_id, answer_id)",
            "CREATE INDEX IF NOT EXISTS idx_ledger_chat_id_message_id ON ledger (chat_id, message_id)",
            "CREATE INDEX IF NOT EXISTS idx_ledger_person_id_chat_id_at ON ledger (person_id, chat_id, at)",
            "CREATE INDEX IF NOT EXISTS idx_ledger_at ON ledger (at)",
        ),
    ),
    (
        "chats",
        ("CREATE TABLE IF NOT EXISTS chats (id {int} PRIMARY KEY, paused {int} NOT NULL DEFAULT 0) {strict}",),
    ),
    (
        "inbox",
        (
            "DROP TABLE IF EXISTS updates",
            """CREATE TABLE inbox (
                id {int} PRIMARY KEY, chat_id {int} NOT NULL, person_id {int}, body TEXT NOT NULL, state TEXT NOT NULL,
                at {real} NOT NULL, until {real} NOT NULL DEFAULT 0, attempts {int} NOT NULL DEFAULT 0,
                error TEXT NOT NULL DEFAULT ''
            ) {strict}""",
            "CREATE INDEX inbox_open ON inbox (chat_id, id) WHERE state IN ('waiting', 'claimed')",
            "CREATE INDEX inbox_state ON inbox (state, id)",
            "CREATE INDEX inbox_at ON inbox (at)",
        ),
    ),
    (
        "outbox",
        (
            """CREATE TABLE outbox (
                id {key}, entry_id {int} NOT NULL, chat_id {int} NOT NULL, action TEXT NOT NULL,
                priority {int} NOT NULL, state TEXT NOT NULL, at {real} NOT NULL, due {real} NOT NULL,
                until {real} NOT NULL DEFAULT 0, started {real} NOT NULL DEFAULT 0, attempts {int} NOT NULL DEFAULT 0,
                error TEXT NOT NULL DEFAULT ''
            ) {strict}""",
            "CREATE INDEX outbox_open ON outbox (chat_id, priority, id) WHERE state IN ('waiting', 'claimed')",
            "CREATE INDEX outbox_state ON outbox (state, priority, id)",
            "CREATE INDEX outbox_started ON outbox (chat_id, started)",
        ),
    ),
    (
        "versions",
        ("CREATE TABLE versions (name TEXT PRIMARY KEY, number {int} NOT NULL) {strict}",),
    ),
    (
        "revisions",
        (
            """CREATE TABLE revisions (
                id {key}, fact TEXT NOT NULL, number {int} NOT NULL, change TEXT NOT NULL, fields TEXT NOT NULL,
                asks TEXT NOT NULL, was TEXT NOT NULL, stage TEXT NOT NULL, at TEXT NOT NULL, person_id {int} NOT NULL,
                second_id {int}
            ) {strict}""",
            "CREATE UNIQUE INDEX revisions_fact_number ON revisions (fact, number)",
        ),
    ),
    (
        "corrections",
        (
            """CREATE TABLE carries (
                entry_id {int} NOT NULL, fact TEXT NOT NULL, number {int} NOT NULL, PRIMARY KEY (entry_id, fact)
            ) {strict}""",
            "CREATE INDEX carries_fact_number ON carries (fact, number)",
            """CREATE TABLE corrections (
                id {key}, fact TEXT NOT NULL, number {int} NOT NULL, state TEXT NOT NULL, chat_id {int} NOT NULL,
                person_id {int} NOT NULL, at TEXT NOT NULL
            ) {strict}""",
            "ALTER TABLE outbox ADD COLUMN correction_id {int}",
            "CREATE INDEX outbox_correction ON outbox (correction_id)",
        ),
    ),
    (
        "cards",
        (
            "CREATE TABLE house (name TEXT PRIMARY KEY, value {int} NOT NULL) {strict}",
            """CREATE TABLE cards (
                id {key}, key TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, person_id {int},
                verdict TEXT NOT NULL DEFAULT ''
            ) {strict}""",
            "CREATE UNIQUE INDEX cards_open ON cards (key) WHERE state = 'open'",
            """CREATE TABLE askers (
                entry_id {int} PRIMARY KEY, card_id {int} NOT NULL, told {int} NOT NULL DEFAULT 0
            ) {strict}""",
            "CREATE INDEX askers_card ON askers (card_id)",
        ),
    ),
    (
        "moderators",
        (
            "CREATE TABLE moderators (id {int} PRIMARY KEY, appointed_by {int} NOT NULL, at TEXT NOT NULL) {strict}",
            """CREATE TABLE audit (
                id {key}, at TEXT NOT NULL, person_id {int} NOT NULL, chat_id {int} NOT NULL, action TEXT NOT NULL,
                detail TEXT NOT NULL
            ) {strict}""",
        ),
    ),
    (
        "policies",
        (
            "ALTER TABLE chats ADD COLUMN policy TEXT NOT NULL DEFAULT '{{}}'",
            "ALTER TABLE cards ADD COLUMN why TEXT NOT NULL DEFAULT 'uncovered'",
            "DROP INDEX cards_open",
            "CREATE UNIQUE INDEX cards_open ON cards (why, key) WHERE state = 'open'",
        ),
    ),
    (
        "votes",
        (
            """CREATE TABLE votes (
                id {key}, entry_id {int} NOT NULL, said TEXT NOT NULL, fact TEXT NOT NULL, person_id {int},
                value {int} NOT NULL, weighs {int} NOT NULL, at TEXT NOT NULL, update_id {int} NOT NULL, reason TEXT,
                words TEXT, told {int} NOT NULL DEFAULT 0
            ) {strict}""",
            "CREATE UNIQUE INDEX votes_entry ON votes (entry_id, said, person_id)",
            "CREATE INDEX votes_person ON votes (person_id)",
            "CREATE INDEX votes_at ON votes (at)",
            """CREATE TABLE doubts (
                entry_id {int} NOT NULL, said TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL,
                PRIMARY KEY (entry_id, said)
            ) {strict}""",
        ),
    ),
    (
        "modes",
        (
            "CREATE INDEX ledger_chat_at ON ledger (chat_id, at)",
            "CREATE INDEX ledger_held ON ledger (at) WHERE state = 'held'",
        ),
    ),
    (
        "copies",
        (
            "ALTER TABLE ledger ADD COLUMN inline_id TEXT",
            "CREATE UNIQUE INDEX ledger_inline ON ledger (inline_id) WHERE inline_id IS NOT NULL",
            """CREATE TABLE offers (
                fact TEXT NOT NULL, number {int} NOT NULL, n {int} NOT NULL, PRIMARY KEY (fact, number)
            ) {strict}""",
        ),
    ),
    (
        "steps",
        (
            "CREATE TABLE deeds (update_id {int} PRIMARY KEY, revision_id {int}) {strict}",
            "ALTER TABLE corrections ADD COLUMN notify {int} NOT NULL DEFAULT 0",
            "ALTER TABLE carries ADD COLUMN reached {int} NOT NULL DEFAULT 0",
            "UPDATE carries SET reached = number",
            "CREATE INDEX carries_fact_reached ON carries (fact, reached)",
            "ALTER TABLE audit ADD COLUMN was TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE audit ADD COLUMN became TEXT NOT NULL DEFAULT ''",
        ),
    ),
    (
        "reviews",
        (
            "ALTER TABLE cards ADD COLUMN version {int} NOT NULL DEFAULT 1",
            "ALTER TABLE cards ADD COLUMN attended {int} NOT NULL DEFAULT 0",
            "ALTER TABLE cards ADD COLUMN shows {int} NOT NULL DEFAULT 0",
            "ALTER TABLE cards ADD COLUMN name TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE cards ADD COLUMN settled_at TEXT",
            "ALTER TABLE cards ADD COLUMN detail TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE cards ADD COLUMN good {int}",
            "ALTER TABLE cards ADD COLUMN fact TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE cards ADD COLUMN revision_id {int}",
            "ALTER TABLE cards ADD COLUMN merged_into {int}",
            "ALTER TABLE cards ADD COLUMN claimed_by {int}",
            "ALTER TABLE cards ADD COLUMN claimed_name TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE cards ADD COLUMN claimed_at TEXT",
            "ALTER TABLE cards ADD COLUMN awaits {int} NOT NULL DEFAULT 0",
            "UPDATE cards SET attended = 1, settled_at = at WHERE state = 'done'",
            "UPDATE cards SET detail = verdict, verdict = 'earlier' WHERE state = 'done'",
            "CREATE INDEX cards_merged ON cards (merged_into)",
            "CREATE INDEX cards_due ON cards (id) WHERE version > attended",
            "CREATE INDEX cards_settled ON cards (settled_at) WHERE good IS NOT NULL",
            "CREATE TABLE mutes (person_id {int} PRIMARY KEY, until TEXT NOT NULL, muted_by {int} NOT NULL) {strict}",
        ),
    ),
    (
        "figures",
        (
            "ALTER TABLE ledger ADD COLUMN asked TEXT",
            "ALTER TABLE ledger ADD COLUMN took {real}",
            "CREATE INDEX ledger_person_asked ON ledger (person_id, at) WHERE origin = 'question' AND trigger IS NULL",
            "CREATE INDEX ledger_chat_asked ON ledger (chat_id, at) WHERE origin = 'question' AND trigger IS NULL",
        ),
    ),
    (
        "places",
        (
            "ALTER TABLE ledger ADD COLUMN picture TEXT",
            "CREATE TABLE places (id {int} PRIMARY KEY, title TEXT NOT NULL, channel {int} NOT NULL) {strict}",
        ),
    ),
    (
        "reasons",
        (
            """CREATE TABLE askers_by_card (
                entry_id {int} NOT NULL, card_id {int} NOT NULL, told {int} NOT NULL DEFAULT 0,
                PRIMARY KEY (entry_id, card_id)
            ) {strict}""",
            "INSERT INTO askers_by_card (entry_id, card_id, told) SELECT entry_id, card_id, told FROM askers",
            "DROP TABLE askers",
            "ALTER TABLE askers_by_card RENAME TO askers",
            "CREATE INDEX askers_card ON askers (card_id)",
        ),
    ),
)


def migrate(db: Db) -> list[str]:
    """Bring the tables up to date and return the names of the migrations that this took."""
    if db.dialect.lock:
        db.query(db.dialect.lock)
    db.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)")
    known = {row["name"] for row in db.query("SELECT name FROM migrations")}
    new = [(name, statements) for name, statements in MIGRATIONS if name not in known]
    for name, statements in new:
        for statement in statements:
            db.execute(statement.format(**asdict(db.dialect)))
        db.execute("INSERT INTO migrations (name) VALUES (:name)", name=name)
    return [name for name, _ in new]


def leave(_: Db) -> None:
    """Do nothing, where the tables are to be looked at as they are."""


def difference(db: Db) -> tuple[list[str], list[str]]:
    """Return the migrations that a database lacks, and those of it that this program does not know."""
    there = {row["name"] for row in db.query(db.dialect.tables)}
    done = [row["name"] for row in db.query("SELECT name FROM migrations")] if "migrations" in there else []
    known = [name for name, _ in MIGRATIONS]
    return [name for name in known if name not in done], [name for name in done if name not in known]
