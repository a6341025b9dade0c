"""Messages of staff to a list of people: written, counted, approved, sent, stopped."""
