"""When there is an alarm, at which level, and why: without a workspace."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core import i18n
from core.mentions.alarm_model import Alarm, AlarmFacts, AlarmReason, ReasonKind
from core.mentions.alarms import levels, rules, wording
from core.mentions.alarms.rules import Expected
from core.mentions.alarms.sightings import Sighting, TopicSign
from core.mentions.kinds import AlarmState
from core.plan.kinds import LevelName
from core.plan.model import Level

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
VILLAGE = Expected(0.3)
POISON = TopicSign("Animales", "animals-poison", LevelName.RED, ("veneno",), ("muere",), ("muere",))
WATER = TopicSign("Agua", "water", LevelName.RED, ("sin agua",))
BINS = TopicSign("Basuras", "bins-taxes", LevelName.YELLOW, ("contenedores",))
DEATH = TopicSign(
    "Accidentes", "accidents", LevelName.ORANGE, ("accidente",), ("fallece",), ("fallece",)
)
TRIAL = TopicSign(
    "Menores", "minors", LevelName.RED, ("una menor",), ("abusos sexuales",), justice=True
)
ACCIDENT = TopicSign("Accidentes", "accidents", LevelName.ORANGE, ("accidente",), ("herido",))
PLAN = [
    Level(LevelName.GREEN),
    Level(LevelName.YELLOW, mentions_day=4, negative_share=40, sensitive=True),
    Level(LevelName.ORANGE, mentions_day=10, negative_share=60),
    Level(LevelName.RED, mentions_day=20, negative_share=75),
]
COUNTS = [
    Level(LevelName.YELLOW, mentions_day=4),
    Level(LevelName.ORANGE, mentions_day=10),
    Level(LevelName.RED, mentions_day=20),
]
EMPTY_PLAN = [Level(name) for name in LevelName]


def said(count: int, *, negative: int = 0, places: int = 0, first: int = 1) -> list[Sighting]:
    """So many stories, one mention each, of which the first ones speak ill."""
    return [
        Sighting(
            item_id=first + number,
            at=NOON - timedelta(hours=count - number),
            seen_at=NOON,
            story_id=first + number,
            story=f"Historia {first + number}",
            place=f"Medio {number % (places or count)}",
            negative=number < negative,
        )
        for number in range(count)
    ]


def copies(count: int, *, negative: bool = False) -> list[Sighting]:
    """One story in so many places."""
    seen = said(count, negative=count if negative else 0)
    return [replace(sighting, story_id=1, story="El mismo suceso") for sighting in seen]


def look(
    seen: list[Sighting], expected: Expected = VILLAGE, plan: list[Level] = EMPTY_PLAN
) -> AlarmFacts | None:
    return rules.look(seen, expected, plan)


def alarm(
    seen: list[Sighting], expected: Expected = VILLAGE, plan: list[Level] = EMPTY_PLAN
) -> AlarmFacts:
    found = look(seen, expected, plan)
    assert found is not None
    return found


def kinds(facts: AlarmFacts) -> list[ReasonKind]:
    return [reason.kind for reason in facts.reasons]


def test_five_angry_stories_in_a_village_are_an_alarm_of_orange_or_more():
    facts = alarm(said(5, negative=5))

    assert kinds(facts)[0] is ReasonKind.COUNT
    assert (facts.stories, facts.mentions, facts.items) == (5, 5, (1, 2, 3, 4, 5))
    assert levels.rank(facts.level) >= levels.rank(LevelName.ORANGE)


@pytest.mark.parametrize("expected", [0.3, 1.0, 2.0])
def test_three_items_of_the_agenda_are_none(expected):
    assert look(said(3), Expected(expected)) is None
    assert look(said(3, negative=1), Expected(expected)) is None


@pytest.mark.parametrize(("expected", "told"), [(0.43, True), (0.44, False)])
def test_chance_brings_three_stories_on_one_day_in_a_hundred(expected, told):
    """So often they come where 0.436 a day are usual."""
    assert (look(said(3, negative=2), Expected(expected)) is not None) is told


@pytest.mark.parametrize(
    ("count", "negative", "expected", "told"),
    [(3, 1, 0.3, False), (3, 2, 0.3, True), (6, 2, 1.5, True), (7, 2, 1.5, False)],
)
def test_an_alarm_speaks_ill_in_two_stories_and_in_a_third_of_them(count, negative, expected, told):
    assert (look(said(count, negative=negative), Expected(expected)) is not None) is told


@pytest.mark.parametrize(
    ("count", "expected", "told"),
    [(5, 0.3, False), (6, 0.3, True), (6, 0.71, True), (6, 0.72, False)],
)
def test_a_burst_beyond_all_measure_is_told_even_without_a_bad_word(count, expected, told):
    """Six stories where chance brings them on one day in ten thousand: where 0.714 are usual."""
    assert (look(said(count), Expected(expected)) is not None) is told


def test_a_feast_of_which_much_is_said_stays_yellow_whatever_the_plan_counts():
    assert alarm(said(25), plan=PLAN).level is LevelName.YELLOW
    assert alarm(said(6)).level is LevelName.YELLOW


def test_what_is_usual_in_a_city_is_no_alarm():
    assert look(said(12, negative=4), Expected(10.0)) is None


def test_five_copies_of_one_story_are_one_story():
    assert look(copies(5)) is None


def test_one_story_told_for_ill_in_three_places_is_an_alarm():
    facts = alarm(copies(3, negative=True))

    assert kinds(facts)[0] is ReasonKind.SPREAD
    assert facts.reasons[0].words == ("El mismo suceso", "Medio 0", "Medio 1", "Medio 2")
    assert look(copies(2, negative=True)) is None


def test_where_stories_spread_every_day_one_more_is_no_news():
    assert look(copies(3, negative=True), Expected(10.0, spread=1.0)) is None


def test_stories_of_a_source_added_this_week_do_not_count():
    young = [replace(sighting, counted=False) for sighting in said(6, negative=2, places=2)]

    assert look(young) is None


def test_one_mention_with_poison_a_death_and_the_council_is_enough():
    (sighting,) = said(1)
    grave = replace(sighting, signs=(POISON,), actors=("Ayuntamiento",))

    facts = alarm([grave])

    assert facts.reasons[0] == AlarmReason(
        ReasonKind.SENSITIVE, ("veneno", "muere", "Ayuntamiento")
    )
    assert facts.items == (1,)


@pytest.mark.parametrize(
    "missing", [{"actors": ()}, {"signs": ()}, {"signs": (replace(POISON, harm=(), deaths=()),)}]
)
def test_without_one_of_the_three_it_is_not(missing):
    (sighting,) = said(1)
    whole = replace(sighting, signs=(POISON,), actors=("Ayuntamiento",))

    assert look([whole]) is not None
    assert look([replace(whole, **missing)]) is None


def test_the_death_of_a_person_is_enough_without_anybody_official():
    (sighting,) = said(1)
    flood = TopicSign(
        "Riadas", "flood", LevelName.RED, ("riada",), ("heridos", "muere"), ("muere",)
    )

    facts = alarm([replace(sighting, signs=(flood,))])

    assert facts.reasons[0] == AlarmReason(ReasonKind.SENSITIVE, ("riada", "muere"))
    assert facts.level is LevelName.RED
    assert look([replace(sighting, signs=(replace(flood, deaths=()),))]) is None
    # Once a week is rare.
    assert look([replace(sighting, signs=(flood,))], Expected(0.3, {"Riadas": 1 / 7})) is not None
    assert look([replace(sighting, signs=(flood,))], Expected(0.3, {"Riadas": 0.15})) is None
    with i18n.language("es"):
        (why,) = wording.why(told(facts))
    assert why == "Una mención cuenta una muerte y lleva una palabra sensible: «riada» y «muere»."


def test_somebody_official_says_more_than_a_death():
    flood = TopicSign(
        "Riadas", "flood", LevelName.RED, ("riada",), ("heridos", "muere"), ("muere",)
    )
    first, second = (replace(sighting, signs=(flood,), place="Radio") for sighting in said(2))

    facts = alarm([first, replace(second, actors=("alcalde",))])

    assert facts.reasons[0].words == ("riada", "heridos", "alcalde")


def test_what_is_told_every_week_must_be_improbable_too():
    seen = [
        replace(sighting, signs=(ACCIDENT,), actors=("policía local",), place="Radio")
        for sighting in said(4)
    ]
    weekly = Expected(5.0, topics={"Accidentes": 0.4})

    assert look(seen[:1], weekly) is None
    assert look(seen[:1], Expected(5.0, topics={"Accidentes": 0.15})) is None
    assert look(seen[:1], Expected(5.0, topics={"Accidentes": 0.14})) is not None
    assert kinds(alarm(seen, weekly))[0] is ReasonKind.SENSITIVE


def test_a_source_of_much_weight_that_speaks_ill_of_a_sensitive_matter_is_enough():
    (sighting,) = said(1, negative=1)
    weighty = replace(sighting, weight=3, signs=(WATER,))

    facts = alarm([weighty])

    assert facts.reasons[0] == AlarmReason(ReasonKind.WEIGHT, ("Medio 0",), count=1)
    assert look([replace(weighty, weight=2)]) is None
    assert look([replace(weighty, negative=False)]) is None
    assert look([weighty], Expected(10.0, weighty=1.0)) is None


def test_what_parties_say_of_each_other_in_a_source_of_much_weight_is_no_alarm():
    first, second = (replace(sighting, weight=3) for sighting in said(2, negative=2, places=1))

    assert look([first]) is None
    # Two such stories in a day are rare whatever they are about.
    assert kinds(alarm([first, second]))[0] is ReasonKind.WEIGHT


def test_what_is_complained_of_every_day_needs_harm_in_a_source_of_much_weight():
    (sighting,) = (replace(other, weight=3, signs=(BINS,)) for other in said(1, negative=1))

    assert look([sighting]) is None
    assert look([replace(sighting, signs=(replace(BINS, harm=("ratas",)),))])


# Many small complaints.


@pytest.mark.parametrize(("usual", "told"), [(0.31, True), (0.32, False)])
def test_three_complaints_are_seen_among_much_other_news(usual, told):
    """Three come by chance on four days in a thousand where 0.311 a day are usual."""
    seen = said(5, negative=3)
    expected = Expected(3.0, negative=usual)

    facts = look(seen, expected)

    assert (facts is not None) is told
    if facts is not None:
        assert facts.reasons[0] == AlarmReason(ReasonKind.COMPLAINTS, count=3, of=1)
        assert facts.items == (1, 2, 3)


def test_two_complaints_and_three_of_one_place_are_none():
    expected = Expected(3.0, negative=0.2)

    assert look(said(5, negative=2), expected) is None
    assert look([replace(item, place="Foro") for item in said(3, negative=3)], expected) is None
    assert look(said(3, negative=3, places=2), expected) is not None


def test_of_much_that_is_said_a_tenth_speaks_ill_however_content_a_place_was():
    assert look(said(12, negative=4), Expected(10.0)) is None
    assert look(said(12, negative=6), Expected(10.0)) is not None


@pytest.mark.parametrize(("usual", "told"), [(0.33, True), (0.34, False)])
def test_three_complaints_of_one_topic_are_seen_where_others_are_read_every_day(usual, told):
    """Three come by chance on five days in a thousand where 0.336 a day are usual."""
    dry = [replace(sighting, signs=(WATER,)) for sighting in said(3, negative=3)]
    seen = [*dry, *said(6, negative=3, first=10)]
    expected = Expected(12.0, negative=3.0, topics={"Agua": usual})

    facts = look(seen, expected)

    assert (facts is not None) is told
    if facts is not None:
        assert facts.reasons[0] == AlarmReason(ReasonKind.TOPIC, ("Agua",), count=3, of=1)
        assert facts.items == (1, 2, 3)


@pytest.mark.parametrize(("usual", "told"), [(0.10, True), (0.11, False)])
def test_two_complaints_of_a_topic_are_enough_where_it_is_rare(usual, told):
    """Two come by chance on five days in a thousand where 0.103 a day are usual."""
    seen = [replace(sighting, signs=(WATER,)) for sighting in said(2, negative=2)]
    expected = Expected(12.0, negative=3.0, topics={"Agua": usual})

    assert (look(seen, expected) is not None) is told
    assert look(seen[:1], expected) is None
    assert look([replace(sighting, place="Foro") for sighting in seen], expected) is None


def test_of_bins_and_potholes_it_takes_three():
    seen = [replace(sighting, signs=(BINS,)) for sighting in said(3, negative=3)]

    assert look(seen[:2], Expected(12.0, negative=3.0)) is None
    assert look(seen, Expected(12.0, negative=3.0)) is not None


# What is told every week where much is told.


@pytest.mark.parametrize("sign", [DEATH, TRIAL])
def test_in_a_busy_place_a_death_or_a_trial_needs_somebody_official_in_its_sentence(sign):
    (sighting,) = said(1)
    below = replace(sighting, signs=(sign,), actors=("Ayuntamiento",))
    beside = replace(below, signs=(replace(sign, accused=True),))

    assert look([below], Expected(2.9)) is not None
    assert look([below], Expected(3.0)) is None
    assert look([beside], Expected(3.0)) is not None


@pytest.mark.parametrize("sign", [DEATH, TRIAL])
def test_in_a_busy_place_a_death_or_a_trial_is_news_in_two_places(sign):
    first, second = (
        replace(item, signs=(sign,), actors=("Ayuntamiento",), story_id=1) for item in said(2)
    )

    assert look([first, second], Expected(3.0)) is not None
    assert look([first, replace(second, place=first.place)], Expected(3.0)) is None


@pytest.mark.parametrize("template", ["animals-poison", "water", "fiestas", "corruption"])
def test_nobody_dies_every_week_of_the_water_or_at_a_feast(template):
    (sighting,) = said(1)
    grave = replace(DEATH, template=template, justice=True)

    assert look([replace(sighting, signs=(grave,), actors=("Ayuntamiento",))], Expected(20.0))


# What belongs to it.


def test_of_a_day_with_more_than_usual_only_what_speaks_ill_belongs_to_the_alarm():
    bad, again, *others = said(6, negative=2)
    calm = others[-1]
    copy = replace(calm, story_id=bad.story_id)

    facts = alarm([bad, again, *others[:-1], copy])

    # The last one tells the same story in other words. The rest is in the count.
    assert facts.items == (bad.item_id, again.item_id, copy.item_id)
    assert (facts.mentions, facts.stories) == (6, 5)


def test_where_nothing_speaks_ill_all_of_a_burst_belongs_to_the_alarm():
    assert alarm(said(6)).items == (1, 2, 3, 4, 5, 6)


def test_only_what_raised_the_alarm_belongs_to_it():
    # The second mention is another telling of the first; the others are of something else.
    first, again, *others = said(4)
    grave = replace(first, signs=(POISON,), actors=("Ayuntamiento",))

    facts = alarm([grave, replace(again, story_id=grave.story_id), *others], Expected(4.0))

    assert facts.items == (grave.item_id, again.item_id)


# The level.


def test_an_alarm_is_at_least_yellow():
    assert alarm(said(3, negative=2, places=2), plan=PLAN).level is LevelName.YELLOW


def test_the_plan_decides_by_its_counts():
    facts = alarm(said(11, negative=4, places=2), plan=PLAN)

    assert facts.level is LevelName.ORANGE
    assert facts.level_reason == AlarmReason(ReasonKind.PLAN_COUNT, count=11, of=10)


def test_the_plan_decides_by_the_share_of_negatives_once_there_are_enough():
    facts = alarm(said(5, negative=4, places=2), plan=PLAN)

    assert facts.level is LevelName.ORANGE
    assert facts.level_reason == AlarmReason(ReasonKind.PLAN_SHARE, count=80, of=60)
    # Three stories do not reach the least count of the plan: their share says nothing yet.
    assert alarm(said(3, negative=3, places=2), plan=PLAN).level is LevelName.YELLOW


@pytest.mark.parametrize(("count", "level"), [(2, LevelName.YELLOW), (3, LevelName.RED)])
def test_a_share_of_fewer_than_three_stories_says_nothing(count, level):
    plan = [Level(LevelName.RED, negative_share=75)]

    seen = said(count, negative=count, places=2)
    assert levels.level(seen, seen, 0.3, plan)[0] is level


@pytest.mark.parametrize(
    ("count", "bad", "level"),
    [
        (20, 14, LevelName.ORANGE),
        (20, 15, LevelName.RED),
        (19, 19, LevelName.ORANGE),
    ],
)
def test_red_takes_its_count_and_its_share_together(count, bad, level):
    """A feast, or five cross words in a hamlet, is no crisis."""
    seen = said(count, negative=bad, places=2)
    assert levels.level(seen, seen, 0.3, PLAN)[0] is level


@pytest.mark.parametrize(
    ("count", "bad", "level"),
    [
        (12, 3, LevelName.YELLOW),
        (12, 4, LevelName.ORANGE),
        (20, 9, LevelName.ORANGE),
        (20, 10, LevelName.RED),
    ],
)
def test_many_stories_raise_the_level_where_a_third_or_half_of_them_speaks_ill(count, bad, level):
    seen = said(count, negative=bad, places=2)
    assert levels.level(seen, seen, 0.3, COUNTS)[0] is level


def test_the_share_of_negatives_is_that_of_the_day_and_not_of_what_raised_the_alarm():
    day = said(9, negative=4, places=2)

    level, reason = levels.level(day[:4], day, 3.0, PLAN)

    assert level is LevelName.YELLOW
    assert reason == AlarmReason(ReasonKind.PLAN_SHARE, count=44, of=40)


def test_a_plan_without_figures_goes_by_what_is_usual():
    village = levels.thresholds(EMPTY_PLAN, 0.3)
    city = levels.thresholds(EMPTY_PLAN, 20.0)

    assert [level.mentions_day for level in village] == [3, 5, 10]
    assert [level.mentions_day for level in city] == [3, 60, 120]


def test_poison_told_in_two_places_is_red_and_in_one_orange():
    first, second = (replace(item, signs=(POISON,), actors=("alcalde",)) for item in said(2))

    assert alarm([first]).level is LevelName.ORANGE
    facts = alarm([first, second])
    assert facts.level is LevelName.RED
    assert facts.level_reason == AlarmReason(ReasonKind.DANGER, ("Animales", "muere"), count=2)


@pytest.mark.parametrize(("places", "level"), [(2, LevelName.YELLOW), (3, LevelName.ORANGE)])
def test_what_is_told_for_ill_in_three_places_is_orange(places, level):
    seen = copies(places, negative=True)

    assert levels.level(seen, seen, 0.3, EMPTY_PLAN)[0] is level


def test_complaints_of_different_things_are_not_one_matter_in_several_places():
    apart = said(3, negative=3)
    of_water = [replace(sighting, signs=(WATER,)) for sighting in apart]

    assert levels.level(apart, apart, 3.0, COUNTS)[0] is LevelName.YELLOW
    level, reason = levels.level(of_water, of_water, 3.0, COUNTS)
    assert level is LevelName.ORANGE
    assert reason == AlarmReason(ReasonKind.SEVERAL, ("Medio 0", "Medio 1", "Medio 2"), count=3)


def test_an_everyday_death_among_complaints_does_not_make_them_red():
    first, *others = said(5, negative=5)
    seen = [replace(first, signs=(DEATH,)), *others]

    assert levels.level(seen, seen, 2.9, COUNTS)[0] is LevelName.RED
    assert levels.level(seen, seen, 3.0, COUNTS)[0] is LevelName.YELLOW


def test_a_death_that_is_no_animals_is_red():
    (sighting,) = said(1)
    deadly = replace(ACCIDENT, harm=("fallece",), deaths=("fallece",))

    facts = alarm([replace(sighting, signs=(deadly,), actors=("Ayuntamiento",))])

    assert facts.level is LevelName.RED
    assert facts.level_reason.kind is ReasonKind.DEATH


def test_what_the_whole_country_reads_is_red_when_it_speaks_ill():
    seen = [replace(copy, national=True) for copy in copies(3, negative=True)]

    assert alarm(seen).level is LevelName.RED
    assert look([replace(sighting, negative=False) for sighting in seen]) is None


def told(facts: AlarmFacts) -> Alarm:
    return Alarm(1, 1, "Medellín", NOON, NOON, facts.level, facts, AlarmState.OPEN)


@pytest.mark.usefixtures("english")
def test_a_count_explains_itself():
    seen = [replace(sighting, signs=(POISON,)) for sighting in said(3, places=1)]
    facts = alarm([*seen, *said(1, first=9)])

    assert wording.headline(told(facts)) == (
        "4 mentions in 24 hours; 0 or 1 are usual; 3 say “veneno”"
    )
    assert wording.why(told(facts))[0] == "4 mentions in 24 hours; 0 or 1 are usual."


@pytest.mark.parametrize(
    ("words", "told"),
    [(("veneno",), []), (("veneno", "venenosos"), [2]), (("muerte", "muertos"), [])],
)
def test_a_word_is_told_when_two_mentions_begin_one_with_the_same_six_letters(words, told):
    seen = [
        replace(
            item, signs=(TopicSign("", "", LevelName.RED, (word,), (harm,)),), actors=("alcalde",)
        )
        for item, word, harm in zip(said(len(words)), words, ("herido", "grave"), strict=False)
    ]

    assert [item.count for item in alarm(seen).reasons if item.kind is ReasonKind.WORDS] == told


@pytest.mark.usefixtures("english")
def test_a_word_is_told_in_each_form_that_can_be_read():
    words = ("veneno", "veneno", "venenosos")
    signs = [TopicSign("Agua", "", LevelName.RED, (word,), ("herido",)) for word in words]
    seen = [
        replace(item, signs=(sign,), negative=True)
        for item, sign in zip(said(3), signs, strict=True)
    ]

    facts = alarm(seen)

    assert "3 say “veneno” or “venenosos”" in wording.headline(told(facts))
    assert wording.level_why(told(facts)).endswith("(such as “herido”), reported in 3 places.")


@pytest.mark.usefixtures("english")
def test_more_mentions_than_stories_are_told_as_such():
    more = [replace(said(1, first=20)[0], story_id=1), *said(4, negative=3, places=2)]

    assert wording.headline(told(alarm(more))) == (
        "5 mentions in 24 hours, of 4 stories; 0 or 1 are usual;"
        " 3 of the 4 stories that raised the alarm may be negative"
    )


@pytest.mark.usefixtures("english")
def test_a_single_mention_explains_itself():
    (sighting,) = said(1)
    facts = alarm([replace(sighting, signs=(POISON,), actors=("alcalde",), negative=True)])

    assert wording.headline(told(facts)) == ("“veneno”, “muere” and “alcalde” in one mention")
    (sentence,) = wording.why(told(facts))
    assert sentence.startswith("One mention has a sensitive word, a harm and the council")
    assert sentence.endswith(": “veneno”, “muere” and “alcalde”.")
    assert wording.level_why(told(facts)) == (
        "Level orange: harm in “Animales” (“muere”), reported in 1 place."
    )


@pytest.mark.usefixtures("english")
def test_complaints_explain_themselves():
    small = alarm(said(5, negative=3), Expected(3.0))
    dry = [replace(sighting, signs=(WATER,)) for sighting in said(3, negative=3)]
    of_water = alarm([*dry, *said(9, negative=3, first=10)], Expected(12.0, negative=3.0))

    assert wording.why(told(small)) == [
        "3 stories may be negative in 24 hours; usually there is 1 at most."
    ]
    assert wording.headline(told(of_water)) == (
        "3 stories of “Agua” are reported negatively in 24 hours; usually there is none;"
        " 3 of the 3 stories that raised the alarm may be negative"
    )
