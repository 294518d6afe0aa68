"""Bytes by their hash, and the Merkle log over what was done with them."""
