-- What a new journal looks like. An older file comes here by the numbered migrations beside this.
-- Every sum is a CRC-32C of the row's other columns: SQLite itself does not notice a flipped bit.

-- One row: where the journal stands. Written with every commit.
CREATE TABLE meta (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  epoch         BLOB    NOT NULL, -- 8 random bytes, drawn when the file was created
  boots         INTEGER NOT NULL, -- lives of the program over this file
  ended         TEXT,             -- why the last life ended in order; NULL while one runs or after a cut
  recorded      INTEGER NOT NULL, -- number of the last record
  hash          BLOB    NOT NULL, -- of the chain after it
  applied       INTEGER NOT NULL, -- the centre has applied everything up to here
  ticks         INTEGER NOT NULL, -- milliseconds that this journal has lived
  wall_floor    INTEGER NOT NULL, -- epoch milliseconds of the latest trusted time
  section_rows  INTEGER NOT NULL, -- how many rows the table has, and the sum of their sums
  section_sum   INTEGER NOT NULL,
  custody_rows  INTEGER NOT NULL,
  custody_sum   INTEGER NOT NULL,
  known_rows    INTEGER NOT NULL,
  known_sum     INTEGER NOT NULL,
  sum           INTEGER NOT NULL
);

-- The facts, for ever or until a signed checkpoint.
CREATE TABLE records (
  seq   INTEGER PRIMARY KEY, -- from 1, without gaps
  bytes BLOB    NOT NULL,    -- deterministic CBOR: [kind, format, ticks, wall, trusted, fields...]
  hash  BLOB    NOT NULL     -- SHA-256(hash before || bytes)
);

-- The saved state but for custody and known: one row a section.
CREATE TABLE section (
  id     INTEGER PRIMARY KEY, -- the section's number: an index by name would cost a page
  name   TEXT    NOT NULL,
  format INTEGER NOT NULL,
  json   TEXT    NOT NULL,
  sum    INTEGER NOT NULL
);

-- One row an item. The door comes first in the key, so that what a patron takes from one shelf
-- lies on few pages.
CREATE TABLE custody (
  door  TEXT    NOT NULL,
  tag   TEXT    NOT NULL,
  place TEXT    NOT NULL, -- JSON
  sum   INTEGER NOT NULL,
  PRIMARY KEY (door, tag)
) WITHOUT ROWID;

-- One row a patron of whom the centre has spoken.
CREATE TABLE known (
  patron     TEXT    PRIMARY KEY,
  may_borrow INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  sum        INTEGER NOT NULL
) WITHOUT ROWID;
