"""What the last build made, as a file to commit."""
