"""The scenes of posters."""
