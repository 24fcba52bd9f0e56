"""A form for each messenger that many use, and one for the others. Each makes the address that Apprise understands."""

from __future__ import annotations

import re
from typing import Any, ClassVar
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from django import forms
from django.conf import settings

from accounts.fields import OneLine
from applications.addresses import Target, parsed
from applications.outbound import OutboundError
from reminders.delivery.messenger_address import LONGEST, Address, AddressError, judge, read_address
from reminders.delivery.messenger_list import BY_KEY

MOST_NAME = 100
_PHONE = r"\+?[0-9 ()./-]{6,}"
_PLAIN = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


def line(label: str, help_text: str = "", *, most: int = 300, url: bool = False, **options: Any) -> OneLine:
    """A line that a browser neither corrects nor keeps."""
    attrs = _PLAIN | ({"inputmode": "url"} if url else {})
    widget = forms.TextInput(attrs=attrs)
    return OneLine(label=label, max_length=most, help_text=help_text, widget=widget, **options)


def secret(label: str, help_text: str = "", *, most: int = 500, **options: Any) -> OneLine:
    """A line that nobody may read over the shoulder. A form that is shown again holds what was typed."""
    widget = forms.PasswordInput(render_value=True, attrs=_PLAIN)
    return OneLine(label=label, max_length=most, help_text=help_text, widget=widget, **options)


