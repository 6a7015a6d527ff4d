-- What a member was shown and told, where calendars and messages about it go. Rows of a member go
-- with the membership, and a device that is told goes with its session.

-- Up to which entry of the family's record a topic was shown to its reader.
-- topic: what stands for the topic; 16 bytes.
CREATE TABLE shown (
    family TEXT    NOT NULL,
    member TEXT    NOT NULL,
    topic  BLOB    NOT NULL CHECK (length(topic) = 16),
    up_to  INTEGER NOT NULL CHECK (up_to >= 0),
    PRIMARY KEY (family, member, topic),
    FOREIGN KEY (family, member) REFERENCES memberships (family, member)
) STRICT, WITHOUT ROWID;

-- Up to which entry of the family's record a member was told of what came.
-- state: what the schedule of telling remembers, sealed.
CREATE TABLE notified (
    family TEXT    NOT NULL,
    member TEXT    NOT NULL,
    up_to  INTEGER NOT NULL CHECK (up_to >= 0),
    state  BLOB    NOT NULL CHECK (length(state) BETWEEN 1 AND 1024),
    PRIMARY KEY (family, member),
    FOREIGN KEY (family, member) REFERENCES memberships (family, member)
) STRICT, WITHOUT ROWID;

-- Secret addresses of calendars. token: the hash of the address's secret. sealed: what it shows.
CREATE TABLE feeds (
    token   BLOB    NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    family  TEXT    NOT NULL,
    member  TEXT    NOT NULL,
    sealed  BLOB    NOT NULL CHECK (length(sealed) BETWEEN 1 AND 1024),
    created INTEGER NOT NULL,
    FOREIGN KEY (family, member) REFERENCES memberships (family, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX feeds_by_member ON feeds (family, member);

-- Browsers that asked to be told. token: the hash of the session's secret in which that was asked.
-- sealed: where messages go, and with which keys. failed: how often sending there failed.
CREATE TABLE pushes (
    id      BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    account TEXT    NOT NULL REFERENCES accounts (id),
    token   BLOB    NOT NULL REFERENCES sessions (token),
    sealed  BLOB    NOT NULL CHECK (length(sealed) BETWEEN 1 AND 4096),
    created INTEGER NOT NULL,
    failed  INTEGER NOT NULL CHECK (failed >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX pushes_by_account ON pushes (account);
CREATE INDEX pushes_by_token ON pushes (token);
