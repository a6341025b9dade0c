"""Who fits which vacancy, and why: pure, plain data in and out. docs/matching.md explains it."""
