"""What a build would do, why, and for how much."""
