"""The vocabulary: values that every other package speaks in. Imports none of ours."""
