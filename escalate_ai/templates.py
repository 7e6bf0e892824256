"""The one room that knows jinja2. In: a template's name and plain values. Out: text. Knows no case and opens only template files.

Templates stand in the package (`escalate_ai/prompts` in a wheel, `prompts/` beside the package in a checkout); a folder of the user's own
is laid over them, file by file. Whoever writes a template must not be able to run code, read files, or fill the memory: the sandbox stops
the first two, and every way to multiply (operators, filters, loops, calls, recursion) is bounded here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import NoReturn, TypeAlias, cast

import jinja2
from jinja2 import nodes
from jinja2.filters import FILTERS  # pyright: ignore[reportUnknownVariableType]  the stub leaves the table untyped
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing
from jinja2.visitor import NodeTransformer

from escalate_ai.errors import TemplateNotFound, VariablesMismatch, Where
from escalate_ai.nearest import nearest

Value: TypeAlias = "str | int | Sequence[Value] | Mapping[str, Value]"
"""All that a template is ever given: text, whole numbers and truth values, lists, dictionaries with text keys."""

MAX_SOURCE = 64_000
"""Characters of one template file."""
MAX_TEXT = 400_000
"""Characters of what is rendered, and of every string made on the way."""
MAX_STEPS = 50_000
"""Loop items and calls of one rendering."""
MAX_NUMBER = 10**12
MAX_DEPTH = 12
"""Lists and dictionaries within each other."""
_KEPT_FILTERS = (
    *("abs", "capitalize", "count", "default", "dictsort", "first", "int", "items", "last", "length", "list", "lower", "map"),
    *("max", "min", "reject", "reverse", "round", "select", "sort", "string", "sum", "title", "tojson", "trim", "unique", "upper"),
)
_KEPT_ATTRIBUTES: Mapping[type, frozenset[str]] = {
    str: frozenset({"upper", "lower", "title", "capitalize", "strip", "startswith", "endswith", "split", "splitlines", "count", "isdigit"}),
    dict: frozenset({"items", "keys", "values", "get"}),
    list: frozenset({"index", "count"}),
}
_steps: ContextVar[int] = ContextVar("steps", default=0)


def _too_much(what: str) -> NoReturn:
    raise jinja2.TemplateRuntimeError(what)


def _spend(steps: int) -> None:
    spent = _steps.get() + steps
    if spent > MAX_STEPS:
        _too_much(f"the template takes more than {MAX_STEPS} steps; take out loops within loops")
    _steps.set(spent)


def _bounded_text(length: int) -> None:
    if length > MAX_TEXT:
        _too_much(f"the template makes a text of more than {MAX_TEXT} characters")


def _concat(parts: Iterable[str]) -> str:
    kept: list[str] = []
    length = 0
    for part in parts:
        length += len(part)
        _bounded_text(length)
        kept.append(part)
    return "".join(kept)


def _join(value: Iterable[object], d: str = "") -> str:
    """Join as jinja2's filter does, within bounds; attributes are taken with `map`."""
    return _concat(text for place, item in enumerate(value) for text in ((str(d), str(item)) if place else (str(item),)))


def _replace(value: object, old: str, new: str) -> str:
    text = str(value)
    _bounded_text(len(text) + (text.count(old) if old else len(text) + 1) * max(0, len(new) - len(old)))
    return text.replace(old, new)


def _indent(value: object, width: int = 4) -> str:
    return ("\n" + " " * min(int(width), 40)).join(str(value).split("\n"))


def _items(value: object) -> list[object]:
    """Give what a loop runs over as a list, each item paid for."""
    if isinstance(value, jinja2.Undefined):
        str(value)
    if not isinstance(value, Iterable):
        _too_much(f"a loop runs over {value!r:.40}, which is no list")
    items: list[object] = []
    for item in cast("Iterable[object]", value):
        _spend(1)
        items.append(item)
    return items


def _range(*limits: int) -> range:
    numbers = range(*limits)
    if len(numbers) > MAX_STEPS:
        _too_much(f"range() of more than {MAX_STEPS} numbers")
    return numbers


class _Missing(jinja2.StrictUndefined):
    """What stands for a name the template was not given; its message is the bare name."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name) if self._undefined_obj is missing else self._undefined_hint or f".{self._undefined_name}"


class _Bounded(NodeTransformer):
    """Send every loop and every `~` through what counts."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802  the name is jinja2's
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, "_items", [], [], None, None, lineno=node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return nodes.Filter(nodes.List(node.nodes, lineno=node.lineno), "join", [], [], None, None, lineno=node.lineno)


class _Sandbox(ImmutableSandboxedEnvironment):
    """A jinja2 environment in which a template can word what it is given, and nothing else."""

    concat = staticmethod(_concat)

    def wrap_str_format(self, value: object) -> None:
        """Leave `str.format` to the list of kept attributes, where it is not: its widths multiply."""
        del value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Bounded().visit(super()._parse(source, name, filename))  # type: ignore[no-any-return]

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        if isinstance(obj, (LoopContext, Macro, Namespace)):
            return not attr.startswith("_") and super().is_safe_attribute(obj, attr, value)
        return attr in _KEPT_ATTRIBUTES.get(type(obj), ())

    def call(self, *args: object, **kwargs: object) -> object:
        _spend(1)
        return super().call(*args, **kwargs)  # type: ignore[arg-type]

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: object, right: object) -> object:
        if operator == "+" and isinstance(left, str):
            _bounded_text(len(left) + len(str(right)))
        elif not (isinstance(left, int) and isinstance(right, int) and operator != "**"):
            _too_much(f"'{operator}' is for whole numbers only")
        elif abs(left) > MAX_NUMBER or abs(right) > MAX_NUMBER:
            _too_much(f"a number is beyond {MAX_NUMBER}")
        return super().call_binop(context, operator, left, right)


