"""Shapes of the spine in the API: what is shown, and what may be sent."""
