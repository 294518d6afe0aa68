"""The rules of the public question site."""
