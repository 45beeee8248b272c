"""How the name of a town is written: with its other names, after prepositions, in Basque cases."""

from collections.abc import Iterable, Sequence

from core.mentions import place_words
from core.text import fold
from core.town.model import Town

_VOWELS = "aeiou"


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, the first as it is written; accents and case do not make another."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(fold(word), word)
    return tuple(found.values())


def names(town: Town, former: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of a town: official ones, `former` ones, and others that everybody knows."""
    known = place_words.words().spellings.get(town.ine_code, ())
    return unique(name for name in (town.name, town.alt_name, *former, *known) if name)


def forms(given: Sequence[str], languages: Sequence[str]) -> tuple[str, ...]:
    """Those names, and each as it stands in a sentence of these languages."""
    found: list[str] = []
    for name in given:
        found.append(name)
        for language in _spoken(languages):
            found += _after_articles(name, language)
        if "eu" in languages and " " not in name:
            found += declined(name).values()
    return tuple(dict.fromkeys(found))


def has_article(name: str) -> bool:
    """Whether a name begins with an article: La Torre, Els Alamús, A Coruña."""
    articles = place_words.words().articles
    return any(name.startswith(one) for known in articles.values() for one in known)


def phrases(given: Sequence[str], town: Town, *, saint: bool = False) -> tuple[str, ...]:
    """What the press writes where it means a town and nobody of its name: `alcalde de Torres`.

    Of a saint the bare `en San Pedro` is left out: it may be any church or street.
    """
    listed = place_words.words().phrases
    found: list[str] = []
    for name in given:
        for language in _spoken(town.languages):
            templates = [one for one in listed[language] if not (saint and one == "en {name}")]
            cases = declined(name) if language == "eu" else {}
            for template in templates:
                found += _contracted(template.format(name=name, **cases), name, language)
        found += _in_province(name, town)
    return tuple(dict.fromkeys(found))


def whole_province(given: Sequence[str], languages: Sequence[str]) -> tuple[str, ...]:
    """What is said of a province that has the name of its capital."""
    listed = place_words.words().whole_province
    return unique(
        phrase
        for name in given
        for language in _spoken(languages)
        for template in listed.get(language, ())
        for phrase in _contracted(template.format(name=name), name, language)
    )


def declined(name: str) -> dict[str, str]:
    """A name in the Basque cases of place: of, in, to and from it."""
    stem, last = name, fold(name)[-1]
    if last in _VOWELS:
        ends = ("ko", "n", "ra", "tik")
    elif last in "nl":
        ends = ("go", "en", "era", "dik")
    elif last == "r":
        ends = ("ko", "ren", "rera", "tik")
    else:
        ends = ("ko", "en", "era", "tik")
        # Zarautz, Zarauzko: tz is simplified before a consonant.
        stem = f"{name[:-2]}z" if name.endswith("tz") else name
    of, inside, to, out = ends
    return {
        "of": f"{stem}{of}",
        "inside": f"{name}{inside}",
        "to": f"{name}{to}",
        "out": f"{stem}{out}",
    }


def _spoken(languages: Sequence[str]) -> list[str]:
    """Those for which there are words; Spanish is spoken everywhere."""
    known = place_words.words().phrases
    return [one for one in known if one == "es" or one in languages]


def _after_articles(name: str, language: str) -> list[str]:
    """`del Ejido`, `da Coruña`, and the name as indexes have it: `Ejido, El`."""
    for article, others in place_words.words().articles.get(language, {}).items():
        if name.startswith(article):
            rest = name.removeprefix(article)
            return [*(f"{other}{rest}" for other in others), f"{rest}, {article.strip()}"]
    return []


def _contracted(phrase: str, name: str, language: str) -> list[str]:
    """The phrase, and as it is really written before the article or vowel of the name."""
    for full, short in place_words.words().contractions.get(language, {}).items():
        if full in phrase:
            return [phrase, phrase.replace(full, short)]
    if language == "ca" and fold(name)[0] in f"{_VOWELS}h":
        return [phrase.replace(f"de {name}", f"d'{name}")]
    return [phrase]


def _in_province(name: str, town: Town) -> list[str]:
    known, listed = place_words.province(town.province), place_words.words().province_phrases
    found = [
        template.format(name=name, province=province)
        for province in known.words
        for template in listed.province
    ]
    for adjective, templates in (
        (known.masculine, listed.masculine),
        (known.feminine, listed.feminine),
    ):
        if adjective:
            found += [one.format(name=name, adjective=adjective) for one in templates]
    return found
