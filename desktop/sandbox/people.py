"""The people on the other side of the practice account: who they are, how their texts end, what they answer.

Start here to give somebody a script. All of them are made up and all numbers are reserved for fiction;
none is in +1 202 555 01xx, which stays free for strangers whose texts simply arrive. What was said
before the first start is in ``desktop.sandbox.histories``.
"""

from dataclasses import dataclass

from desktop.sandbox.fates import Fate


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the phone book.

    ``script`` is what they answer: to the first text sent to them its first entry (one or several
    texts in a row), to the second its second, and from the beginning again after the last.
    """

    name: str
    company: str
    number: str
    label: str = "mobile"
    fate: Fate = Fate.DELIVERED
    script: tuple[tuple[str, ...], ...] = ()


ZOE = Person(
    "Zoë Patel",
    "Patel Bicycles",
    "+447700900123",
    script=(
        ("Great, thank you! Can you leave it with the neighbour at number 12?",),
        ("Perfect 👍", "One more thing: is the invoice in the parcel?"),
        ("Thanks, that is all I needed.",),
    ),
)
JOSE = Person(
    "José Ángel Muñoz",
    "Café Ñandú",
    "+447700900211",
    script=(
        ("¡Perfecto! ¿A qué hora llegará el técnico?",),
        ("Muy bien, mañana por la mañana estaré aquí. Gracias.",),
    ),
)
LAYLA = Person(
    "ليلى حداد",
    "مكتبة الحداد",
    "+447700900345",
    script=(("شكرًا جزيلًا على الرد السريع.",), ("هل يمكن التسليم يوم الخميس؟", "بعد الساعة 15:00 من فضلك")),
)
LIN = Person(
    "林美玲",
    "美玲茶行",
    "+14155550117",
    script=(("收到，谢谢！",), ("请问周五之前能送到吗？",)),
)
SATO = Person(
    "佐藤ゆき",
    "さくら写真館",
    "+12065550133",
    script=(("ありがとうございます。よろしくお願いします。",), ("了解しました😊",)),
)
MAYA = Person(
    "Maya Thompson",
    "",
    "+13125550168",
    script=(("Yay!! 🎉🎉🎉", "You are the best 😍"), ("👍",), ("😂😂 see you then 👩‍👩‍👧‍👦",)),
)
SOREN = Person(
    "Søren Lindqvist",
    "Lindqvist Bygg",
    "+46701740633",
    script=(("Tack så mycket! Då ses vi på måndag.",), ("Går det bra klockan 10 i stället?",)),
)
CAMILLE = Person(
    "Camille Lefèvre",
    "Atelier Lefèvre",
    "+33639980022",
    script=(("Très bien, merci beaucoup ! À bientôt.",), ("C’est noté ✔",)),
)
BENNETT = Person(
    "Rosa Bennett",
    "Bennett & Cole Freight",
    "+447700900456",
    script=(
        (
            "Thank you. Here is the full list for the next delivery: 14 boxes of printer paper, 6 toner "
            "cartridges (black), 2 toner cartridges (cyan), 40 folders, 12 rolls of tape, 3 label printers "
            "and the replacement scanner. Please deliver to gate B before 11:00, and ring the bell twice. "
            "The forklift is only free until noon, so a later slot has to wait until Thursday.",
        ),
        ("The paperwork is here: https://freight.example/orders/20417?view=print",),
    ),
)
VIKTOR = Person(
    "Виктор Орлов",
    "",
    "+447700900512",
    script=(("Спасибо, всё получил.",), ("Хорошо, буду ждать звонка.",)),
)
DENTAL = Person("Harbour Dental", "Front desk", "+442079460018", "office", Fate.LANDLINE)
OWEN = Person("Owen Reilly", "", "+447700900678")
"""Opted out: his history ends with STOP, which is what the carrier goes by."""
PRIYA = Person("Priya Nair", "Nair Catering", "+447700900789", fate=Fate.UNREACHABLE)
QUAYSIDE = Person("Quayside Storage", "Night desk", "+447700900834", fate=Fate.SLOW)
JORDAN = Person("Jordan Blake", "Blake Surf School", "+61491570157")

PEOPLE = (
    ZOE,
    JOSE,
    LAYLA,
    LIN,
    SATO,
    MAYA,
    SOREN,
    CAMILLE,
    BENNETT,
    VIKTOR,
    DENTAL,
    OWEN,
    PRIYA,
    QUAYSIDE,
    JORDAN,
)
"""Everybody in the phone book, in its order."""

FATES = {person.number: person.fate for person in PEOPLE}
SCRIPTS = {person.number: person.script for person in PEOPLE}

PARCELBOX = "PARCELBOX"
"""A sender with a name instead of a number: it writes, and nobody can answer it."""
SIGN_IN_CODES = "15501"
"""A short code that writes. No short code begins with 1 in North America."""

STRANGER = "+12125550187"
EVENING_GUEST = "+12125550163"
FRENCH_STRANGER = "+33639980047"
SURFER = "+61491570158"
CALLER = "+447700900941"
LANDLINE_CALLER = "+442079460061"
BERLIN_CALLER = "+493023125044"

STRANGERS = (
    STRANGER,
    EVENING_GUEST,
    FRENCH_STRANGER,
    SURFER,
    CALLER,
    LANDLINE_CALLER,
    BERLIN_CALLER,
)
"""Numbers with a past here that are not in the phone book."""
