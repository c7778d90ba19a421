-- When somebody said that a device was lost, and when the device said that it had erased itself.
ALTER TABLE replica ADD COLUMN lost_ms INTEGER;
ALTER TABLE replica ADD COLUMN erased_ms INTEGER;
