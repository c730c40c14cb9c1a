"""A service as the contract sees it: an account, the server behind it, and what a test may do to that.

Start here to bring a new adapter under the contract: everything in ``Server`` is needed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from desktop.providers.base import Credentials, Line, OutgoingText, Page, Provider, ProviderError, Text
from tests.providers.fakes.serving import TOO_FAST, Answer, Wire

STRANGER = "+12025550123"
"""Reserved for fiction; texts to it simply arrive."""


class Server(Protocol):
    """What the contract needs of the server behind an adapter."""

    @property
    def wire(self) -> Wire:
        """The way to it, on which faults can strike."""
        ...

    def carrier(self) -> Sequence[Mapping[str, str]]:
        """Every text that was taken: from, to, body."""
        ...

    def inbound(self, sender: str, line: str, body: str) -> object:
        """Somebody writes now."""
        ...

    def came(self, told: Iterable[tuple[datetime, str]], kind: str = "sms") -> object:
        """``STRANGER`` wrote to the first line: when, and what, the oldest first."""
        ...

    def disorder(self) -> None:
        """From now on lists come in no order, with rows that come twice."""
        ...

    def remove_line(self, number: str) -> None:
        """The number was given back."""
        ...

    def refuse(self, code: str) -> None:
        """Every send is answered with this code of the service's papers from now on."""
        ...

    def failed(self, code: str) -> object:
        """A text of ours was taken and has failed with this code since."""
        ...

    def kill(self) -> None:
        """The server is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Service:
    """An account at a server: its key in the catalog, what opens it, and lines of which two can text."""

    key: str
    credentials: Credentials
    wrong: Credentials
    """As ``credentials``, but the service does not accept the secret."""
    server: Server
    hurried: Callable[[Credentials], Provider]
    """Makes an adapter with little patience (half a second or so), and without pauses of its own."""
    kinds: tuple[str, ...] = ("sms",)
    """The kinds of texts that the server can have."""
    meanings: Mapping[str, type[ProviderError]] = field(default_factory=dict)
    """Codes that mean something else than ``Refused`` as an answer to a send."""
    has_codes: bool = True
    """Whether our catalogue of errors knows any of the service's."""
    says_why: bool = True
    """Whether its list says why a text failed."""
    too_fast: Answer = TOO_FAST
    """How the service itself answers what came too fast."""
    wait: float = 3
    """Seconds to wait after that, where it says 3 in Retry-After."""
    foreign: Sequence[Answer] = ()
    """Errors that are JSON, and yet not in the service's own manner."""
    contacts: int = 0
    """How many people its phone book has: where only those can be texted, ``STRANGER`` is one."""


async def pulled(
    provider: Provider, since: str | None = None, reach: datetime | None = None
) -> tuple[list[Text], list[Page]]:
    """All texts and pages of one pull."""
    pages = [page async for page in provider.pull(since, reach)]
    return [text for page in pages for text in page.texts], pages


async def looked(provider: Provider, pages: list[Page] | None = None) -> None:
    """What the program reads again and again: texts, whose pages are added to ``pages`` as they come.

    Of a service that lists none: the calls.
    """
    if not provider.capabilities.listed.on:
        await provider.calls()
        return
    async for page in provider.pull(None, None):
        if pages is not None:
            pages.append(page)


async def senders(provider: Provider) -> list[Line]:
    """The lines from which a text may be tried: of some services nobody knows it before."""
    return [line for line in (await provider.check()).lines if line.can_send is not False]


async def outgoing(provider: Provider, body: str, to: str = STRANGER) -> OutgoingText:
    """A text from the first line that can send."""
    line, *_ = await senders(provider)
    return OutgoingText(line.remote_id, line.number, to, body)


def one_of(texts: Sequence[Text], body: str) -> Text:
    """The only text with these words."""
    (found,) = [text for text in texts if text.body == body]
    return found
