"""The library's words in further languages, as they are stored with each row."""

import re

from coaching.library import french, german
from coaching.library.words import Said

_LANGUAGES = {"de": german, "fr": french}
#: French puts a space before these, at which no line may break.
_BEFORE_SIGN = re.compile(" (?=[;:?!])")


def of_exercise(slug: str) -> dict[str, dict[str, str]]:
    """Such as {"de": {"name": …, "steps": …}}; empty for an exercise that isn't the library's."""
    return {
        code: _stored(code, words.EXERCISES[slug])
        for code, words in _LANGUAGES.items()
        if slug in words.EXERCISES
    }


def of_template(emphasis: str) -> dict[str, dict[str, str]]:
    """Such as {"de": {"name": …, "introduction": …}}."""
    return {code: _stored(code, words.TEMPLATES[emphasis]) for code, words in _LANGUAGES.items()}


def _stored(code: str, said: Said) -> dict[str, str]:
    lines = {"steps": said.steps, "cues": said.cues, "stop_signs": said.stop_signs}
    texts = {"name": said.name, "summary": said.summary, "introduction": said.introduction}
    stored = {**texts, **{name: "\n".join(of_name) for name, of_name in lines.items()}}
    if code == "fr":
        stored = {name: _BEFORE_SIGN.sub("\N{NO-BREAK SPACE}", text) for name, text in stored.items()}
    return {name: text for name, text in stored.items() if text}
