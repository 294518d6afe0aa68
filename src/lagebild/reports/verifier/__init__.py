"""The verifier that travels in every bundle, importable here so that we run what strangers run."""
