"""The library's words in further languages, as they are stored with each row."""

from coaching.library import french, german
from coaching.library.words import Said

_LANGUAGES = {"de": german, "fr": french}


def of_exercise(slug: str) -> dict[str, dict[str, str]]:
    """Such as {"de": {"name": …, "steps": …}}; empty for an exercise that isn't the library's."""
    return {
        code: _stored(words.EXERCISES[slug]) for code, words in _LANGUAGES.items() if slug in words.EXERCISES
    }


def of_template(emphasis: str) -> dict[str, dict[str, str]]:
    """Such as {"de": {"name": …, "introduction": …}}."""
    return {code: _stored(words.TEMPLATES[emphasis]) for code, words in _LANGUAGES.items()}


def _stored(said: Said) -> dict[str, str]:
    lines = {"steps": said.steps, "cues": said.cues, "stop_signs": said.stop_signs}
    texts = {"name": said.name, "summary": said.summary, "introduction": said.introduction}
    return {
        name: text for name, text in {**texts, **{k: "\n".join(v) for k, v in lines.items()}}.items() if text
    }
