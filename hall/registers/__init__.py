"""The demonstration data-sharing gateway: registers over synthetic people and companies."""
