-- Rows of records that left a feed are removed after some time. A device that has less than `floor`
-- of the feed may hold one of those records, and pulls the feed afresh.
ALTER TABLE feed ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;

-- Up to which number the changes of a replica were condensed.
ALTER TABLE replica ADD COLUMN condensed INTEGER NOT NULL DEFAULT 0;

-- How far feeds and replicas were at some moments, so that what is older than a moment is known
-- without a time in every row.
CREATE TABLE feed_mark (
  feed TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (feed, at_ms)
) WITHOUT ROWID;
CREATE TABLE replica_mark (
  replica INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (replica, at_ms)
) WITHOUT ROWID;
