from collections.abc import Sequence
from typing import Any

def _main(arguments: Sequence[str]) -> int: ...

# Public names are in the stub of the package.
def __getattr__(name: str) -> Any: ...
