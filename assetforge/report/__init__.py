"""What to tell people and programs after a build."""
