-- What a new journal looks like. An older file comes here by the numbered migrations beside this.
-- Every sum is a CRC-32C of the row's other columns: SQLite itself does not notice a flipped bit.

-- The facts, for ever or until a signed checkpoint.
CREATE TABLE records (
  seq   INTEGER PRIMARY KEY, -- from 1, without gaps
  bytes BLOB    NOT NULL,    -- deterministic CBOR: [kind, format, ticks, wall, trusted, fields...]
  hash  BLOB    NOT NULL     -- SHA-256(hash before || bytes)
);

-- The saved state but for custody and known: one row a section. Row 0, "journal", says where the
-- journal itself stands and is written with every commit; what changes with every visit comes next,
-- so that it lies on the same page.
CREATE TABLE section (
  id     INTEGER PRIMARY KEY, -- the section's number: an index by name would cost a page
  name   TEXT    NOT NULL,
  format INTEGER NOT NULL,
  json   TEXT    NOT NULL, -- of visits and shelf, from format 2 on: a BLOB, the JSON pressed by zlib
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
