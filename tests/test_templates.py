"""Facts about templates: what they may be given, what they may not do, and how their errors read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from escalate_ai.errors import TemplateNotFound, VariablesMismatch
from escalate_ai.templates import MAX_SOURCE, Templates, packaged_templates


def rendered(folder: Path, source: str, **variables: Any) -> str:
    """Render one template of the user's own."""
    (folder / "x.j2").write_text(source, encoding="utf-8")
    return Templates(folder).render("x.j2", variables)


def test_a_template_of_the_user_wins_over_the_packaged_one(tmp_path: Path) -> None:
    """A folder is laid over the packaged templates, file by file."""
    name = packaged_templates().names()[0]
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    assert Templates(tmp_path).render(name, {}) == "mine"
    assert set(packaged_templates().names()) <= set(Templates(tmp_path).names())


def test_a_missing_variable_is_named_with_its_template_line_and_near_miss(tmp_path: Path) -> None:
    """The error names the template, the line, the variable and the nearest one there is."""
    with pytest.raises(VariablesMismatch) as caught:
        rendered(tmp_path, "one\n\n{{ recipent }}", recipient="x", store="y")
    assert str(caught.value) == "x.j2:3: the template asks for 'recipent', which it is not given; did you mean 'recipient'?"


def test_a_missing_variable_of_an_included_template_is_named_there(tmp_path: Path) -> None:
    """The error names the included file, not the one that includes it."""
    (tmp_path / "y.j2").write_text("1\n2\n{{ absent }}\n", encoding="utf-8")
    with pytest.raises(VariablesMismatch, match=r"y\.j2:3: the template asks for 'absent'"):
        rendered(tmp_path, "{% include 'y.j2' %}")


@pytest.mark.parametrize("name", ["lettre.j2", "../../etc/passwd", "composer/nothing.j2"])
def test_a_template_that_is_not_there_is_said_to_be(name: str) -> None:
    """Neither a wrong name nor a way out of the folder reads a file."""
    with pytest.raises(TemplateNotFound, match="there is no template"):
        packaged_templates().render(name, {})


def test_a_folder_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    """A wrong folder is an error at once, not an empty layer."""
    with pytest.raises(TemplateNotFound, match="does not exist"):
        Templates(tmp_path / "none")


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 1000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ 'a'.center(1000000000) }}",
        "{{ 'a' | center(1000000000) }}",
        "{{ range(100000000) | list }}",
        "{% for a in range(40000) %}{% for b in range(40000) %}{% endfor %}{% endfor %}",
        "{% set n = namespace(x='aaaaaaaaaa') %}{% for a in range(400) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='aaaaaaaaaa') %}{% for a in range(400) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x='aaaaaaaaaa') %}{% for a in range(400) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
        "{% set s = 'aaaaaaaaaaaaaaaa' %}" + "{% set s = s | replace('a', s) %}" * 20,
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'x.j2' %}",
        "{{ 999999999999999 * 999999999999999 }}",
    ],
)
def test_no_template_multiplies_without_bounds(tmp_path: Path, source: str) -> None:
    """Operators, filters, loops, macros and recursion all end in one error."""
    with pytest.raises(VariablesMismatch):
        rendered(tmp_path, source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ x | attr('upper') }}",
        "{{ [].append(1) }}",
    ],
)
def test_no_template_reaches_python(tmp_path: Path, source: str) -> None:
    """Dunder attributes, jinja2's own helpers and methods that change a value are out of reach."""
    with pytest.raises(VariablesMismatch):
        rendered(tmp_path, source, x="s")


def test_only_plain_values_are_passed(tmp_path: Path) -> None:
    """An object within a list is found and named by its place."""
    with pytest.raises(VariablesMismatch, match=r"'rows\[1\]\.day' is of type object"):
        rendered(tmp_path, "{{ rows }}", rows=[{"day": "x"}, {"day": object()}])


def test_a_huge_template_and_one_that_is_no_text_are_refused(tmp_path: Path) -> None:
    """Size and encoding are checked before jinja2 sees the source."""
    with pytest.raises(VariablesMismatch, match="larger than"):
        rendered(tmp_path, "x" * (MAX_SOURCE + 1))
    (tmp_path / "x.j2").write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(VariablesMismatch, match="UTF-8"):
        Templates(tmp_path).render("x.j2", {})


def test_a_template_that_is_not_valid_says_where(tmp_path: Path) -> None:
    """A syntax error names template and line."""
    with pytest.raises(VariablesMismatch, match=r"x\.j2:2: the template is not valid"):
        rendered(tmp_path, "a\n{% if %}")


def test_ordinary_templates_work(tmp_path: Path) -> None:
    """Loops with `loop`, conditions, joins, maps, defaults and string methods are all there."""
    source = (
        "{% for row in rows %}{{ loop.index }}{{ row.name | upper }}{% if not loop.last %}, {% endif %}{% endfor %}"
        "{{ rows | map(attribute='name') | join('/') }}{{ none_given | default('d') }}{{ 'a' ~ 1 }}"
    )
    assert rendered(tmp_path, source, rows=[{"name": "a"}, {"name": "b"}]) == "1A, 2Ba/bda1"
