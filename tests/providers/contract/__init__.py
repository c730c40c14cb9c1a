"""What every adapter must do, written once: a test class that an adapter's own tests inherit.

    class TestCliqtel(ProviderContract):
        @pytest.fixture
        def service(self) -> Service: ...

``service.Service`` is the way to the other side: an account at a server that speaks the adapter's dialect.
Nothing of it is left out for a service that lacks something: what is off has to say why. A service that lists
no texts has promises of its own in place of those about lists: ``UnlistedContract``.
"""

from tests.providers.contract.features import Features
from tests.providers.contract.lists import Lists
from tests.providers.contract.refusals import Refusals
from tests.providers.contract.service import (
    STRANGER,
    Server,
    Service,
    one_of,
    outgoing,
    pulled,
)
from tests.providers.contract.signing_in import SigningIn
from tests.providers.contract.texts import Texts
from tests.providers.contract.unanswered import Doubts, Unanswered
from tests.providers.contract.unlisted import Unlisted
from tests.providers.contract.wires import Wires

__all__ = [
    "STRANGER",
    "ProviderContract",
    "Server",
    "Service",
    "SigningIn",
    "Texts",
    "UnlistedContract",
    "one_of",
    "outgoing",
    "pulled",
]


class ProviderContract(SigningIn, Texts, Lists, Wires, Refusals, Unanswered, Features):
    """The promises of ``providers.base.Provider``, all of them."""


class UnlistedContract(SigningIn, Wires, Refusals, Doubts, Unlisted, Features):
    """The promises of a service that lists no texts: what it says at once is all that is ever known."""
