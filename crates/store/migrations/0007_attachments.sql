-- Files that belong to an entry, each sealed apart, so that one is read or destroyed without the
-- others. Like entries they are added at the end of the table and keep their length: what is
-- destroyed is overwritten with zeros in its place.
-- part: its place in the entry; 0 is the body, which stands with the entry.
-- sealed comes last: SQLite then overwrites it without holding as many zeros in memory.
CREATE TABLE attachments (
    place       INTEGER NOT NULL PRIMARY KEY,
    tree        INTEGER NOT NULL REFERENCES trees (number),
    sequence    INTEGER NOT NULL,
    part        INTEGER NOT NULL CHECK (part BETWEEN 1 AND 63),
    destroyed   INTEGER NOT NULL DEFAULT 0 CHECK (destroyed IN (0, 1)),
    wrapped_key BLOB    NOT NULL CHECK (length(wrapped_key) BETWEEN 1 AND 1024),
    sealed      BLOB    NOT NULL CHECK (length(sealed) BETWEEN 1 AND 22021120),
    FOREIGN KEY (tree, sequence) REFERENCES entries (tree, sequence)
) STRICT;

CREATE UNIQUE INDEX attachments_by_part ON attachments (tree, sequence, part);
