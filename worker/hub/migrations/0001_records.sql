-- Records, the feeds that hold them, and every change ever received.

-- A batch writes a row that breaks the check when what it was planned on has changed.
CREATE TABLE guard (holds INTEGER NOT NULL CONSTRAINT guard CHECK (holds = 1));

-- The canonical records. Small columns come first: `doc` may run over many pages.
CREATE TABLE record (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  root TEXT NOT NULL,
  version INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  doc TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX record_by_root ON record (root);
CREATE INDEX record_branches ON record (kind) WHERE kind = 'branch';

CREATE TABLE feed (
  feed TEXT PRIMARY KEY,
  head INTEGER NOT NULL,
  count INTEGER NOT NULL,
  sum INTEGER NOT NULL
) WITHOUT ROWID;

-- One row for each record that is or was in a feed, moved to a new number when it changes.
CREATE TABLE feed_row (
  feed TEXT NOT NULL,
  record TEXT NOT NULL,
  number INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  PRIMARY KEY (feed, record)
) WITHOUT ROWID;
CREATE INDEX feed_row_by_number ON feed_row (feed, number);

-- One person in one device's database. Number 0 is the server itself.
CREATE TABLE replica (
  number INTEGER PRIMARY KEY,
  person TEXT NOT NULL,
  device TEXT NOT NULL,
  label TEXT NOT NULL,
  mark INTEGER NOT NULL,
  last_sync_ms INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  clock_error_ms INTEGER NOT NULL,
  app TEXT NOT NULL
);
INSERT INTO replica VALUES (0, '', '', '', 0, 0, 0, 0, 0, '');

CREATE TABLE change (
  replica INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  record TEXT NOT NULL,
  hash TEXT NOT NULL,
  code TEXT,
  path TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (replica, seq)
) WITHOUT ROWID;
CREATE INDEX change_by_record ON change (record);

-- Last number issued of each series that people read.
CREATE TABLE counter (
  series TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
