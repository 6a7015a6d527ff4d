-- With what people sign in, beside a password. What was sealed opens with the instance key only.

-- id: the credential's id, as the authenticator names it.
CREATE TABLE passkeys (
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 1023),
    account TEXT    NOT NULL REFERENCES accounts (id),
    sealed  BLOB    NOT NULL CHECK (length(sealed) BETWEEN 1 AND 8192),
    created INTEGER NOT NULL,
    used    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX passkeys_by_account ON passkeys (account);

-- The secret behind codes of six digits. step: the last time step of which a code was taken.
CREATE TABLE authenticators (
    account TEXT    NOT NULL PRIMARY KEY REFERENCES accounts (id),
    sealed  BLOB    NOT NULL CHECK (length(sealed) BETWEEN 1 AND 8192),
    step    INTEGER NOT NULL,
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_codes (
    account TEXT    NOT NULL REFERENCES accounts (id),
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    used    INTEGER,
    PRIMARY KEY (account, hash)
) STRICT, WITHOUT ROWID;

-- A way back in that was asked for and waits. One an account: asking again begins anew.
-- token: the hash of the link's secret.
CREATE TABLE recoveries (
    account TEXT    NOT NULL PRIMARY KEY REFERENCES accounts (id),
    token   BLOB    NOT NULL UNIQUE CHECK (length(token) = 32),
    asked   INTEGER NOT NULL,
    due     INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- In which family somebody is with this session, and the entry of that person's private record
-- that says with what device; nothing of the device stands here.
ALTER TABLE sessions ADD COLUMN family TEXT;
ALTER TABLE sessions ADD COLUMN entry INTEGER;
