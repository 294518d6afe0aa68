"""One function, one transaction, one verb: everything that changes the record."""
