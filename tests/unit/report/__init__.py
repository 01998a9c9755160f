"""What became of a build."""
