"""The proof that messages are neither lost nor doubled, whatever dies: `make faults`.

The house is a black box here: its real processes on a PostgreSQL and a Redis of their own, killed
hard at random. What phones got is read in the ledger of an operator that is no part of the house.
"""
