"""A whole world in memory, from one number: builds, crashes and a service that goes wrong."""
