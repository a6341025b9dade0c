"""Sixty-four openings in one machine word: three steps that Python has no words for."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

WORD, BYTE = ir.IntType(64), ir.IntType(8)
BLOCK = ir.VectorType(BYTE, 64)


@intrinsic
def at_least(typing_context: Any, row: Any, block: Any, least: Any) -> Any:
    """uint64: bit `b` is set where `row[64 * block + b] >= least`. `row` is uint8, contiguous."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        column, block_number, least_byte = arguments
        data = context.make_array(signature.args[0])(context, builder, column).data
        offset = builder.mul(block_number, ir.Constant(WORD, 64))
        at = builder.bitcast(builder.gep(data, [offset]), BLOCK.as_pointer())
        values = builder.load(at)
        values.align = 1
        single = builder.insert_element(
            ir.Constant(BLOCK, ir.Undefined), least_byte, ir.Constant(ir.IntType(32), 0)
        )
        everywhere = builder.shuffle_vector(
            single,
            ir.Constant(BLOCK, ir.Undefined),
            ir.Constant(ir.VectorType(ir.IntType(32), 64), None),
        )
        return builder.bitcast(builder.icmp_unsigned(">=", values, everywhere), WORD)

    return types.uint64(row, types.int64, types.uint8), generate


@intrinsic
def ones(typing_context: Any, word: Any) -> Any:
    """How many bits of a uint64 are set."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.int64(types.uint64), generate


@intrinsic
def lowest(typing_context: Any, word: Any) -> Any:
    """The place of the lowest bit set. The word may not be 0."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), generate
