-- Mail that is on its way, and where somebody wants to be told of sign-ins.

-- id: random; it stands in the mail. account: with whom the mail goes when the account goes; null
-- for somebody who has none. sealed: to whom, and what the mail says. due: when it is tried next.
-- given_up: when the last try had failed.
CREATE TABLE outbox (
    id       BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    account  TEXT    REFERENCES accounts (id),
    sealed   BLOB    NOT NULL CHECK (length(sealed) BETWEEN 1 AND 32768),
    created  INTEGER NOT NULL,
    due      INTEGER NOT NULL,
    tries    INTEGER NOT NULL CHECK (tries >= 0),
    given_up INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_by_due ON outbox (due) WHERE given_up IS NULL;
CREATE INDEX outbox_by_account ON outbox (account);

-- Where alerts go, for those who chose another place than the address they sign in with.
CREATE TABLE alerts (
    account TEXT NOT NULL PRIMARY KEY REFERENCES accounts (id),
    sealed  BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND 8192)
) STRICT, WITHOUT ROWID;

-- Sign-ins on devices not known before, until the account's other sessions have seen them.
-- token: the hash of the session's secret.
CREATE TABLE new_sign_ins (
    token   BLOB    NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    account TEXT    NOT NULL REFERENCES accounts (id),
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX new_sign_ins_by_account ON new_sign_ins (account);

-- Until when no way back in can be asked for by mail, because one was stopped.
CREATE TABLE recovery_pauses (
    account TEXT    NOT NULL PRIMARY KEY REFERENCES accounts (id),
    until   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who asked for a way back in (0: somebody by mail, 1: whoever runs the server), and when the
-- mail about it was sent last.
ALTER TABLE recoveries ADD COLUMN operator INTEGER NOT NULL DEFAULT 0 CHECK (operator IN (0, 1));
ALTER TABLE recoveries ADD COLUMN mailed INTEGER NOT NULL DEFAULT 0;
