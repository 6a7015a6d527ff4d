-- With what somebody signed in is told by an entry of the private record, whose words can be
-- erased. A copy here would outlive them, and nothing reads it: it stays empty from now on.
UPDATE sessions SET device = '';
