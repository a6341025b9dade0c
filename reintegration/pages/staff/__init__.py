"""Staff's pages over files: find, open, register, judge doubles, decide plans, ask."""
