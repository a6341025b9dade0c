"""One slip of the finger in a long word, where it cannot change what is said."""

# Shorter words are one letter away from other words.
LONG = 6
# In these languages the end of a verb tells who and when: «работаю» is not «работал».
ENDING = 2


def is_slip_of(written: str, meant: str) -> bool:
    """Whether exactly one word differs, is long, and by one letter before its ending."""
    if len(written.split()) != len(meant.split()):
        return False
    pairs = zip(written.split(), meant.split(), strict=True)
    different = [(one, other) for one, other in pairs if one != other]
    return len(different) == 1 and _is_slip(*different[0])


def apart(one: str, other: str) -> int:
    """How many letters were put in, left out, changed, or changed places with their neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, facing in enumerate(other, 1):
            changed = rows[i - 1][j - 1] + (letter != facing)
            row.append(min(rows[i - 1][j] + 1, row[j - 1] + 1, changed))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], facing):
                row[j] = min(row[j], rows[i - 2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


def _is_slip(written: str, meant: str) -> bool:
    if min(len(written), len(meant)) < LONG or written[0] != meant[0]:
        return False
    return written[-ENDING:] == meant[-ENDING:] and apart(written, meant) == 1
