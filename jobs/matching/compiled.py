"""numba where it is installed; the same functions uncompiled, and slow, where it is not."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])

# What has been handed to numba.
COMPILED: list[Any] = []

numba: Any
try:
    import numba
except ImportError:
    numba = None
    logging.getLogger(__name__).warning("numba is not installed: matching is right, but slow")


def njit(function: Function) -> Function:
    """Compile on first use, without the GIL, and keep the result on disk (NUMBA_CACHE_DIR)."""
    if numba is None:
        return function
    COMPILED.append(numba.njit(nogil=True, cache=True, error_model="numpy")(function))
    return cast(Function, COMPILED[-1])


def inlined(function: Function) -> Function:
    """Compile into each caller: a call would count the references of every column it is handed."""
    if numba is None:
        return function
    made = numba.njit(nogil=True, cache=True, error_model="numpy", inline="always")(function)
    return cast(Function, made)
