"""Bytes to text with zones and the facts that a document states about itself."""

from lagebild.documents.reader import read_document

__all__ = ["read_document"]
