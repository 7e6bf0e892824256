"""Stage 2 of 7: a folder -> a typed `Case`. In: a path. Out: the case, every text it names read in, or one error that lists all faults.

Opens files inside the case folder and nowhere else, follows no link out of it, and looks at a size before it reads. Judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from escalate_ai.case.faults import DANGLING, file_path, sentence
from escalate_ai.case.folder import Folder
from escalate_ai.case.jsonfile import read_json
from escalate_ai.case.marked import Marked, Plain, Unreadable
from escalate_ai.case.marked import Path as KeyPath
from escalate_ai.case.planfile import no_parts, no_sellers_words, plan_of
from escalate_ai.case.unlogged import Unlogged, unlogged_texts
from escalate_ai.case.yamlfile import read_yaml
from escalate_ai.errors import FAULTS_LISTED, CaseError, DraftError, Fault, Where, listed
from escalate_ai.policy import Policy, default_policy
from escalate_ai.reading.document import Document
from escalate_ai.reading.texts import not_too_long, text_of
from escalate_ai.terms import DateOrder

if TYPE_CHECKING:
    from escalate_ai.case.case import Case

CASE_FILES = ("case.yaml", "case.json")
WORDED = 2 * FAULTS_LISTED
"""Faults that get a sentence, which takes a search for the nearest right word; some say the same twice."""


class Loaded(NamedTuple):
    """A case with where it came from."""

    case: Case
    folder: Path
    file: str
    """The case file, as the caller wrote the way to it."""
    lines: Mapping[KeyPath, int]
    """The line of every key in that file."""
    unlogged: tuple[Unlogged, ...]
    """Texts in `sent/` that no attempt names."""


def load_case(model: type[Case], path: str | Path, policy: Policy | None) -> Loaded:
    """Give the case at a path, with its folder and the lines of its keys.

    Raises:
        CaseError: Anything is wrong; `faults` lists all of it.

    """
    policy = policy or default_policy()
    sizes = policy.files
    file, folder = _case_file(_path(path))
    marked = _read(file, sizes.case_bytes)
    texts = _Texts(marked, folder, policy)
    if isinstance(marked.data, dict):
        texts.fill()
    case, faults, more = _typed(model, marked, plan_lost=texts.plan_lost)
    if case is None and not faults and texts.no_parts:
        faults = [texts.no_parts]
    if case is None or faults:
        raise _error(marked.file, faults, more)
    named = {attempt.plan.file for attempt in case.appeals if attempt.plan and attempt.plan.file}
    return Loaded(case, folder.root, marked.file, marked.lines, unlogged_texts(folder, named, policy))


def _path(path: object) -> Path:
    if isinstance(path, (str, Path)):
        return Path(path)
    raise CaseError(f"a case is loaded from the path of its folder, a str or a Path, and this is of type {type(path).__name__}")


def _error(name: str, faults: list[Fault], more: int = 0) -> CaseError:
    ordered = sorted(dict.fromkeys(faults), key=lambda fault: _place(fault.where))
    count = len(ordered) + more
    return CaseError(f"{count:,} faults in {name}" if count > 1 else f"one fault in {name}", faults=listed(ordered, more))


def _place(where: Where) -> tuple[int, str]:
    return (where.line or 0, where.key or "")


def _case_file(path: Path) -> tuple[Path, Folder]:
    """Find the case file of a folder, or take a lone file for one."""
    try:
        if path.is_dir():
            folder = Folder(path)
            return _in_folder(folder), folder
        if not path.exists():
            raise CaseError("there is no such case; give a case folder or a case file", Where(str(path)))
        if path.suffix.lower() not in {".yaml", ".yml", ".json"}:
            raise CaseError("a case is a folder with a case.yaml or case.json, or such a file itself", Where(str(path)))
        if not path.is_file():
            raise CaseError("this is no file that can be read", Where(str(path)))
        return path, Folder(path.resolve().parent)
    except (OSError, ValueError, RuntimeError) as error:
        raise CaseError(
            f"the case cannot be read ({getattr(error, 'strerror', None) or error}); check the path", Where(str(path)[:200])
        ) from None


def _in_folder(folder: Folder) -> Path:
    there = [name for name in CASE_FILES if (folder.path / name).exists() or (folder.path / name).is_symlink()]
    if len(there) > 1:
        raise CaseError("the folder holds both case.yaml and case.json; keep one", Where(str(folder.path)))
    if not there:
        raise CaseError(f"the folder has no case.yaml or case.json; {folder.holds()}", Where(str(folder.path)))
    problem = folder.problem_with(there[0])
    if problem:
        raise CaseError(problem, Where(str(folder.path / there[0])))
    return folder.path / there[0]


def _read(file: Path, limit: int) -> Marked:
    try:
        size = file.stat().st_size
        if size > limit:
            raise CaseError(
                f"the case file has {size:,} bytes, {limit:,} at most; put long texts into files of their own", Where(str(file))
            )
        data = file.read_bytes()
    except OSError as error:
        raise CaseError(f"the case file cannot be read ({error.strerror or error})", Where(str(file))) from None
    try:
        text = text_of(data, str(file))
        if not text.strip():
            raise CaseError("the case file is empty; `escalate-ai new` writes one to start from", Where(str(file)))
        marked = read_json(text, str(file)) if file.suffix.lower() == ".json" else read_yaml(text, str(file))
    except Unreadable as error:
        raise _error(str(file), [error.fault]) from None
    except DraftError as error:
        raise CaseError(error.message, error.where) from None
    marked.faults.extend(_no_text(marked))
    return marked


def _no_text(marked: Marked) -> Iterator[Fault]:
    """Find strings that no file can hold: escapes for NUL and for half of a surrogate pair."""
    for path, text in _strings(marked.data, ()):
        if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
            yield Fault("holds a NUL or half of a surrogate pair, which is no text; write the character itself", marked.where(path))


def _strings(value: Plain, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        if not value.isascii() or "\x00" in value:
            yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _strings(inner, (*path, index))


def _typed(model: type[Case], marked: Marked, *, plan_lost: bool) -> tuple[Case | None, list[Fault], int]:
    """Give the typed case, the faults found so far, and how many more there are that were only counted.

    Where the plan could not be read, a reference to nothing is no fault of its own.
    """
    if not isinstance(marked.data, dict):
        message = "a case is a mapping of keys: seller, enforcement, request …"
        return None, [*marked.faults, Fault(message, Where(marked.file, marked.lines.get((), 1)))], 0
    known = {fault.where.key for fault in marked.faults}
    try:
        return model.model_validate(marked.data), marked.faults, 0
    except ValidationError as error:
        wrong: list[tuple[Where, KeyPath, ErrorDetails]] = []
        for item in error.errors(include_url=False):
            path = file_path(item["loc"], marked.data)
            where = marked.where(path)
            if where.key not in known and not (plan_lost and item["type"] == DANGLING):
                wrong.append((where, path, item))
    wrong.sort(key=lambda found: _place(found[0]))
    worded = [Fault(sentence(item, model, path), where) for where, path, item in wrong[:WORDED]]
    return None, [*marked.faults, *worded], len(wrong[WORDED:])


Part = Callable[[Document], str]
"""The words of a document that count for a key."""


def _own(document: Document) -> str:
    return document.own


def _notice(document: Document) -> str:
    return document.notice


class _Texts:
    """Puts the texts of files in the place of their names."""

    def __init__(self, marked: Marked, folder: Folder, policy: Policy) -> None:
        self.marked = marked
        self.folder = folder
        self.policy = policy
        self.plan_lost = False
        self.no_parts: Fault | None = None
        """Why what points at parts of the plan finds none."""

    def fill(self) -> None:
        """Read every file the case names, but the documents, which are only looked at."""
        data = self.marked.data
        if not isinstance(data, dict):
            return
        self._replace(data, "draft", ("draft",))
        enforcement = data.get("enforcement")
        if isinstance(enforcement, dict):
            self._replace(enforcement, "notice", ("enforcement", "notice"), _notice)
        appeals = data.get("appeals")
        for index, attempt in enumerate(appeals if isinstance(appeals, list) else []):
            if isinstance(attempt, dict):
                self._replace(attempt, "plan", ("appeals", index, "plan"))
        self._plan(data)
        evidence = data.get("evidence")
        for index, item in enumerate(evidence if isinstance(evidence, list) else []):
            name = item.get("file") if isinstance(item, dict) else None
            if isinstance(name, str) and (problem := self.folder.outside(name)):
                self.marked.fault(problem, ("evidence", index, "file"))

    def _replace(self, holder: dict[str, Plain], key: str, path: KeyPath, part: Part = _own) -> None:
        name = holder.get(key)
        if isinstance(name, str):
            text = self._text(name, path, part)
            holder[key] = None if text is None else {"text": text, "file": name.strip()}

    def _plan(self, data: dict[str, Plain]) -> None:
        name = data.get("poa")
        if not isinstance(name, str):
            return
        data["poa"] = None
        self.plan_lost = True
        text = self._text(name, ("poa",))
        if text is None:
            return
        if not text.strip():
            whole = self._text(name, ("poa",), lambda document: document.text) or ""
            self.marked.fault(no_sellers_words(name, whole), ("poa",))
            return
        plan = plan_of(text, self._order(data))
        if not (plan.root_causes or plan.measures):
            # loaded all the same, since the plan rules say what such a text is, but nothing can point at its parts
            self.no_parts = Fault(no_parts(name), self.marked.where(("poa",)))
            data["poa"] = plan.model_copy(update={"file": name.strip()})  # type: ignore[assignment]
            return
        self.plan_lost = False
        data["poa"] = plan.model_copy(update={"file": name.strip()})  # type: ignore[assignment]

    def _order(self, data: dict[str, Plain]) -> DateOrder:
        """Give how the case's marketplace reads dates in digits; as in the US where it names none: that is a fault by itself."""
        seller = data.get("seller")
        store = seller.get("marketplace") if isinstance(seller, dict) else None
        formats = {market.value: known for market, known in self.policy.marketplaces.items()}
        known = formats.get(store) if isinstance(store, str) else None
        return DateOrder(known.order) if known else DateOrder.MDY

    def _text(self, name: str, path: KeyPath, part: Part = _own) -> str | None:
        """Give the text of a file, or the part of it that counts; None, and a fault noted, where it cannot be had."""
        try:
            document = self.folder.document(name, self.policy)
            not_too_long(document.text, self._shown(name), self.policy.files.text_characters)
            return part(document)
        except DraftError as error:
            key = self.marked.where(path)
            inside = error.where and error.where.line
            self.marked.faults.append(Fault(error.message, Where(self._shown(name), inside, key.key) if inside else key))
            return None

    def _shown(self, name: str) -> str:
        """Give the way to a file of the case, beside the case file as the caller wrote that."""
        return str(Path(self.marked.file).parent / name.strip())
