"""The schedule: what runs when, and after what."""
