"""Sixty-four openings in one step: by LLVM where numba is installed, by numpy where it is not."""

from importlib import import_module
from typing import Any

from jobs.matching.compiled import numba

# vectors.py cannot be imported without numba.
steps: Any = import_module(f"jobs.matching.{'vectors' if numba else 'plain_bits'}")

ask_for = steps.ask_for
at_least = steps.at_least
bound_block = steps.bound_block
lowest = steps.lowest
ones = steps.ones
without_rows = steps.without_rows