class _Folders(jinja2.BaseLoader):
    """Read a template from the first folder that has it."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        del environment
        parts = jinja2.loaders.split_template_path(template)
        for folder in self.folders:
            file = folder.joinpath(*parts)
            if file.is_file():
                return _source(file), str(file), None
        raise jinja2.TemplateNotFound(template)

    def list_templates(self) -> list[str]:
        return sorted({file.relative_to(folder).as_posix() for folder in self.folders for file in folder.rglob("*.j2")})


def _source(file: Path) -> str:
    if file.stat().st_size > MAX_SOURCE:
        raise VariablesMismatch(f"a template is larger than {MAX_SOURCE} bytes; split it", Where(str(file)))
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise VariablesMismatch(f"the template cannot be read as UTF-8 text ({type(error).__name__})", Where(str(file))) from None


def _plain(value: object, name: str, depth: int = 0) -> object:
    """Give a value as text, number, list and dict of exactly these types; nothing with methods of its own gets in."""
    if depth > MAX_DEPTH:
        raise VariablesMismatch(f"the variable '{name}' nests deeper than {MAX_DEPTH}")
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return bool(value) if isinstance(value, bool) else int(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item, f"{name}.{key}", depth + 1) for key, item in cast("Mapping[object, object]", value).items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, f"{name}[{place}]", depth + 1) for place, item in enumerate(cast("Sequence[object]", value))]
    kind = type(value).__name__
    raise VariablesMismatch(f"the variable '{name}' is of type {kind}; a template takes text, whole numbers, lists and dictionaries only")


def _packaged() -> Path:
    inside = Path(__file__).parent / "prompts"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "prompts"


def _known(variables: Mapping[str, object]) -> list[str]:
    tables = ((name, cast("Mapping[str, object]", value)) for name, value in variables.items() if isinstance(value, Mapping))
    return [*variables, *(f"{name}.{key}" for name, table in tables for key in table)]


class Templates:
    """The templates of the library, with a folder of the user's own laid over them.

    Args:
        folder: Templates of the same names that win over the packaged ones; None for the packaged ones alone.

    Raises:
        TemplateNotFound: The folder does not exist.

    """

    def __init__(self, folder: str | Path | None = None) -> None:
        if folder is not None and not Path(folder).is_dir():
            raise TemplateNotFound("the folder of templates does not exist; check the path", Where(str(folder)))
        self._loader = _Folders((*((Path(folder),) if folder is not None else ()), _packaged()))
        self._sandbox = _Sandbox(
            loader=self._loader,
            undefined=_Missing,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self._sandbox.filters = {name: FILTERS[name] for name in _KEPT_FILTERS} | {
            "join": _join,
            "replace": _replace,
            "indent": _indent,
            "_items": _items,
        }
        self._sandbox.intercepted_binops = frozenset({"+", "*", "**", "%", "//"})
        self._sandbox.globals = {"range": _range, "namespace": Namespace, "dict": dict}

    def names(self) -> list[str]:
        """Give the name of every template there is, `composer/opening.j2` among them."""
        return self._loader.list_templates()

    def render(self, name: str, variables: Mapping[str, Value]) -> str:
        """Give the text that a template makes of these variables. What is not used is no fault; what is missing is.

        Raises:
            TemplateNotFound: Neither the user's folder nor the package has it, or one it includes.
            VariablesMismatch: It asks for a variable that is not given, is no template, or makes more than the bounds allow.

        """
        plain = {key: _plain(value, key) for key, value in variables.items()}
        spent = _steps.set(0)
        try:
            return self._sandbox.get_template(name).render(plain)
        except jinja2.TemplateNotFound as error:
            absent = str(error.name)
            raise TemplateNotFound(f"there is no template '{absent}'{nearest(absent, self.names())}", Where(absent)) from None
        except jinja2.UndefinedError as error:
            known = _known(plain)
            message = f"the template asks for '{error.message}', which it is not given{nearest(str(error.message), known)}"
            raise VariablesMismatch(message, _where(name, error)) from None
        except jinja2.TemplateSyntaxError as error:
            raise VariablesMismatch(f"the template is not valid: {error.message}", Where(error.name or name, error.lineno)) from None
        except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            raise VariablesMismatch(f"the template does not render: {error}", _where(name, error)) from None
        except RecursionError:
            raise VariablesMismatch("the template calls itself without end", Where(name)) from None
        finally:
            _steps.reset(spent)


def _where(name: str, error: BaseException) -> Where:
    """Give the template and the line in which a rendering failed; jinja2 has put template files into the traceback."""
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return Where(Path(frames[-1].filename).name if len(frames) > 1 else name, frames[-1].lineno) if frames else Where(name)


@cache
def packaged_templates() -> Templates:
    """Give the packaged templates, compiled at most once in a process."""
    return Templates()
