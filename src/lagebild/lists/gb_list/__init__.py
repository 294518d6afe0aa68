"""What the readers of the two British lists share."""
