"""The errors that stop work, sorted by who must act; problems in the material are `Problem` values instead."""


class LagebildError(Exception):
    """Any stop that Lagebild explains: its message says what, where and what to do next."""


class SourceError(LagebildError):
    """The publisher's side failed; `temporary` tells whether a later try may succeed."""

    def __init__(self, message: str, *, temporary: bool) -> None:
        super().__init__(message)
        self.temporary = temporary


class FetchError(SourceError):
    """An address could not be fetched: not reachable, refused by our rules, or too large.

    `retry_after_s` is how long the server asked to be left alone, in seconds; None where it did not ask.
    """

    def __init__(self, message: str, *, temporary: bool, retry_after_s: int | None = None) -> None:
        super().__init__(message, temporary=temporary)
        self.retry_after_s = retry_after_s


class SourceChangedError(SourceError):
    """A field, category or count that was never seen: the last good version stays in force."""

    def __init__(self, message: str) -> None:
        super().__init__(message, temporary=False)


class DocumentError(LagebildError):
    """This document cannot be used; the next one may."""


class UnreadableError(DocumentError):
    """The bytes are no text or format that we read."""


class EncryptedError(DocumentError):
    """The document is locked by a password."""


class EmptyTextError(DocumentError):
    """The document holds no text."""


class EditionDayError(DocumentError):
    """An edition of a list of which nobody says of which day it is, or two say different days."""


class ArchiveError(LagebildError):
    """Our own store is damaged or incomplete: everything stops."""


class HashMismatchError(ArchiveError):
    """Stored bytes no longer have the hash that they are filed under."""


class MissingBytesError(ArchiveError):
    """Bytes that the record names are not in the archive."""


class RuleError(LagebildError):
    """A move that our rules forbid, such as releasing what one has reviewed oneself."""


class ConfigError(LagebildError):
    """The operator's settings or workspace are wrong; reported at the start, all at once."""
