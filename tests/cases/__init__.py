"""Stories: each folder is a project and a session.txt of commands and what they print."""
