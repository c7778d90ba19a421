-- Who may sign in. The address is a field of the staff record, so that it has one home.
CREATE TABLE credential (
    person TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    sample INTEGER NOT NULL,
    disabled INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX staff_email ON record (lower(json_extract(doc, '$.f.email'))) WHERE kind = 'staff';

-- Only hashes of tokens are kept: a copy of the database signs nobody in.
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX session_person ON session (person);

-- Browsers in which a person has signed in before.
CREATE TABLE known_browser (
    token_hash TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (token_hash, person)
) WITHOUT ROWID;

CREATE TABLE throttle (
    bucket TEXT PRIMARY KEY,
    attempts INTEGER NOT NULL,
    until_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- What happened to accounts, without personal values. It only grows.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    event TEXT NOT NULL,
    actor TEXT,
    subject TEXT
);

CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;

CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;
