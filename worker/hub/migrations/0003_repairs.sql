-- How many feeds a device pulled afresh because their checksum differed.
ALTER TABLE replica ADD COLUMN repairs INTEGER NOT NULL DEFAULT 0;
