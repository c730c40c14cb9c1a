"""Labels of numbers: words for the usual ones in several languages become one of ours."""

from desktop.store.contact_folding import folded
from desktop.store.contact_records import LABELS

_WORDS = {
    "mobile": "mobile cell cellular cellphone iphone mobil handy natel movil celular portable telemovel "
    "cellulare mobiel komorka komorkowy mobiltelefon mobilnummer gsm",
    "work": "work business office buro geschaftlich arbeit dienstlich trabajo bureau travail professionnel "
    "lavoro ufficio trabalho werk arbete praca firma sluzbowy",
    "home": "home private privat zuhause casa domicile maison thuis hem dom domowy personal",
    "main": "main primary haupt hauptnummer principal principale hoofdnummer glowny",
    "fax": "fax workfax homefax telefax",
    "pager": "pager piepser beeper",
    "other": "other sonstige otro autre altro outro anders ovrigt inny",
}
_CODES = {word: code for code, words in _WORDS.items() for word in words.split()}


def label_of(text: str) -> str:
    """One of ``LABELS`` if the text is a word for one; a label of somebody's own stays as it is."""
    return _CODES.get(folded(text).replace("-", ""), text)


assert set(_WORDS) == set(LABELS)
