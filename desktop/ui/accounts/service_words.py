"""What to do at the service, said on an account's card: what the buttons of preflight lead to.

Only what is known of every service is said: that it is done there, and what is to be said here afterwards.
"""

from desktop.sms.preflight import Finding, Fix, Rule
from desktop.wording import tr


def what_to_do(finding: Finding, service: str) -> str:
    """What to do about a finding at ``service``, or here; "" where its fix is not about an account."""
    if is_here(finding):
        return tr("Which countries may be texted is kept here, under “Plan and countries”.")
    sentences = {
        Fix.TOP_UP: tr("Top up at {service}. What you wrote stays in its conversation: send it then."),
        Fix.VERIFY_LINE: tr("A toll-free number is verified at {service}. Until then, choose another line."),
        Fix.UPGRADE: tr("Choose a paid plan at {service}, then say so here, under “Plan and countries”."),
        Fix.OPEN_SETTING: tr("Switch the country on at {service}, or ask there whether it can be texted."),
    }
    return sentences.get(finding.fix, "").format(service=service)


def is_here(finding: Finding) -> bool:
    """Whether it is kept in this program: the countries that somebody allowed for the account."""
    return finding.code is Rule.COUNTRY_OFF and not finding.value("learned")
