"""The demonstration: synthetic applicants, the player of scenarios, and what it tells afterwards."""
