"""The house rules that no tool knows, as functions from what is to a list of complaints."""
