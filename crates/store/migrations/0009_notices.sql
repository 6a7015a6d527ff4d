-- Notices to browsers wait where letters do, and must not keep those waiting.

-- notice: whether it goes to a browser, not to a mailbox.
ALTER TABLE outbox ADD COLUMN notice INTEGER NOT NULL DEFAULT 0 CHECK (notice IN (0, 1));
DROP INDEX outbox_by_due;
CREATE INDEX outbox_by_due ON outbox (notice, due) WHERE given_up IS NULL;
