"""What the readers of all forms of OFAC's lists share."""
