"""What was said and called before the practice account's first start, and filling a new ledger with it.

Start here to change what the window shows on its first day. Ages are minutes before the first start,
so the newest texts are always a few minutes old.
"""

from collections.abc import Iterator

from desktop.sandbox import crowd
from desktop.sandbox.fates import Fate
from desktop.sandbox.ledger import Ledger
from desktop.sandbox.lines import (
    ALERTS_AU,
    BERLIN,
    FREEPHONE_UK,
    INTAKE_FR,
    OPENING_LINES,
    SALES_US,
    SERVICE_SE,
    SUPPORT_UK,
)
from desktop.sandbox.people import (
    BENNETT,
    BERLIN_CALLER,
    CALLER,
    CAMILLE,
    DENTAL,
    EVENING_GUEST,
    FRENCH_STRANGER,
    JORDAN,
    JOSE,
    LANDLINE_CALLER,
    LAYLA,
    LIN,
    MAYA,
    OWEN,
    PARCELBOX,
    PEOPLE,
    PRIYA,
    QUAYSIDE,
    SATO,
    SIGN_IN_CODES,
    SOREN,
    STRANGER,
    SURFER,
    VIKTOR,
    ZOE,
)
from desktop.sandbox.records import Call, Contact, Entry
from desktop.sandbox.times import MINUTE
from desktop.sms import segments

_HOUR = 60
_DAY = 24 * _HOUR

_IN = Fate.RECEIVED
_OUT = Fate.DELIVERED

_Said = tuple[int, Fate, str]

_LONG = (
    "Dear Ms Bennett, the delivery of 20 May is complete. Pallet 1: printer paper, 40 boxes. Pallet 2: "
    "folders and tape. Pallet 3: two label printers [model LP-20] and spare rolls. One box of tape arrived "
    "wet; we have credited it {EUR 14.40} and a replacement leaves tomorrow. Everything else was signed for "
    "at gate B. You can see the signed papers at https://freight.example/orders/20381 and answer this text "
    "if anything is missing."
)

_TEXTS: dict[tuple[str, str], tuple[_Said, ...]] = {
    (SUPPORT_UK, ZOE.number): (
        (2 * _DAY, _IN, "Hi, I ordered a bicycle bell last week. Has it been sent?"),
        (
            2 * _DAY - 6,
            _OUT,
            "Hello Zoë, it leaves our shop today. Tracking: https://parcels.example/t/84120",
        ),
        (26, _IN, "Is it there yet?"),
        (21, _OUT, "It is out for delivery. You should have it by 17:00."),
        (9, _IN, "Lovely, thanks 😊"),
    ),
    (SUPPORT_UK, JOSE.number): (
        (3 * _DAY, _IN, "Buenos días, la máquina de café no calienta. ¿Pueden enviar a un técnico?"),
        (3 * _DAY - 20, _OUT, "Buenos días, José Ángel. ¿Le viene bien mañana entre las 9 y las 11?"),
        (3 * _DAY - 31, _IN, "Sí, está bien. ¡Muchas gracias!"),
    ),
    (SUPPORT_UK, LAYLA.number): (
        (5 * _HOUR, _IN, "مرحبا، متى تصل الكتب التي طلبتها؟ رقم الطلب 48213"),
        (5 * _HOUR - 12, _OUT, "مرحبا ليلى، ستصل الكتب غدًا صباحًا."),
        (4 * _HOUR, _IN, "ممتاز 🌸"),
    ),
    (SUPPORT_UK, BENNETT.number): (
        (8 * _DAY, _IN, "Could you send me a summary of the delivery, please?"),
        (8 * _DAY - 45, _OUT, _LONG),
        (7 * _DAY, _IN, "That is very clear, thank you."),
    ),
    (SUPPORT_UK, VIKTOR.number): (
        (1 * _DAY, _IN, "Добрый день! Мой заказ ещё не пришёл."),
        (1 * _DAY - 8, _OUT, "Добрый день, Виктор! Курьер приедет сегодня до 18:00."),
    ),
    (SUPPORT_UK, DENTAL.number): (
        (6 * _DAY, Fate.LANDLINE, "Hello, your new appointment cards are ready to be collected."),
    ),
    (SUPPORT_UK, OWEN.number): (
        (30 * _DAY, _OUT, "Hello Owen, our spring sale starts on Monday. Reply STOP to opt out."),
        (30 * _DAY - 3, _IN, "STOP"),
    ),
    (SUPPORT_UK, PRIYA.number): (
        (12 * _DAY, _IN, "Please confirm the order for Saturday."),
        (12 * _DAY - 90, _OUT, "Confirmed, Priya: Saturday, 08:30, back entrance."),
        (1 * _DAY + 30, Fate.UNREACHABLE, "Priya, the driver is at the door. Can you let him in?"),
    ),
    (SUPPORT_UK, QUAYSIDE.number): (
        (4 * _DAY, _OUT, "Unit 14 is paid until the end of June."),
        (4 * _DAY - 50, _IN, "Noted. Night desk."),
    ),
    (SUPPORT_UK, PARCELBOX): (
        (1 * _DAY + 90, _IN, "PARCELBOX: your parcel 84120 is waiting at the locker. PIN 5531."),
        (3 * _HOUR, _IN, "PARCELBOX: parcel 84177 was collected. Do not reply to this message."),
    ),
    (SALES_US, LIN.number): (
        (9 * _HOUR, _IN, "你好，我想订购二十箱茉莉花茶，请问价格是多少？"),
        (9 * _HOUR - 14, _OUT, "您好，林女士。二十箱的价格是 1,240 美元，含运费。"),
        (8 * _HOUR, _IN, "好的，我考虑一下🍵"),
    ),
    (SALES_US, SATO.number): (
        (2 * _DAY + 40, _IN, "お世話になっております。見積書を送っていただけますか？"),
        (2 * _DAY + 10, _OUT, "佐藤様、本日中にお送りいたします。"),
    ),
    (SALES_US, MAYA.number): (
        (50, _OUT, "Hi Maya, your tickets for Friday are confirmed."),
        (47, _IN, "OMG 🎉🎉🎉 thank you!!"),
        (46, _IN, "Can I bring my family? 👨‍👩‍👧‍👦"),
        (15, _OUT, "Of course. Four seats, row C."),
        (4, _IN, "❤️"),
    ),
    (SALES_US, STRANGER): ((70, _IN, "Hello, is this the right number for group orders?"),),
    (SALES_US, SIGN_IN_CODES): (
        (2 * _HOUR, _IN, "Your sign-in code is 481 516. It is valid for 10 minutes."),
    ),
    (SALES_US, EVENING_GUEST): (
        (11 * _DAY, Fate.FILTERED, "Win a free evening at the Casino Royal tonight!"),
    ),
    (SERVICE_SE, SOREN.number): (
        (64 * _DAY, _IN, "Hej! Är ni öppna på lördag?"),
        (64 * _DAY - 25, _OUT, "Hej Søren! Ja, mellan 10 och 15. Välkommen!"),
    ),
    (ALERTS_AU, JORDAN.number): (
        (1 * _DAY + 200, _OUT, "Reminder: surf lesson tomorrow at 07:30. Bring a towel."),
        (190, _OUT, "Swell warning for today: lessons start one hour later."),
    ),
    (ALERTS_AU, SURFER): ((185, _OUT, "Swell warning for today: lessons start one hour later."),),
    (INTAKE_FR, CAMILLE.number): (
        (10 * _HOUR, _IN, "Bonjour, voici mon numéro de dossier : 7741-Ç. Merci de me rappeler."),
        (6 * _HOUR, _IN, "J’ai oublié : après 18 h, s’il vous plaît."),
    ),
    (INTAKE_FR, FRENCH_STRANGER): ((1 * _DAY + 11, _IN, "Référence 5120, documents envoyés par courrier."),),
}

