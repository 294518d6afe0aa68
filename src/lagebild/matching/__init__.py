"""Names compared, found in lists and in texts, with the two values that made each score."""

from lagebild.matching.compare import ALERT_THRESHOLD, compare_names
from lagebild.matching.entry import IndexEntry
from lagebild.matching.index import NameIndex
from lagebild.matching.scanner import Scanner

__all__ = ["ALERT_THRESHOLD", "IndexEntry", "NameIndex", "Scanner", "compare_names"]
