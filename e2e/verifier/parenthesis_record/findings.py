"""What a verifier found: what it refuses, what it cannot tell, and what it says."""

from dataclasses import dataclass, field

REFUSED, UNKNOWN, SAID = "refused", "unknown", "said"


@dataclass
class Findings:
    """A list of (level, code, words), in the order in which they were found."""

    found: list = field(default_factory=list)

    def refuse(self, code, words):
        """Something does not hold, or evidence contradicts."""
        self.found.append((REFUSED, code, words))

    def unknown(self, code, words):
        """Something can be neither confirmed nor contradicted, or should be looked at."""
        self.found.append((UNKNOWN, code, words))

    def say(self, code, words):
        """Something that holds."""
        self.found.append((SAID, code, words))

    @property
    def valid(self):
        """Whether nothing was refused."""
        return all(level != REFUSED for level, _, _ in self.found)
