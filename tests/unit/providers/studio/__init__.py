"""The embedded provider."""
