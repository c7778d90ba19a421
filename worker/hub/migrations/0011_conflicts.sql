-- How many conflicts a round of sync brought up.
ALTER TABLE sync_round ADD COLUMN conflicts INTEGER NOT NULL DEFAULT 0;
