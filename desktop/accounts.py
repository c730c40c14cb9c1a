"""The accounts' share of the composition root: what opens them, and what the window says and shows of them.

Look here for the practice server's life, for what stands in the window while nobody is signed in, and for
what the banner says of the current line's account and what its button does.
"""

import asyncio
from collections.abc import Callable
from decimal import Decimal

from desktop import practice
from desktop.announce import Link
from desktop.practice import PracticeFailed, PracticeServer
from desktop.providers.base import Credentials, Provider, Unreachable
from desktop.providers.catalog import connect, service_name
from desktop.settings.accounts import Account, Accounts
from desktop.settings.profile import Profile
from desktop.sms.preflight import Finding, Fix, Rule, Severity
from desktop.store import accounts as learned
from desktop.store.database import Database
from desktop.sync.connections import Connections
from desktop.sync.sign_in import open_provider
from desktop.ui.accounts.accounts_model import AccountsModel
from desktop.ui.accounts.accounts_view import AccountsView
from desktop.ui.accounts.welcome_view import WelcomeView
from desktop.ui.banner import Tone
from desktop.ui.changes import Changes
from desktop.ui.lines.line_model import LineModel
from desktop.ui.lines.line_settings_model import LineSettingsModel
from desktop.ui.lines.sheet_model import SheetModel
from desktop.ui.lines.sheets import Sheets
from desktop.ui.money import money
from desktop.ui.situation import mended_elsewhere, situation
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from desktop.ui.window import Window
from desktop.wording import tr


class AccountOpener:
    """Opens accounts for the connections; the practice account's server is started for it."""

    def __init__(self, profile: Profile, *, seed: int | None = None) -> None:
        self._profile = profile
        self._seed = seed
        self._practice: PracticeServer | None = None

    @property
    def practises(self) -> bool:
        """Whether the practice server was started here."""
        return self._practice is not None

    @property
    def practice_ended(self) -> bool:
        """Whether the practice server was started and has died since."""
        return self._practice is not None and self._practice.ended

    async def open(self, account: Account) -> Provider:
        """The account's adapter. Raises ``NoSecret``, ``BadAddress`` or a ``ProviderError``."""
        if not account.practice:
            return await open_provider(account)
        if self.practice_ended:
            self.stop()
        if self._practice is None:
            try:
                self._practice = await asyncio.to_thread(
                    practice.start, state=self._profile.practice, seed=self._seed
                )
            except PracticeFailed as error:
                raise Unreachable(str(error)) from error
        server = self._practice
        return connect(account.provider, Credentials(server.url, {"api_key": server.api_key}))

    def stop(self) -> None:
        """End the practice server, if it runs; its state is in its file."""
        server, self._practice = self._practice, None
        if server is not None:
            server.stop()


