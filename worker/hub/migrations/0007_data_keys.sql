-- Keys with which devices seal what they hold. They are kept here, too, so that a forgotten password
-- costs nobody their unsent work. `unlock` is what the company wanted when the key was issued.
CREATE TABLE data_key (
    person TEXT NOT NULL,
    device TEXT NOT NULL,
    number INTEGER NOT NULL,
    key TEXT NOT NULL,
    unlock TEXT NOT NULL,
    PRIMARY KEY (person, device, number)
) WITHOUT ROWID;

-- Where a device must have opened its book before it may ask for anything, a hash of what only an
-- open book can tell.
ALTER TABLE session ADD COLUMN proof TEXT;
