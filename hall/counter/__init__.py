"""The counter: a draft from the first question to the launched case."""
