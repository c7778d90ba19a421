-- Why a device synced: one of the words of `Cause` in sync.
ALTER TABLE sync_round ADD COLUMN cause TEXT NOT NULL DEFAULT 'unknown';
