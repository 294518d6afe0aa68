"""Lagebild's application: the workspace, its database, the pages and the commands that need them."""
