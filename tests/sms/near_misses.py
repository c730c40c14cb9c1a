"""Texts for the brake: a phone book, normal sends to its people, and sends that nearly went to the wrong one.

Made from templates in seven languages by a seeded generator, so that the rates of the tests can be repeated.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.sms.addressed import name_words, plain_name
from desktop.sms.brake import Book

LINE = "+447700900010"


@dataclass(frozen=True)
class Person:
    name: str
    number: str
    short: str = ""
    """What friends say."""


PEOPLE = [
    Person(name, f"+4477009001{place:02}", short)
    for place, (name, short) in enumerate(
        [
            ("Jon Miller", ""), ("Maria Lopez", ""), ("Anna Müller", ""), ("Thomas Becker", "Tom"),
            ("Zoë Patel", ""), ("William Chen", "Bill"), ("José García", "Pepe"), ("François Dubois", ""),
            ("Giulia Rossi", ""), ("João Silva", ""), ("Sanne de Vries", ""), ("Elizabeth Ward", "Liz"),
            ("Mark Stone", ""), ("Will Harper", ""), ("Rose Morgan", ""), ("May Lin", ""),
            ("Björn Åberg", ""), ("Søren Holm", ""), ("Łukasz Nowak", ""), ("Omar Haddad", ""),
            ("Mariana Costa", ""), ("Annika Berg", ""), ("Jean-Luc Petit", ""), ("Marie Martin", ""),
            ("Piet Jansen", ""), ("Alexander Wolf", "Alex"), ("Christina Lang", "Tina"), ("Lucía Torres", ""),
            ("Matteo Ricci", ""), ("Beatriz Souza", ""), ("Kees Bakker", ""), ("Nadia Roy", ""),
            ("Priya Nair", ""), ("Wei Zhang", ""), ("Daniel O'Brien", "Dan"), ("Sofie Jensen", ""),
        ]
    )
]  # fmt: skip
FIRST = {name_words(one.name)[0] for one in PEOPLE}
SURNAMES = {word for one in PEOPLE for word in name_words(one.name)[1:]}
WHOLE = {" ".join(name_words(one.name)) for one in PEOPLE}
BOOK = Book(FIRST.__contains__, SURNAMES.__contains__, WHOLE.__contains__)

GREETED = [
    "Hi {n}, your parcel is on its way.",
    "hi {n} the van comes tomorrow",
    "Hello {n}! We have your keys here.",
    "Hey {n} - are you at home at noon?",
    "Dear {n},\nyour order is ready for collection.",
    "Good morning {n}. Can you call us back?",
    "Thanks {n}, that is noted.",
    "Thank you {n}! See you then.",
    "{n}, the fitter is on his way to you.",
    "Hallo {n}, Ihr Paket ist da.",
    "Guten Morgen {n}, der Termin bleibt so.",
    "Liebe {n}, vielen Dank für die Nachricht.",
    "Moin {n}! Passt es morgen früh?",
    "Hola {n}, su pedido ya está listo.",
    "Buenos días {n}, ¿nos puede llamar?",
    "Estimada {n}: adjuntamos la factura.",
    "Bonjour {n}, votre commande est prête.",
    "Salut {n} ! On passe vers midi.",
    "Chère {n}, merci pour votre message.",
    "Hoi {n}, je pakket is onderweg.",
    "Goedemorgen {n}, kunt u ons bellen?",
    "Beste {n},\nuw afspraak staat.",
    "Ciao {n}, il pacco è arrivato.",
    "Buongiorno {n}, ci può richiamare?",
    "Gentile {n}, grazie del messaggio.",
    "Olá {n}, a sua encomenda chegou.",
    "Bom dia {n}, pode ligar-nos?",
    "Oi {n}! Passamos amanhã.",
]
TITLED = [
    "Dear Mr {s}, your order is ready.",
    "Hello Mrs. {s}, we have your keys.",
    "Sehr geehrte Frau {s}, Ihr Termin bleibt so.",
    "Guten Tag Herr {s}, Ihr Paket ist da.",
    "Estimado Sr. {s}, su pedido está listo.",
    "Bonjour Madame {s}, votre commande est prête.",
    "Geachte mevrouw {s}, uw afspraak staat.",
    "Buongiorno signora {s}, il pacco è qui.",
    "Bom dia senhor {s}, pode ligar-nos?",
]
UNNAMED = [
    "Your parcel is on its way.",
    "ok",
    "Hi, will you be at home tomorrow?",
    "hi will you be in at noon?",
    "Hello, may we come at 9?",
    "Hi there, the van is late today.",
    "Good morning! Mark the box with your name please.",
    "Hi again, one more question about the delivery.",
    "Hello everyone, we are closed on Monday.",
    "May, June and July are our busy months.",
    "Rose, white or red? All are in stock.",
    "Hi, {o} from our workshop will call you.",
    "Hello, {o} will bring the parts at noon.",
    "Hi, this is {o} from the workshop.",
    "Hi {o} here from the workshop, is noon fine?",
    "Hallo {o} hier von der Werkstatt, passt es heute?",
    "See you tomorrow. Best wishes, {o}",
    "The keys are with {o} at the desk.",
    "{o} will call you at noon.",
    "Please ask for {o} when you come in.",
    "Danke, {o}",
    "Your fitter today is {o}. He calls before he comes.",
    "Guten Morgen, Ihr Paket ist unterwegs.",
    "Guten Tag, {o} ruft Sie gleich zurück.",
    "Buenos días, {o} le llamará hoy.",
    "Bonjour, {o} vous rappelle dans une heure.",
    "Hallo, {o} belt u zo terug.",
    "Buongiorno, {o} la richiama subito.",
    "Ciao cara, ci vediamo domani.",
    "Olá, {o} liga-lhe já.",
    "We are open from 9:00 to 17:00, Monday to Friday.",
    "The total is 149.90, order 48213.",
    "Call our desk on +44 7700 900010.",
    "Merci, à demain.",
    "Thanks!",
]


def normal_sends(seed: int, count: int) -> Iterator[tuple[Person, str]]:
    """Texts that mean the person they are for."""
    pick = random.Random(seed)
    for _ in range(count):
        one, other = pick.sample(PEOPLE, 2)
        first, _, surname = one.name.partition(" ")
        kind = pick.random()
        if kind < 0.4:
            called = pick.choice([first, first, one.short or first, first.lower(), one.name])
            text = pick.choice(GREETED).format(n=called)
        elif kind < 0.5:
            text = pick.choice(TITLED).format(s=surname)
        else:
            text = pick.choice(UNNAMED).format(o=other.name.partition(" ")[0])
        yield one, text


def near_misses(seed: int, count: int) -> Iterator[tuple[Person, str]]:
    """Texts that greet somebody else than the person they would go to."""
    pick = random.Random(seed)
    for _ in range(count):
        one, other = pick.sample(PEOPLE, 2)
        first, _, surname = other.name.partition(" ")
        kind = pick.random()
        if kind < 0.7:
            text = pick.choice(GREETED).format(
                n=pick.choice([first, first, plain_name(first), first.lower()])
            )
        elif kind < 0.85:
            text = pick.choice(GREETED).format(n=other.name)
        else:
            text = pick.choice(TITLED).format(s=surname)
        yield one, text
