"""What click says when a command is mistyped, in the reader's language.

Help pages, for authors and scripts, stay English, and so does what is not here.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping

from ama_flow.words.fr import typeset

_DOMAIN = "ama_flow"

WORDS: Mapping[str, Mapping[str, str]] = {
    "Usage:": {"nl": "Gebruik:", "fr": "Utilisation :", "de": "Aufruf:"},
    "Error: {message}": {
        "nl": "Fout: {message}",
        "fr": "Erreur : {message}",
        "de": "Fehler: {message}",
    },
    "Try '{command} {option}' for help.": {
        "nl": "Hulp vindt u met: {command} {option}",
        "fr": "Pour l'aide, tapez : {command} {option}",
        "de": "Hilfe erhalten Sie mit: {command} {option}",
    },
    "Aborted!": {"nl": "Afgebroken.", "fr": "Interrompu.", "de": "Abgebrochen."},
    "No such command {name!r}.": {
        "nl": "Er is geen commando {name!r}.",
        "fr": "Il n'y a pas de commande {name!r}.",
        "de": "Es gibt keinen Befehl {name!r}.",
    },
    "No such option {name!r}.": {
        "nl": "Er is geen optie {name!r}.",
        "fr": "Il n'y a pas d'option {name!r}.",
        "de": "Es gibt keine Option {name!r}.",
    },
    "Did you mean {possibility}?": {
        "nl": "Bedoelde u {possibility}?",
        "fr": "Vouliez-vous dire {possibility} ?",
        "de": "Meinten Sie {possibility}?",
    },
    "(Did you mean one of: {possibilities}?)": {
        "nl": "(Bedoelde u een van deze: {possibilities}?)",
        "fr": "(Vouliez-vous dire : {possibilities} ?)",
        "de": "(Meinten Sie eines davon: {possibilities}?)",
    },
    "Missing command.": {
        "nl": "Er ontbreekt een commando.",
        "fr": "Il manque une commande.",
        "de": "Es fehlt ein Befehl.",
    },
    "Missing argument": {
        "nl": "Er ontbreekt een argument",
        "fr": "Il manque un argument",
        "de": "Es fehlt ein Argument",
    },
    "Option {name!r} requires an argument.": {
        "nl": "Achter optie {name!r} ontbreekt een waarde.",
        "fr": "Il manque une valeur après l'option {name!r}.",
        "de": "Hinter der Option {name!r} fehlt ein Wert.",
    },
    "Option {name!r} does not take a value.": {
        "nl": "Bij optie {name!r} hoort geen waarde.",
        "fr": "L'option {name!r} ne prend pas de valeur.",
        "de": "Zur Option {name!r} gehört kein Wert.",
    },
    "Got unexpected extra argument ({args})": {
        "nl": "Er is een argument te veel ({args})",
        "fr": "Il y a un argument de trop ({args})",
        "de": "Es gibt ein Argument zu viel ({args})",
    },
    "Got unexpected extra arguments ({args})": {
        "nl": "Er zijn argumenten te veel ({args})",
        "fr": "Il y a des arguments de trop ({args})",
        "de": "Es gibt Argumente zu viel ({args})",
    },
    "Invalid value: {message}": {
        "nl": "Die waarde kan niet: {message}",
        "fr": "Cette valeur ne convient pas : {message}",
        "de": "Dieser Wert geht nicht: {message}",
    },
    "Invalid value for {param_hint}: {message}": {
        "nl": "De waarde van {param_hint} kan niet: {message}",
        "fr": "La valeur de {param_hint} ne convient pas : {message}",
        "de": "Der Wert von {param_hint} geht nicht: {message}",
    },
    "{value!r} is not one of {choices}.": {
        "nl": "{value!r} is geen van deze: {choices}.",
        "fr": "{value!r} n'est pas un de ceux-ci : {choices}.",
        "de": "{value!r} ist keines davon: {choices}.",
    },
    "{name} {filename!r} is a directory.": {
        "nl": "{name} {filename!r} is een map.",
        "fr": "{name} {filename!r} est un dossier.",
        "de": "{name} {filename!r} ist ein Ordner.",
    },
    "file": {"nl": "bestand", "fr": "fichier", "de": "Datei"},
}
"""Our words by those of click, and by language."""


class _Translations(gettext.NullTranslations):
    """The words of one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> str:
        """Give *message* in the language, or as it is."""
        words = WORDS.get(message, {}).get(self._language, message)
        return typeset(words) if self._language == "fr" else words

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Give the message for one, or that for more."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def speak(language: str) -> None:
    """Let click say its words in *language*, for the rest of this process.

    Click asks ``gettext``, which looks for a catalogue of the domain that is set, and
    finds this one: there are no files.
    """
    found, ours = gettext.translation, _Translations(language)

    def translation(domain: str, *args: object, **options: object) -> object:
        return ours if domain == _DOMAIN else found(domain, *args, **options)  # type: ignore[call-overload] # passed on as they come

    gettext.textdomain(_DOMAIN)
    gettext.translation = translation  # type: ignore[assignment] # it has many forms
