"""From the words people use for their work to ISCO-08: in memory, without the database."""
