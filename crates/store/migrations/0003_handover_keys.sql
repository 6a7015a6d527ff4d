-- The key that a handover gave up, so that whoever never saw it can follow the handover. Not
-- known of those that were made before.
ALTER TABLE handovers ADD COLUMN old_key TEXT CHECK (length(old_key) BETWEEN 1 AND 1024);
