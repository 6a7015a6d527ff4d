-- The first schema. A migration that shipped is never edited: expand in a later
-- one, move the code over, contract in one after that.
-- Times are milliseconds since 1970-01-01T00:00Z.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta (key, value) VALUES ('format', '1');

-- A tree's head: how many entries it has and the checkpoint signed for them.
-- The number stands for the origin in the table below, to keep its index short.
CREATE TABLE trees (
    number     INTEGER NOT NULL PRIMARY KEY,
    origin     TEXT    NOT NULL UNIQUE CHECK (length(origin) BETWEEN 1 AND 128),
    size       INTEGER NOT NULL CHECK (size >= 0),
    checkpoint BLOB    NOT NULL
) STRICT;

-- Entries lie in the order in which they came, whatever their tree: rows are written at
-- the end of the table, and only the short index is touched in many places.
-- command: the command that wrote the entry, if its id counts within this tree.
-- hashes: the stored hashes that the entry completes, 32 bytes each, its own record hash
-- first. body and wrapped_key are null once erased.
CREATE TABLE entries (
    place       INTEGER NOT NULL PRIMARY KEY,
    tree        INTEGER NOT NULL REFERENCES trees (number),
    sequence    INTEGER NOT NULL CHECK (sequence >= 0),
    command     TEXT,
    leaf        BLOB    NOT NULL,
    hashes      BLOB    NOT NULL,
    body        BLOB,
    wrapped_key BLOB
) STRICT;

CREATE UNIQUE INDEX entries_by_sequence ON entries (tree, sequence);

CREATE TABLE families (
    id                  TEXT    NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 128),
    tree                TEXT    NOT NULL UNIQUE CHECK (length(tree) BETWEEN 1 AND 128),
    wrapped_key         BLOB    NOT NULL,
    wrapped_signing_key BLOB    NOT NULL,
    created             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE private_trees (
    family              TEXT NOT NULL REFERENCES families (id),
    member              TEXT NOT NULL CHECK (length(member) BETWEEN 1 AND 128),
    tree                TEXT NOT NULL UNIQUE CHECK (length(tree) BETWEEN 1 AND 128),
    wrapped_key         BLOB NOT NULL,
    wrapped_signing_key BLOB NOT NULL,
    PRIMARY KEY (family, member)
) STRICT, WITHOUT ROWID;

-- password is null for an account that signs in with passkeys only.
CREATE TABLE accounts (
    id       TEXT    NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 128),
    email    TEXT    NOT NULL UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
    password TEXT    CHECK (length(password) BETWEEN 1 AND 512),
    language TEXT    NOT NULL CHECK (length(language) BETWEEN 1 AND 35),
    created  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE memberships (
    account TEXT    NOT NULL REFERENCES accounts (id),
    family  TEXT    NOT NULL REFERENCES families (id),
    member  TEXT    NOT NULL CHECK (length(member) BETWEEN 1 AND 128),
    created INTEGER NOT NULL,
    PRIMARY KEY (account, family),
    UNIQUE (family, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
    token   BLOB    NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    family  TEXT    NOT NULL REFERENCES families (id),
    member  TEXT    NOT NULL CHECK (length(member) BETWEEN 1 AND 128),
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX invitations_by_family ON invitations (family, member);

CREATE TABLE sessions (
    token     BLOB    NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    account   TEXT    NOT NULL REFERENCES accounts (id),
    device    TEXT    NOT NULL CHECK (length(device) <= 256),
    created   INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    expires   INTEGER NOT NULL,
    revoked   INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_account ON sessions (account);
