"""The CI kit, run for real: its workflows on a small runner, against git, a sandbox and folders."""
