-- What can be destroyed lies where it can be overwritten in its place. SQLite moves rows
-- when a page is split or merged and may leave a copy behind; a row that was added at the
-- end of its table and keeps its length never moves.

-- The keys of each tree, wrapped: of its bodies and of its checkpoints. Destroyed ones are
-- overwritten with zeros of the same length.
CREATE TABLE tree_keys (
    number              INTEGER NOT NULL PRIMARY KEY,
    tree                TEXT    NOT NULL UNIQUE CHECK (length(tree) BETWEEN 1 AND 128),
    destroyed           INTEGER NOT NULL DEFAULT 0 CHECK (destroyed IN (0, 1)),
    wrapped_key         BLOB    NOT NULL CHECK (length(wrapped_key) BETWEEN 1 AND 1024),
    wrapped_signing_key BLOB    NOT NULL CHECK (length(wrapped_signing_key) BETWEEN 1 AND 1024)
) STRICT;

INSERT INTO tree_keys (tree, wrapped_key, wrapped_signing_key)
    SELECT tree, wrapped_key, wrapped_signing_key FROM families;
INSERT INTO tree_keys (tree, wrapped_key, wrapped_signing_key)
    SELECT tree, wrapped_key, wrapped_signing_key FROM private_trees;

-- At once, not in a later migration: a key that is destroyed must not lie on in a column
-- that nobody reads.
ALTER TABLE families DROP COLUMN wrapped_key;
ALTER TABLE families DROP COLUMN wrapped_signing_key;
ALTER TABLE private_trees DROP COLUMN wrapped_key;
ALTER TABLE private_trees DROP COLUMN wrapped_signing_key;

-- Entries whose body and wrapped key were overwritten with zeros.
CREATE TABLE erased (
    tree     INTEGER NOT NULL REFERENCES trees (number),
    sequence INTEGER NOT NULL,
    PRIMARY KEY (tree, sequence)
) STRICT, WITHOUT ROWID;

-- What others signed: their verifier key, their signature line, and the checkpoint that it
-- is over as the log signed it.
CREATE TABLE cosignatures (
    tree       INTEGER NOT NULL REFERENCES trees (number),
    size       INTEGER NOT NULL CHECK (size > 0),
    key        TEXT    NOT NULL CHECK (length(key) BETWEEN 1 AND 1024),
    line       TEXT    NOT NULL CHECK (length(line) BETWEEN 1 AND 1024),
    checkpoint BLOB    NOT NULL CHECK (length(checkpoint) BETWEEN 1 AND 16384),
    PRIMARY KEY (tree, size, key)
) STRICT, WITHOUT ROWID;

-- Checkpoints that carry the signatures of the old and of the new key of a tree.
CREATE TABLE handovers (
    tree       INTEGER NOT NULL REFERENCES trees (number),
    size       INTEGER NOT NULL CHECK (size > 0),
    checkpoint BLOB    NOT NULL CHECK (length(checkpoint) BETWEEN 1 AND 16384),
    PRIMARY KEY (tree, size)
) STRICT, WITHOUT ROWID;