_CALLS: tuple[tuple[int, bool, str, str, int | None, str], ...] = (
    (9 * _DAY, True, SUPPORT_UK, DENTAL.number, 252, "answered"),
    (6 * _DAY + 5, False, SUPPORT_UK, DENTAL.number, 64, "answered"),
    (3 * _DAY + 60, True, SUPPORT_UK, JOSE.number, None, "missed"),
    (2 * _DAY + 300, True, FREEPHONE_UK, CALLER, 610, "answered"),
    (1 * _DAY + 400, True, FREEPHONE_UK, LANDLINE_CALLER, None, "missed"),
    (1 * _DAY + 20, False, SUPPORT_UK, PRIYA.number, None, "declined"),
    (1 * _DAY + 2, True, BERLIN, BERLIN_CALLER, 95, "answered"),
    (9 * _HOUR + 3, True, SALES_US, LIN.number, 341, "answered"),
    (4 * _HOUR, True, SALES_US, STRANGER, 27, "voicemail"),
    (55, False, SALES_US, MAYA.number, 118, "answered"),
    (30, True, SUPPORT_UK, ZOE.number, None, "missed"),
)
"""Age in minutes, inbound, line, peer, seconds, outcome."""


def fill(ledger: Ledger, now: int, conversations: int, messages: int | None) -> None:
    """Give a new ledger its lines, people, texts and calls, counted back from ``now`` (microseconds).

    ``conversations`` more are made up; ``messages`` is how many texts there are then in all (as far as
    each conversation has at least one), ``None``: a dozen for each one made up.
    """
    known = list(_told(now))
    wanted = None if messages is None else messages - len(known)
    made_up = crowd.gather(ledger.seed, conversations, wanted, now)
    for line in OPENING_LINES:
        ledger.put_line(line)
    ledger.add_contacts(Contact(one.name, one.company, ((one.number, one.label),)) for one in PEOPLE)
    ledger.add_contacts(made_up.contacts)
    ledger.add_texts(sorted(known + made_up.texts, key=lambda text: text.created))
    ledger.add_calls(
        Call(inbound, line, peer, now - age * MINUTE, seconds, outcome)
        for age, inbound, line, peer, seconds, outcome in _CALLS
    )
    ledger.finish_opening()


def _told(now: int) -> Iterator[Entry]:
    for (line, peer), said in _TEXTS.items():
        for age, fate, body in said:
            parts = segments.count(body).segments
            yield Entry(fate is _IN, line, peer, body, parts, fate.value, now - age * MINUTE)
