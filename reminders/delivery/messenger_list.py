"""The messengers that reminders may go to: personal ones, over http(s), one way out each.

Apprise knows two hundred services more. Mail, brokers, the desktop, devices and whatever runs a program are left out
on purpose, and so is what publishes or alarms a company. tests/reminders/test_messenger_plugins.py shows for each of
these that it opens no connection but through the guard.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_OPTION = 200


@dataclass(frozen=True)
class Service:
    """One messenger. `module` and `plugin`: where Apprise speaks it.

    `own_server`: its address names a server of somebody's, which stands on the page. `shows_end`: the end of the
    recipient's number does. `options`: what may follow the ? of its address; everything else is refused, since some
    options weaken a connection, let it wait, or have the far end fetch something. `fixed`: what we choose for it.
    `native`: the https address that the service itself shows.
    """

    key: str
    name: str
    schemas: tuple[str, ...]
    module: str
    plugin: str
    example: str
    own_server: bool = False
    shows_end: bool = False
    options: frozenset[str] = frozenset()
    fixed: Mapping[str, str] = field(default_factory=dict)
    native: re.Pattern[str] | None = None

    def takes(self, option: str) -> bool:
        """Whether an option may stand in an address. A webhook's headers (+) and query (-) are its owner's."""
        return option in self.options or (self.key in _WEBHOOKS and option[:1] in {"+", "-"})


def _native(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# A priority is how loud a phone is about it; Pushover's 2, which repeats until somebody confirms, is refused below.
SERVICES: tuple[Service, ...] = (
    Service(
        "ntfy",
        "ntfy",
        ("ntfy", "ntfys"),
        "ntfy",
        "NotifyNtfy",
        "ntfys://ntfy.example.org/your-topic",
        own_server=True,
        options=frozenset({"auth", "token", "priority"}),
        fixed={"image": "no"},
    ),
    Service(
        "telegram",
        "Telegram",
        ("tgram",),
        "telegram",
        "NotifyTelegram",
        "tgram://bot-token/chat-id",
        shows_end=True,
        options=frozenset({"topic", "thread", "silent"}),
        fixed={"image": "no", "detect": "no"},
    ),
    Service(
        "signal",
        "Signal",
        ("signal", "signals"),
        "signal_api",
        "NotifySignalAPI",
        "signals://signal.example.org/+15551112222/+15553334444",
        shows_end=True,
    ),
    Service(
        "slack",
        "Slack",
        ("slack",),
        "slack",
        "NotifySlack",
        "slack://token-a/token-b/token-c",
        fixed={"image": "no", "footer": "no"},
        native=_native(r"https://hooks\.slack\.com/services/"),
    ),
    Service(
        "discord",
        "Discord",
        ("discord",),
        "discord",
        "NotifyDiscord",
        "discord://webhook-id/webhook-token",
        options=frozenset({"thread"}),
        fixed={"image": "no", "avatar": "no"},
        native=_native(r"https://(?:discord|discordapp)\.com/api/webhooks/"),
    ),
    Service(
        "google-chat",
        "Google Chat",
        ("gchat",),
        "google_chat",
        "NotifyGoogleChat",
        "gchat://space/key/token",
        options=frozenset({"key", "token"}),
        native=_native(r"https://chat\.googleapis\.com/v1/spaces/"),
    ),
    Service(
        "teams",
        "Microsoft Teams",
        ("workflows", "workflow"),
        "workflows",
        "NotifyWorkflows",
        "workflows://host:443/workflow/signature",
        options=frozenset({"api-version", "sp", "sv", "sig"}),
        fixed={"image": "no"},
        native=_native(
            r"https://[a-z0-9.-]+\.(?:logic\.azure\.com|environment\.api\.powerplatform\.com)(?::443)?/"
        ),
    ),
    Service(
        "matrix",
        "Matrix",
        ("matrix", "matrixs"),
        "matrix.base",
        "NotifyMatrix",
        "matrixs://access-token@matrix.example.org/!room:example.org",
        own_server=True,
        options=frozenset({"discovery", "hsreq"}),
        # Every message would come from a device of its own, whose keys nobody has checked.
        fixed={"e2ee": "no", "image": "no"},
    ),
    Service(
        "gotify",
        "Gotify",
        ("gotify", "gotifys"),
        "gotify",
        "NotifyGotify",
        "gotifys://gotify.example.org/application-token",
        own_server=True,
        options=frozenset({"priority"}),
    ),
    Service(
        "pushover",
        "Pushover",
        ("pover",),
        "pushover",
        "NotifyPushover",
        "pover://user-key@application-token",
        options=frozenset({"priority", "sound"}),
    ),
    Service(
        "mattermost",
        "Mattermost",
        ("mmost", "mmosts"),
        "mattermost",
        "NotifyMattermost",
        "mmosts://chat.example.org/webhook-token",
        own_server=True,
        fixed={"image": "no"},
    ),
    Service(
        "rocket-chat",
        "Rocket.Chat",
        ("rocket", "rockets"),
        "rocketchat",
        "NotifyRocketChat",
        "rockets://webhook-a/webhook-b@chat.example.org",
        own_server=True,
        fixed={"avatar": "no"},
    ),
    Service(
        "nextcloud-talk",
        "Nextcloud Talk",
        ("nctalk", "nctalks"),
        "nextcloudtalk",
        "NotifyNextcloudTalk",
        "nctalks://user:password@cloud.example.org/room",
        own_server=True,
    ),
    Service(
        "synology-chat",
        "Synology Chat",
        ("synology", "synologys"),
        "synology",
        "NotifySynology",
        "synologys://nas.example.org/token",
        own_server=True,
        options=frozenset({"token"}),
    ),
    Service(
        "zulip",
        "Zulip",
        ("zulip",),
        "zulip",
        "NotifyZulip",
        "zulip://bot@organisation/token/stream",
    ),
    Service(
        "webex",
        "Webex",
        ("wxteams", "webex"),
        "webexteams",
        "NotifyWebexTeams",
        "wxteams://token",
        native=_native(r"https://(?:webexapis\.com|api\.ciscospark\.com)/v1/webhooks/incoming/"),
    ),
    Service("line", "LINE", ("line",), "line", "NotifyLine", "line://token/user", fixed={"image": "no"}),
    Service(
        "threema",
        "Threema",
        ("threema",),
        "threema",
        "NotifyThreema",
        "threema://*GATEWAY@secret/ABCDEFGH",
    ),
    Service(
        "whatsapp",
        "WhatsApp",
        ("whatsapp",),
        "whatsapp",
        "NotifyWhatsApp",
        "whatsapp://token@phone-id/15551234567",
        shows_end=True,
    ),
    Service(
        "pushbullet",
        "Pushbullet",
        ("pbul",),
        "pushbullet",
        "NotifyPushBullet",
        "pbul://access-token",
    ),
    Service(
        "bark",
        "Bark",
        ("bark", "barks"),
        "bark",
        "NotifyBark",
        "barks://api.day.app/device-key",
        own_server=True,
        options=frozenset({"sound", "group"}),
        fixed={"image": "no"},
    ),
    Service(
        "pushsafer",
        "Pushsafer",
        ("psafer", "psafers"),
        "pushsafer",
        "NotifyPushSafer",
        "psafers://private-key",
    ),
    Service(
        "simplepush",
        "Simplepush",
        ("spush", "simplepush"),
        "simplepush",
        "NotifySimplePush",
        "spush://key",
    ),
    Service("prowl", "Prowl", ("prowl",), "prowl", "NotifyProwl", "prowl://api-key"),
    Service("join", "Join", ("join",), "join", "NotifyJoin", "join://api-key/device", fixed={"image": "no"}),
    Service("groupme", "GroupMe", ("groupme",), "groupme", "NotifyGroupMe", "groupme://bot-id"),
    Service(
        "webhook",
        "Webhook",
        ("json", "jsons"),
        "custom_json",
        "NotifyJSON",
        "jsons://hooks.example.org/path",
        own_server=True,
    ),
    Service(
        "webhook-form",
        "Form webhook",
        ("form", "forms"),
        "custom_form",
        "NotifyForm",
        "forms://hooks.example.org/path",
        own_server=True,
    ),
    Service(
        "webhook-xml",
        "XML webhook",
        ("xml", "xmls"),
        "custom_xml",
        "NotifyXML",
        "xmls://hooks.example.org/path",
        own_server=True,
    ),
)
_WEBHOOKS = {"webhook", "webhook-form", "webhook-xml"}
BY_SCHEMA = {schema: service for service in SERVICES for schema in service.schemas}
BY_KEY = {service.key: service for service in SERVICES}
