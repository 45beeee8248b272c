import pytest

from core.documents.rich import Span, plain, rich, spans


def test_a_plain_text_is_one_span():
    assert rich("Answer in time.") == (Span("Answer in time."),)
    assert rich("") == ()


def test_stars_are_emphasis_and_brackets_are_links():
    made = rich("Keep **the rhythm**; see the [guide](https://guide.example/a_b).")

    assert made == (
        Span("Keep "),
        Span("the rhythm", strong=True),
        Span("; see the "),
        Span("guide", link="https://guide.example/a_b"),
        Span("."),
    )


def test_a_link_can_be_emphasised():
    assert rich("**Call [112](tel:112) first**") == (
        Span("Call ", strong=True),
        Span("112", strong=True, link="tel:112"),
        Span(" first", strong=True),
    )


@pytest.mark.parametrize("typed", ["**bold**", "[x](https://x.example)", "{name}", "a * b ** c"])
def test_what_a_person_typed_is_filled_in_as_it_is(typed):
    made = rich("**{who}** of [{town}]({address})", who=typed, town=typed, address="tel:1")

    assert made == (Span(typed, strong=True), Span(" of "), Span(typed, link="tel:1"))


def test_marks_without_their_partner_stay():
    assert plain(rich("2 ** 3 and [a] (b)")) == "2 ** 3 and [a] (b)"


def test_the_words_of_a_text_can_be_had_alone():
    assert plain("Plain") == "Plain"
    assert plain(rich("So **be** it")) == "So be it"
    assert spans("Plain") == (Span("Plain"),)
