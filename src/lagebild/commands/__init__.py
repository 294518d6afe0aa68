"""The command line that needs no workspace."""
