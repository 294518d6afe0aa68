"""Text to annotations: who is mentioned, which rule is cited, when, how many, what happened, who demands what."""

from lagebild.reading.rules import RuleReader

__all__ = ["RuleReader"]
