"""Lagebild: sanctions monitoring from the public record, as a library of pure functions."""

__version__ = "2026.11.0"
