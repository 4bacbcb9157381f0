"""The exceptions of the package."""

import errno as _errno
from typing import Any


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

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), (str(self), self.kind, self.path, self.line, self.offset)


class BitextIOError(BitextError, OSError):
    """A file that cannot be read or written. The attributes ``errno`` and ``filename`` are those of ``OSError``.

    A missing file also raises a ``FileNotFoundError``, and a file without permission a ``PermissionError``; a folder in
    the place of a file raises an ``IsADirectoryError``.

    >>> import bitext
    >>> try:
    ...     bitext.read("no-such-file.txt")
    ... except OSError as error:
    ...     print(type(error).__name__, error.path)
    BitextFileNotFoundError no-such-file.txt
    """

    def __init__(
        self,
        message: str = "",
        kind: str = "io",
        path: str | None = None,
        line: int | None = None,
        offset: int | None = None,
        errno: int | None = None,
    ) -> None:
        super().__init__(message, kind, path, line, offset)
        self.errno = errno
        self.strerror = message
        self.filename = path

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), (str(self), self.kind, self.path, self.line, self.offset, self.errno)

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class BitextFileNotFoundError(BitextIOError, FileNotFoundError):
    """A file that does not exist."""


class BitextPermissionError(BitextIOError, PermissionError):
    """A file that the user may not read or write."""


class BitextIsADirectoryError(BitextIOError, IsADirectoryError):
    """A folder in the place of a file."""


_CLASSES: dict[int | None, type[BitextIOError]] = {
    _errno.ENOENT: BitextFileNotFoundError,
    _errno.EACCES: BitextPermissionError,
    _errno.EPERM: BitextPermissionError,
    _errno.EISDIR: BitextIsADirectoryError,
}


def _io_error(message: str, path: str | None, errno: int | None) -> BitextIOError:
    """The exception for an error of the system with this number."""
    return _CLASSES.get(errno, BitextIOError)(message, "io", path, errno=errno)


BitextError.__module__ = BitextIOError.__module__ = "bitext"
