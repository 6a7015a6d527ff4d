-- Tablets with which children call. A tablet is nobody's session: it opens a page of faces, until a
-- parent ends it. Rows go with the membership of who paired them.

-- token: the hash of the secret in the tablet's cookie. member: who paired it. sealed: which tablet
-- of the record it is, and how its page looks.
CREATE TABLE tablets (
    token   BLOB    NOT NULL PRIMARY KEY CHECK (length(token) = 32),
    family  TEXT    NOT NULL,
    member  TEXT    NOT NULL,
    sealed  BLOB    NOT NULL CHECK (length(sealed) BETWEEN 1 AND 1024),
    created INTEGER NOT NULL,
    FOREIGN KEY (family, member) REFERENCES memberships (family, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX tablets_by_member ON tablets (family, member);
