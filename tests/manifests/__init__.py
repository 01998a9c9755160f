"""Manifests as texts, which several tests read."""
