"""Sixty-four openings in one step: what Python and numba have no words for, said to LLVM."""

from typing import Any

import numba.core.cgutils
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

cgutils: Any = numba.core.cgutils  # it has no types
WORD, BYTE, INDEX = ir.IntType(64), ir.IntType(8), ir.IntType(32)
BYTES, WORDS, PAIR = ir.VectorType(BYTE, 64), ir.VectorType(WORD, 8), ir.VectorType(WORD, 2)


@intrinsic
def at_least(typing_context: Any, row: Any, block: Any, least: Any) -> Any:
    """uint64: bit `b` is set where `row[64 * block + b] >= least`. `row` is uint8, contiguous."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        column, number, least_byte = arguments
        at = builder.mul(number, ir.Constant(WORD, 64))
        values = _load(builder, _data(context, builder, signature.args[0], column), at, BYTES)
        single = builder.insert_element(
            ir.Constant(BYTES, ir.Undefined), least_byte, ir.Constant(INDEX, 0)
        )
        everywhere = builder.shuffle_vector(
            single,
            ir.Constant(BYTES, ir.Undefined),
            ir.Constant(ir.VectorType(INDEX, 64), None),
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


@intrinsic
def ask_for(typing_context: Any, column: Any, at: Any) -> Any:
    """Have `column[at]` brought into the cache; waits for nothing."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = _data(context, builder, signature.args[0], arguments[0])
        address = builder.bitcast(builder.gep(data, [arguments[1]]), BYTE.as_pointer())
        kind = ir.FunctionType(ir.VoidType(), [BYTE.as_pointer(), INDEX, INDEX, INDEX])
        prefetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
        # Reading, wanted again, data.
        builder.call(prefetch, [address, *(ir.Constant(INDEX, word) for word in (0, 3, 1))])
        return context.get_dummy_value()

    return types.void(column, types.int64), generate


@intrinsic
def bound_block(
    typing_context: Any, units: Any, block: Any, level: Any, work: Any, jobs: Any, skill_bits: Any,
    skills: Any, known: Any, required: Any, wished: Any, near: Any, counts: Any, bound: Any,
    to: Any,
) -> Any:  # fmt: skip
    """Write block `to` of `counts` and `bound`, uint8, from what stands at `block` elsewhere.

    `counts` says how many of the `known` rows of `skill_bits` that `skills` names have the bit
    of an opening: in its low half the required, in its high half the wished ones. `bound` is
    `near`, the row `level`, the greatest of the `jobs` rows of `units` that `work` names, and for
    each skill counted its `required` or `wished`.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        given = dict(zip(names, arguments, strict=True))
        kinds = dict(zip(names, signature.args, strict=True))
        at = builder.mul(given["block"], ir.Constant(WORD, 64))
        place = builder.mul(given["to"], ir.Constant(WORD, 64))

        def data(name: str) -> Any:
            return _data(context, builder, kinds[name], given[name])

        def rows(table: str, names: str, count: str, at: Any, vector: Any) -> Any:
            return _rows(context, builder, (kinds[table], given[table]), data(names),
                         given[count], at, vector)  # fmt: skip

        pair = builder.mul(given["block"], ir.Constant(WORD, 2))
        count = _counted(builder, rows("skill_bits", "skills", "known", pair, PAIR))
        most = cgutils.alloca_once_value(builder, ir.Constant(BYTES, None))
        for row in rows("units", "work", "jobs", at, BYTES):
            before = builder.load(most)
            higher = builder.icmp_unsigned(">", row, before)
            builder.store(builder.select(higher, row, before), most)
        total = builder.load(most)
        for name, start in (("near", at), ("level", at)):
            total = builder.add(total, _load(builder, data(name), start, BYTES))
        for name, number in (
            ("required", builder.and_(count, _everywhere(15))),
            ("wished", builder.lshr(count, _everywhere(4))),
        ):
            each = _load(builder, data(name), at, BYTES)
            total = builder.add(total, builder.mul(number, each))
        _store(builder, data("counts"), place, count)
        _store(builder, data("bound"), place, total)
        return context.get_dummy_value()

    number = types.int64
    names = ("units", "block", "level", "work", "jobs", "skill_bits", "skills", "known", "required",
             "wished", "near", "counts", "bound", "to")  # fmt: skip
    return types.void(
        units, number, level, work, number, skill_bits, skills, number, required, wished, near,
        counts, bound, number,
    ), generate  # fmt: skip


def _counted(builder: Any, rows: Any) -> Any:
    """How often each bit is set in pairs of words, as bytes: the first word's in the low half.

    The four digits of each count lie in four pairs of words; a row is added as by hand.
    """
    digits = [cgutils.alloca_once_value(builder, ir.Constant(PAIR, None)) for _ in range(4)]
    for carry in rows:
        for digit in digits:
            before = builder.load(digit)
            builder.store(builder.xor(before, carry), digit)
            carry = builder.and_(before, carry)
    count = ir.Constant(BYTES, None)
    for half in (0, 1):
        for power, digit in enumerate(digits):
            word = builder.extract_element(builder.load(digit), ir.Constant(INDEX, half))
            flags = builder.bitcast(word, ir.VectorType(ir.IntType(1), 64))
            worth = _everywhere(1 << (4 * half + power))
            count = builder.or_(count, builder.select(flags, worth, ir.Constant(BYTES, None)))
    return count


def _everywhere(byte: int) -> Any:
    return ir.Constant(BYTES, [byte] * 64)


@intrinsic
def without_rows(
    typing_context: Any, words: Any, stride: Any, rows: Any, count: Any, start: Any, left: Any
) -> Any:
    """Write to `left`, 8 uint64: those of `start` at `stride`, without the bits of these rows."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        table, number, refusing, count, start, left = arguments
        at, kinds = builder.mul(number, ir.Constant(WORD, 8)), signature.args
        first = _load(builder, _data(context, builder, kinds[4], start), at, WORDS)
        kept = cgutils.alloca_once_value(builder, first)
        numbers = _data(context, builder, kinds[2], refusing)
        for row in _rows(context, builder, (kinds[0], table), numbers, count, at, WORDS):
            builder.store(builder.and_(builder.load(kept), builder.not_(row)), kept)
        zero = ir.Constant(WORD, 0)
        _store(builder, _data(context, builder, kinds[5], left), zero, builder.load(kept))
        return context.get_dummy_value()

    return types.void(words, types.int64, rows, types.int64, start, left), generate


def _rows(
    context: Any, builder: Any, table: Any, numbers: Any, count: Any, at: Any, vector: Any
) -> Any:
    """A loop over the vectors at column `at` of the first `count` rows that `numbers` names."""
    made = context.make_array(table[0])(context, builder, table[1])
    columns = cgutils.unpack_tuple(builder, made.shape)[1]
    with cgutils.for_range(builder, count) as loop:
        row = builder.load(builder.gep(numbers, [loop.index]))
        yield _load(builder, made.data, builder.add(builder.mul(row, columns), at), vector)


def _data(context: Any, builder: Any, kind: Any, column: Any) -> Any:
    return context.make_array(kind)(context, builder, column).data


def _load(builder: Any, data: Any, at: Any, vector: Any) -> Any:
    values = builder.load(builder.bitcast(builder.gep(data, [at]), vector.as_pointer()))
    values.align = 1
    return values


def _store(builder: Any, data: Any, at: Any, value: Any) -> None:
    place = builder.bitcast(builder.gep(data, [at]), value.type.as_pointer())
    builder.store(value, place, align=1)