class AccountsShare:
    """The welcome, the Accounts page and the banner of one window."""

    def __init__(
        self,
        *,
        window: Window,
        theme: Theme,
        tasks: Tasks,
        db: Database,
        changes: Changes,
        accounts: Accounts,
        connections: Connections,
        opener: AccountOpener,
        lines: LineModel,
        show_pages: Callable[[], None],
    ) -> None:
        self.list = accounts
        """The list on disk."""
        self._window = window
        self._tasks = tasks
        self._db = db
        self._connections = connections
        self._opener = opener
        self._lines = lines
        self._show_pages = show_pages
        self.model = AccountsModel(
            db, changes, accounts, connections, lines.standing, tasks, opener.open, window
        )
        self.page = AccountsView(self.model, theme)
        self.welcome = WelcomeView(self.model, theme)
        window.add_page("welcome", self.welcome)
        window.add_page("accounts", self.page)
        self.page.went_back.connect(window.go_back)
        self.sheets = Sheets(
            window,
            theme,
            SheetModel(db, changes, accounts, lines, window),
            LineSettingsModel(db, tasks, opener.open, window),
            lines,
            self.model.check,
        )
        self.page.numbers_wanted.connect(self.sheets.choose)
        window.banner.acted.connect(self._act)
        lines.marks.know(self.model.listing)
        changes.accounts_changed.connect(self._follow_list)
        changes.link_changed.connect(self._mind_practice)
        changes.lines_changed.connect(self.show_situation)
        lines.current_changed.connect(self.show_situation)
        lines.standing.changed.connect(self.show_situation)

    @property
    def services(self) -> dict[str, str]:
        """What each account's service is called, by the account's id."""
        return {account.id: service_name(account.provider) for account in self.model.listing}

    def begin(self) -> None:
        """Show the pages where there is an account or anything to read, else the welcome."""
        if self.model.listing or learned.accounts_with_texts(self._db):
            self._show_pages()
        else:
            self._welcome()

    def open(self, account_id: str = "") -> None:
        """Show the Accounts page; with an account's id, the form that asks for its key."""
        self._window.show_page("accounts")
        if account_id:
            self.page.show_sign_in(account_id)
        else:
            self.page.show_list()

    def advise(self, account_id: str, finding: Finding) -> None:
        """Show the account's card with what has to be done about a finding, at the service or there."""
        self._window.show_page("accounts")
        self.page.advise(account_id, finding)

    def show_situation(self) -> None:
        """Say in the banner how the current line's account stands, where that is worth saying."""
        if self.model.damage:
            self._window.say(Tone.BAD, self.model.damage)
            return
        if not self.model.listing:
            if self._window.page not in ("", "welcome"):
                words = tr("No account is signed in. What was fetched can be read here; nothing is sent.")
                self._window.say(Tone.INFO, words, tr("Sign in"))
            return
        account = self._current()
        link, reason = self._lines.standing.state(account.id)
        known = learned.known(self._db, account.id)
        self._window.say(
            *situation(
                link,
                reason,
                service=service_name(account.provider),
                pulled_at=known.pulled_at,
                key_variable=account.key_variable,
                can_sign_in=_can_sign_in(account),
                low=low_balance(account, known),
            )
        )

    def _welcome(self) -> None:
        self._window.hold_back(tr("Sign in first, or open the practice server."), "welcome")

    def _current(self) -> Account:
        line = self._lines.current
        account = self.model.find(line.account_id) if line is not None else None
        return account or self.model.listing[0]

    def _act(self) -> None:
        """The banner's button."""
        if not self.model.listing:
            self.open()
            return
        account = self._current()
        link, reason = self._lines.standing.state(account.id)
        elsewhere = link is Link.OFFLINE and reason in ("not_there", "redirect")
        if link is Link.ONLINE and not reason and low_balance(account, learned.known(self._db, account.id)):
            self.advise(account.id, Finding(Severity.WARN, Rule.NO_CREDIT, "G1", Fix.TOP_UP))
            return
        if (
            (link is Link.SIGN_IN_NEEDED or elsewhere)
            and _can_sign_in(account)
            and not mended_elsewhere(reason)
        ):
            self.open(account.id)
        else:
            self._connections.check_again(account.id)
            self._connections.wake()

    def _follow_list(self) -> None:
        """Accounts came or went, here or in another process."""
        self._lines.marks.know(self.model.listing)
        if self.model.listing:
            self._window.release()
            if self._window.page in ("", "welcome"):
                self._show_pages()
        elif not learned.accounts_with_texts(self._db):
            self._window.banner.clear()
            self._welcome()
        if self._opener.practises and not self.model.practices:
            self._tasks.start(asyncio.to_thread(self._opener.stop), tr("the end of the practice server"))
        self.show_situation()

    def _mind_practice(self, account_id: str, link: Link, _: str) -> None:
        account = self.model.find(account_id)
        died = link is Link.OFFLINE and self._opener.practice_ended
        if account is not None and account.practice and died:
            self._connections.restart(account_id)


def low_balance(account: Account, known: learned.Known) -> tuple[str, str] | None:
    """What is left, and the level that somebody chose, where it is less than that (G1)."""
    level = account.low_balance
    if level is None or known.balance is None or Decimal(known.balance) >= level:
        return None
    return money(known.balance, known.currency), money(format(level, "f"), known.currency)


def _can_sign_in(account: Account) -> bool:
    return not account.practice and account.key_place != "env"