class NameForm(forms.Form):
    """What its owner calls a messenger."""

    name = OneLine(
        label="Name",
        required=False,
        max_length=MOST_NAME,
        help_text="What you call it, such as “My phone”. Empty: the service’s name.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class MessengerForm(NameForm):
    """`found` is the address once the form is valid. `steps` tell where its parts are found."""

    service_name: ClassVar[str]
    tells: ClassVar[str] = ""
    """What one would want to know before choosing it."""
    steps: ClassVar[tuple[str, ...]] = ()
    shapes: ClassVar[dict[str, str]] = {}
    """What a field's text looks like, as a regular expression, where Apprise would take more than the service does."""
    blames: ClassVar[str]
    """The field that an address is most often wrong in."""
    hint: str = ""
    """What to say then, where the address itself stands in no field."""
    found: Address | None = None

    def compose(self, data: dict[str, str]) -> str:
        """The address. Raises AddressError."""
        raise NotImplementedError

    def is_fitting(self, address: Address) -> bool:
        """Whether it is of the service that this form is for."""
        return address.service.name == self.service_name

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        for name, shape in self.shapes.items():
            if name in data and not re.fullmatch(shape, data[name]):
                self.add_error(name, self.hint)
        if self.errors:
            return data
        server = where = "server" if "server" in self.fields else self.blames
        try:
            url = self.compose(data)
            where = self.blames
            address = self._read(url)
            where = server
            judge(address, settings.OUTBOUND_PERMIT)
        except AddressError as error:
            self.add_error(where, str(error))
        else:
            self.found = address
        return data

    def _read(self, url: str) -> Address:
        try:
            address = read_address(url)
        except AddressError as error:
            raise AddressError(self.hint or str(error)) from None
        if not self.is_fitting(address):
            raise AddressError(f"This is an address of {address.service.name}. Choose that service instead.")
        return address


class NtfyForm(MessengerForm):
    service_name = "ntfy"
    tells = "An app for phone and computer; on ntfy.sh without an account."
    steps = (
        "Install the ntfy app, or open ntfy.sh in a browser.",
        "Subscribe to a topic of your own. On a public server whoever knows its name can read it: choose one that "
        "nobody guesses.",
        "Enter the same topic here. A token is only needed where the server asks for one.",
    )
    shapes: ClassVar[dict[str, str]] = {"topic": r"[A-Za-z0-9_-]+"}
    blames, hint = "topic", "This is no topic: it has letters, digits, _ and -, and at most 64 of them."

    server = line("Server", "Leave it as it is unless you use another.", url=True, initial="https://ntfy.sh")
    topic = line("Topic", "Such as followthrough-x7Kq2m.", most=64)
    token = secret("Access token", "Only where the server asks for one. It begins with tk_.", required=False)
    field_order = ("server", "topic", "token", "name")

    def compose(self, data: dict[str, str]) -> str:
        server = _server(data["server"])
        login = f":{_quoted(data['token'])}@" if data["token"] else ""
        option = "?auth=token" if data["token"] else ""
        return f"ntfy{_s(server)}://{login}{_host(server)}/{_quoted(data['topic'])}{option}"


class TelegramForm(MessengerForm):
    service_name = "Telegram"
    tells = "From a bot of your own."
    steps = (
        "In Telegram write /newbot to @BotFather and choose a name. It answers with the bot’s token.",
        "Open a chat with your new bot and press Start: a bot may not write first.",
        "Write to @userinfobot, which answers with your id. That is the chat id.",
    )
    shapes: ClassVar[dict[str, str]] = {"token": r"\d{3,}:[A-Za-z0-9_-]{10,}", "chat": r"-?\d+|@\w+"}
    blames = "token"
    hint = "Token and chat id do not look right. A token is like 123456789:AAE…, a chat id like 123456789."

    token = secret("Bot token", "As @BotFather gave it.")
    chat = line("Chat id", "A number; of a group it begins with a minus.", most=64)
    field_order = ("token", "chat", "name")

    def compose(self, data: dict[str, str]) -> str:
        return f"tgram://{quote(data['token'], safe=':')}/{quote(data['chat'], safe='@')}/"


class SignalForm(MessengerForm):
    service_name = "Signal"
    tells = "Through signal-cli-rest-api, which somebody has to run."
    steps = (
        "Signal has no interface of its own for this: somebody runs signal-cli-rest-api and registers a number there.",
        "Enter where it runs, the number that sends, and yours.",
    )
    shapes: ClassVar[dict[str, str]] = {"sender": _PHONE, "recipient": _PHONE}
    blames, hint = "recipient", "These are no phone numbers. Write them as +491701234567."

    server = line("Server", "Where signal-cli-rest-api runs, such as https://signal.example.org.", url=True)
    sender = line("From", "The registered number, with + and country.", most=40)
    recipient = line("To", "Your number, with + and country.", most=40)
    field_order = ("server", "sender", "recipient", "name")

    def compose(self, data: dict[str, str]) -> str:
        server = _server(data["server"])
        numbers = (_number(data["sender"]), _number(data["recipient"]))
        return f"signal{_s(server)}://{_host(server)}/{numbers[0]}/{numbers[1]}"


class MatrixForm(MessengerForm):
    service_name = "Matrix"
    tells = "In a room of your own."
    steps = (
        "Make an account for the reminders on your server, and invite it to a room of your own that is not encrypted.",
        "In Element the access token stands in All settings, Help & About.",
        "The room’s id stands in its settings under Advanced; it begins with !",
    )
    shapes: ClassVar[dict[str, str]] = {"room": r"[!#][^:]+(?::.+)?"}
    blames, hint = (
        "room",
        "Token and room do not look right. A room is like !abc:example.org or #name:example.org.",
    )

    server = line("Server", "Such as https://matrix.org.", url=True)
    token = secret("Access token", "It begins with syt_ or mct_ on most servers.")
    room = line("Room", "Its id, such as !abcdef:example.org.")
    field_order = ("server", "token", "room", "name")

    def compose(self, data: dict[str, str]) -> str:
        server = _server(data["server"])
        room = quote(data["room"], safe="!:")
        return f"matrix{_s(server)}://{_quoted(data['token'])}@{_host(server)}/{room}"


class GotifyForm(MessengerForm):
    service_name = "Gotify"
    tells = "From a server of your own."
    steps = (
        "In Gotify’s page open Apps and make an application.",
        "Copy its token.",
    )
    blames, hint = "token", "This is no token of an application in Gotify. Copy it again."

    server = line("Server", "Such as https://gotify.example.org.", url=True)
    token = secret("Application token")
    field_order = ("server", "token", "name")

    def compose(self, data: dict[str, str]) -> str:
        server = _server(data["server"], path=True)
        return f"gotify{_s(server)}://{_host(server)}{server.path.rstrip('/')}/{_quoted(data['token'])}"


class PushoverForm(MessengerForm):
    service_name = "Pushover"
    tells = "An app for phone and computer, with an account."
    steps = (
        "Your user key stands at the head of pushover.net once you have signed in.",
        "Create an application there, and copy its token.",
    )
    shapes: ClassVar[dict[str, str]] = {"user": "[A-Za-z0-9]{30}", "token": "[A-Za-z0-9]{30}"}
    blames, hint = "user", "These are no keys of Pushover: each has 30 letters and digits."

    user = secret("User key")
    token = secret("Application token")
    field_order = ("user", "token", "name")

    def compose(self, data: dict[str, str]) -> str:
        return f"pover://{_quoted(data['user'])}@{_quoted(data['token'])}"


class PastedForm(MessengerForm):
    """The web address that the service shows, whole."""

    blames = "address"
    example: ClassVar[str]

    address = secret("Webhook address", most=LONGEST)
    field_order = ("address", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].help_text = f"It begins with {self.example}."
        self.hint = f"This is no webhook of {self.service_name}. It begins with {self.example}."

    def compose(self, data: dict[str, str]) -> str:
        if not data["address"].startswith("https://"):
            raise AddressError(self.hint)
        return data["address"]


class SlackForm(PastedForm):
    service_name, example = "Slack", "https://hooks.slack.com/services/"
    tells = "In a workspace where you may add an app."
    steps = (
        "At api.slack.com/apps make an app for your workspace and switch on Incoming Webhooks.",
        "Add a webhook to a channel that is yours alone, such as the one with yourself.",
        "Copy its address.",
    )


class DiscordForm(PastedForm):
    service_name, example = "Discord", "https://discord.com/api/webhooks/"
    tells = "On a server of your own."
    steps = (
        "On a server of your own open a channel’s settings, Integrations, Webhooks.",
        "Make a webhook and copy its address.",
    )


class GoogleChatForm(PastedForm):
    service_name, example = "Google Chat", "https://chat.googleapis.com/v1/spaces/"
    tells = "In a space of your organisation."
    steps = (
        "In a space of your own open Apps & integrations, and add a webhook.",
        "Copy its address. Google offers this to accounts of organisations only.",
    )


class TeamsForm(PastedForm):
    service_name, example = "Microsoft Teams", "https:// and ends with sig= and many letters"
    tells = "In a chat or channel, through Workflows."
    steps = (
        "In a chat or channel of your own open Workflows and choose “Post to a channel when a webhook request is "
        "received”.",
        "Copy the address that it shows at the end.",
    )


class WebhookForm(MessengerForm):
    service_name = "Webhook"
    tells = "Any web address of yours that takes a POST."
    steps = (
        "Any web address that takes a POST: Home Assistant, n8n, a script of yours.",
        "It gets JSON with title, message and type. The last line of the message is the link.",
    )
    blames = "address"

    address = secret("Web address", "It begins with https://", most=LONGEST - 200)
    token = secret(
        "Authorization",
        "Sent as the header of that name, such as Bearer abc. Most need none.",
        required=False,
    )
    field_order = ("address", "token", "name")

    def compose(self, data: dict[str, str]) -> str:
        server = _server(data["address"], path=True, query=True)
        path, _, query = server.path.partition("?")
        given = [(f"-{name}", value) for name, value in parse_qsl(query, keep_blank_values=True)]
        given += [("+Authorization", data["token"])] if data["token"] else []
        options = f"?{urlencode(given, safe='+', quote_via=quote)}" if given else ""
        return f"json{_s(server)}://{_host(server)}{path}{options}"


class OtherForm(MessengerForm):
    """An address as Apprise writes it."""

    service_name = "another service"
    blames = "address"

    address = secret("Apprise address", "Such as mmosts://chat.example.org/webhook-token.", most=LONGEST)
    field_order = ("address", "name")

    def compose(self, data: dict[str, str]) -> str:
        return data["address"]

    def is_fitting(self, address: Address) -> bool:
        return True


FORMS: dict[str, type[MessengerForm]] = {
    "ntfy": NtfyForm,
    "telegram": TelegramForm,
    "signal": SignalForm,
    "matrix": MatrixForm,
    "discord": DiscordForm,
    "slack": SlackForm,
    "teams": TeamsForm,
    "google-chat": GoogleChatForm,
    "gotify": GotifyForm,
    "pushover": PushoverForm,
    "webhook": WebhookForm,
    "other": OtherForm,
}
# What has no form of its own.
OTHERS = [service for key, service in BY_KEY.items() if key not in FORMS]


def form_for(address: Address | None) -> str:
    """The key of the form that such an address is best entered in; empty where that cannot be told."""
    if address is None:
        return ""
    return address.service.key if address.service.key in FORMS else "other"


def _server(text: str, *, path: bool = False, query: bool = False) -> Target:
    """A server's web address; https where nothing is said. Raises AddressError."""
    whole = text if "://" in text else f"https://{text}"
    try:
        target = parsed(whole, any_port=True)
    except OutboundError as error:
        raise AddressError(str(error)) from None
    if (not path and target.path != "/") or (not query and "?" in target.path) or urlsplit(whole).fragment:
        raise AddressError("Give the server alone, such as https://ntfy.example.org.")
    return target


def _s(server: Target) -> str:
    return "s" if server.scheme == "https" else ""


def _host(server: Target) -> str:
    return server.host_header


def _quoted(text: str) -> str:
    return quote(text, safe="")


def _number(text: str) -> str:
    digits = "".join(each for each in text if each.isascii() and each.isdigit())
    return f"+{digits}"
