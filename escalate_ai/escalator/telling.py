"""Models that say what goes where before anything does. In: a model and a line. Out: the same model, heard once. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from escalate_ai.llm.ask import AsyncModel, Model

if TYPE_CHECKING:
    from collections.abc import Callable

    from escalate_ai.llm.ask import Ask, Reply

M = TypeVar("M")


class _Telling(Generic[M]):
    """Say once what goes where, before anything does."""

    def __init__(self, model: M, line: str, announce: Callable[[str], None] | None) -> None:
        self._model, self._line, self._announce = model, line, announce

    @property
    def name(self) -> str:
        """The model's own name."""
        return str(getattr(self._model, "name", ""))

    def _tell(self) -> None:
        if self._announce:
            self._announce(self._line)
            self._announce = None


class Announced(_Telling[Model]):
    """A model for one call of ours."""

    def ask(self, ask: Ask, /) -> Reply:
        """Tell, then ask."""
        self._tell()
        return self._model.ask(ask)


class AsyncAnnounced(_Telling[AsyncModel]):
    """The same, to await."""

    async def ask(self, ask: Ask, /) -> Reply:
        """Tell, then ask."""
        self._tell()
        return await self._model.ask(ask)
