"""One spelling in bytes for every value, so that the same content always has the same digest."""

Value = int | str | bytes | None


def canonical(value: object) -> bytes:
    r"""The value's only spelling: a letter for the kind, the length, the content.

    >>> canonical(9), canonical(None), canonical(("а", 1))
    (b'i1:9', b'n', b't2:s2:\xd0\xb0i1:1')
    """
    if type(value) is int:  # by far the most frequent
        digits = b"%d" % value
        return b"i%d:%b" % (len(digits), digits)
    if value is None:
        return b"n"
    if isinstance(value, tuple):
        return b"t%d:%b" % (len(value), b"".join(map(canonical, value)))
    if isinstance(value, bytes):
        return b"b%d:%b" % (len(value), value)
    if isinstance(value, str):
        text = value.encode()
        return b"s%d:%b" % (len(text), text)
    if isinstance(value, bool):
        return canonical(int(value))
    raise TypeError(f"no canonical form for {type(value).__name__}")  # a float has many spellings
