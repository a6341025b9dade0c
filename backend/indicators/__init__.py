"""Figures over all domains: what became of the people."""
