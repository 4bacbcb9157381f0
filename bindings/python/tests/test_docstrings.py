"""The examples in the docstrings run, and each public class and function has a docstring."""

import doctest
import inspect
from collections.abc import Iterator

import bitext
from bitext import _errors


def documented() -> Iterator[tuple[str, str]]:
    yield "bitext", bitext.__doc__ or ""
    for name in bitext.__all__:
        value = getattr(bitext, name)
        yield f"bitext.{name}", value.__doc__ or ""
        if inspect.isclass(value):
            for member, attribute in vars(value).items():
                if not member.startswith("_"):
                    yield f"bitext.{name}.{member}", inspect.getdoc(attribute) or ""


def test_examples() -> None:
    parser = doctest.DocTestParser()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    report: list[str] = []
    for name, text in documented():
        test = parser.get_doctest(text, {"bitext": bitext}, name, None, None)
        runner.run(test, out=report.append)
    assert runner.failures == 0, "".join(report)
    assert runner.tries > 100


def test_everything_is_documented() -> None:
    values = {"path", "line", "offset", "kind"}
    for name, text in documented():
        owner, _, member = name.rpartition(".")
        if owner in {"bitext.BitextError", "bitext.BitextIOError"} and member in values | {"with_traceback", "add_note"}:
            continue
        if "Error" in owner or member in {"kinds", "languages"}:
            continue
        assert text, name
        if owner == "bitext":
            assert ">>>" in text, f"{name} has no example"
    assert _errors.BitextError.__doc__
