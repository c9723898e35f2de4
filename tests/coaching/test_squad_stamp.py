"""The tag that stamps rows: what it renders, what it escapes, and what it refuses."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe

ROWS = [{"name": "Ann", "tags": [{"word": "new"}, {"word": "fast"}]}, {"name": "<b>Bob", "tags": []}]


def render(source: str, **context: object) -> str:
    return Template("{% load stamp %}" + source).render(Context({"rows": ROWS, **context}))


def test_repeats_its_body_for_every_row_and_escapes_it():
    assert render("{% stamp rows as row %}<p>{{ row.name }}</p>{% endstamp %}") == (
        "<p>Ann</p><p>&lt;b&gt;Bob</p>"
    )


def test_repeats_a_list_within_a_row_and_leaves_out_an_empty_one():
    inner = "{% stamp row.tags as tag %}<i>{{ tag.word }}</i>{% endstamp %}"

    assert render("{% stamp rows as row %}[" + inner + "]{% endstamp %}") == "[<i>new</i><i>fast</i>][]"


def test_the_rest_of_the_body_is_the_page_s_own_and_may_hold_per_cent_signs():
    source = "{% stamp rows as row %}{% if coach %}100 % {{ word }}{% endif %} {{ row.name }};{% endstamp %}"

    assert render(source, coach=True, word="&") == "100 % &amp; Ann;100 % &amp; &lt;b&gt;Bob;"


def test_what_is_safe_is_not_escaped_again_and_numbers_are_words():
    rows = [{"name": mark_safe("<br>"), "n": 3}]

    assert render("{% stamp rows as row %}{{ row.name }}{{ row.n }}{% endstamp %}", rows=rows) == "<br>3"


def test_no_rows_are_nothing():
    assert render("{% stamp rows as row %}x{% endstamp %}", rows=[]) == ""


@pytest.mark.parametrize(
    "body",
    [
        "{{ row.name|upper }}",
        "{{ row.name.first }}",
        "{% if row.name %}x{% endif %}",
        "{% if coach %}{{ row.name }}{% endif %}",
        "{% for tag in row.tags %}x{% endfor %}",
        "{% stamp row.tags as tag %}{{ row.name }}{% endstamp %}",
        "{% stamp row.tags as tag %}{% if tag.word %}x{% endif %}{% endstamp %}",
    ],
)
def test_a_row_named_in_another_way_is_an_error_not_a_gap(body):
    with pytest.raises(TemplateSyntaxError, match="In stamp, say"):
        Template("{% load stamp %}{% stamp rows as row %}" + body + "{% endstamp %}")


@pytest.mark.parametrize("tag", ["{% stamp rows %}", "{% stamp rows in row %}", "{% stamp %}"])
def test_a_tag_said_wrongly_is_an_error(tag):
    with pytest.raises(TemplateSyntaxError, match="stamp rows as row"):
        Template("{% load stamp %}" + tag + "{% endstamp %}")
