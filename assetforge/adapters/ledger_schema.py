"""What the file of the ledger looks like; the only place that knows.

attempts    one row for each attempt to buy, written before the request is sent
one_live    a key has one live attempt at most, even if all code above it is wrong
replacing   finds results that took the place of another one, among however many there are
plans       one row for each plan that was agreed to beforehand and begun, so that none is paid for
            twice; `attempts_before` is the rowid of the last attempt by then

Credits are whole thousandths of the provider's unit, so that sums are exact; NULL is unknown and
never 0. Times are seconds since 1970. `seconds` is how long a job took, by a clock that only goes
forward; NULL where two processes saw to it.
"""

from __future__ import annotations

from typing import Final

APPLICATION: Final = 0x41464C47  # "AFLG": says whose file this is
VERSION: Final = 1
COLUMNS: Final = (
    "intent", "key", "project", "address", "run", "provider", "account", "kind", "model", "route",
    "request", "token", "reserved", "state", "job", "actual", "status", "reason", "result_url",
    "echoes", "digest", "intended_at", "submitted_at", "ended_at", "process", "made",
)  # fmt: skip

# SQLite uses a partial index only for a question that repeats its condition word for word.
IS_LIVE: Final = "state IN ('intent', 'unknown', 'submitted', 'ready')"
IS_REPLACING: Final = """state = 'stored' AND instr(made, '"replaces"')"""

# Tables that came later; a ledger of an earlier version gets them when it is next written to.
ADDITIONS: Final = (
    """
CREATE TABLE IF NOT EXISTS plans (
  nonce TEXT NOT NULL PRIMARY KEY,
  project TEXT NOT NULL,
  begun_at REAL NOT NULL,
  attempts_before INTEGER NOT NULL,
  done_at REAL
)""",
)
CREATION: Final = (
    """
CREATE TABLE attempts (
  intent TEXT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL,
  project TEXT NOT NULL,
  address TEXT NOT NULL,
  run TEXT NOT NULL,
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  model TEXT,
  route TEXT NOT NULL,
  request TEXT NOT NULL,
  token TEXT,
  reserved INTEGER CHECK (reserved >= 0),
  state TEXT NOT NULL CHECK (state IN (
    'intent', 'unknown', 'submitted', 'ready', 'stored', 'failed', 'void', 'abandoned')),
  job TEXT,
  actual INTEGER CHECK (actual >= 0),
  status INTEGER,
  reason TEXT NOT NULL,
  result_url TEXT,
  echoes INTEGER,
  digest TEXT,
  intended_at REAL NOT NULL,
  submitted_at REAL,
  ended_at REAL,
  process TEXT NOT NULL,
  made TEXT NOT NULL,
  seconds REAL,
  version TEXT NOT NULL
)""",
    f"CREATE UNIQUE INDEX one_live ON attempts (key) WHERE {IS_LIVE}",
    f"CREATE INDEX replacing ON attempts (key) WHERE {IS_REPLACING}",
    "CREATE INDEX of_a_day ON attempts (provider, intended_at)",
    "CREATE INDEX of_a_run ON attempts (run)",
    "CREATE INDEX of_a_model ON attempts (provider, model, kind, intended_at)",
    "CREATE INDEX of_a_route ON attempts (provider, route, intended_at)",
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
    *ADDITIONS,
)

# What holds for each connection. The full flush is macOS's own; elsewhere it changes nothing.
SAFETY: Final = (
    "PRAGMA busy_timeout = 30000",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA fullfsync = 1",
    "PRAGMA checkpoint_fullfsync = 1",
)
# A rollback journal wants its folder flushed too, or the last commit may be undone by a power loss.
SYNCHRONOUS: Final = {"wal": "PRAGMA synchronous = FULL", "delete": "PRAGMA synchronous = EXTRA"}
