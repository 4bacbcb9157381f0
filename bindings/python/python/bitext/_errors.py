"""The exceptions of the package."""


class BitextError(ValueError):
    """An error of bitext. Its text says what is wrong, where, and what to do.

    >>> import bitext
    >>> try:
    ...     bitext.Lexicon.parse("苹果\\tapple\\n香蕉 banana\\n")
    ... except bitext.BitextError as error:
    ...     print(error.kind, error.path, error.line, error.offset)
    syntax None 2 None
    """

    kind: str
    path: str | None
    line: int | None
    offset: int | None

    def __init__(
        self,
        message: str = "",
        kind: str = "other",
        path: str | None = None,
        line: int | None = None,
        offset: int | None = None,
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.path = path
        self.line = line
        self.offset = offset

    def __reduce__(self) -> tuple[type, tuple[str, str, str | None, int | None, int | None]]:
        return type(self), (str(self), self.kind, self.path, self.line, self.offset)


class BitextIOError(BitextError, OSError):
    """A file that cannot be read or written.

    >>> import bitext
    >>> try:
    ...     bitext.read("no-such-file.txt")
    ... except OSError as error:
    ...     print(type(error).__name__, error.path)
    BitextIOError no-such-file.txt
    """

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


BitextError.__module__ = BitextIOError.__module__ = "bitext"
