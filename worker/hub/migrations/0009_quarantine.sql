-- When somebody retired a device: what it still sends is kept aside, and then it erases itself.
ALTER TABLE replica ADD COLUMN retired_ms INTEGER;

-- Refused changes are listed for those who lead or supervise all branches of whoever made them.
CREATE INDEX change_refused ON change (replica, seq) WHERE code IS NOT NULL;

-- What became of a refused change: `released` as somebody's own change, or `closed`.
CREATE TABLE decision (
  replica INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  word TEXT NOT NULL,
  person TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (replica, seq)
) WITHOUT ROWID;

-- Rounds of sync in which something moved. Only the latest are kept.
CREATE TABLE sync_round (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  replica INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  received INTEGER NOT NULL,
  took_ms INTEGER NOT NULL
);
