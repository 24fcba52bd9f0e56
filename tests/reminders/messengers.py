"""Addresses of every messenger on our list, with secrets of their own, and letters to send there."""

from __future__ import annotations

from typing import Any

from reminders.delivery.base import Letter

URL = "https://ft.example.org/follow-ups/7/"

# What each service's address looks like when it is whole, and what of it is secret.
ADDRESSES: dict[str, tuple[str, ...]] = {
    "ntfy": (
        "ntfys://:tk_s3cretTokenAbc@ntfy.example.org/t0picUnguessable?auth=token",
        "ntfy://t0picUnguessable",
    ),
    "telegram": ("tgram://123456789:AAEs3cretTokenAbcdefgh/987654321/",),
    "signal": ("signals://signal.example.org/+15551112222/+15557778888",),
    "slack": (
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general",
        "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
        "slack://xoxb-1234567890-1234567890-abc124/#general",
    ),
    "discord": (
        "discord://1234567890123456789/s3cretTokenAbcdefgh-ABCDEFG",
        "https://discord.com/api/webhooks/1234567890123456789/s3cretTokenAbcdefgh-ABCDEFG",
    ),
    "google-chat": (
        "https://chat.googleapis.com/v1/spaces/AAAAspace/messages?key=s3cretKeyAbc&token=s3cretTokenAbc",
        "gchat://AAAAspace/s3cretKeyAbc/s3cretTokenAbc",
    ),
    "teams": (
        "https://prod-1.westus.logic.azure.com:443/workflows/s3cretFlow123/triggers/manual/paths/invoke"
        "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=s3cretSignature",
    ),
    "matrix": (
        "matrixs://syt_s3cretTokenAbc@matrix.example.org/!roomAbcdef:example.org",
        "matrixs://syt_s3cretTokenAbc@matrix.example.org/#roomAbcdef:example.org",
    ),
    "gotify": ("gotifys://gotify.example.org/As3cretTokenAbc",),
    "pushover": ("pover://us3cretuserkeyabcdefghijklmno@as3crettokenabcdefghijklmnopq",),
    "mattermost": ("mmosts://chat.example.org/3s3cret113474722377935511fc85d3d",),
    "rocket-chat": (
        "rockets://s3cretHookAbc/s3cretHookDef@chat.example.org",
        "rockets://maya:s3cretPassword@chat.example.org/#general",
    ),
    "nextcloud-talk": ("nctalks://maya:s3cretPassword@cloud.example.org/roomAbc123",),
    "synology-chat": ("synologys://nas.example.org/s3cretTokenAbc",),
    "zulip": ("zulip://botname@organization/" + "s3cretAbcdefghij" * 2 + "/stream",),
    "webex": (
        "wxteams://" + "s3cretAbcdefghij" * 5,
        "https://webexapis.com/v1/webhooks/incoming/" + "s3cretAbcdefghij" * 5,
    ),
    "line": ("line://s3cretTokenAbcdefghijklmnopqrstuvwxyz0123456=/Us3cretUser",),
    "threema": ("threema://*GATEWAY@s3cretGatewaySecret/ABCDEFGH",),
    "whatsapp": ("whatsapp://s3cretTokenAbc@1234567890/15557776666",),
    "pushbullet": ("pbul://o.s3cretTokenAbcdefghijklmnop",),
    "bark": ("barks://api.day.app/s3cretDeviceKey",),
    "pushsafer": ("psafers://s3cretPrivateKeyAbcd",),
    "simplepush": ("spush://s3cretKey",),
    "prowl": ("prowl://" + "5ecre7abcdef0123456789abcdef012345678901"[:40],),
    "join": ("join://" + "5ecre7abcdef0123456789abcdef0123" + "/" + "d" * 32,),
    "groupme": ("groupme://5ecre7abcdef0123456789abcd",),
    "webhook": (
        "jsons://maya:s3cretPassword@hooks.example.org/s3cretPath?-key=s3cretQuery&+X-Key=s3cretHeader",
    ),
    "webhook-form": ("forms://hooks.example.org/s3cretPath",),
    "webhook-xml": ("xmls://hooks.example.org/s3cretPath",),
}
EVERY = [(key, url) for key, urls in ADDRESSES.items() for url in urls]


def letter(to: str, **more: str) -> Letter:
    given: dict[str, Any] = {
        "to": to,
        "subject": "Thank-you to Sara Lindqvist",
        "text": "the whole letter",
        "html": "<p>the whole letter</p>",
        "brief": "Northwind & Sons, Data Engineer\nIt is best sent within a day.",
        "url": URL,
        "message_id": "<1@ft.example.org>",
    }
    return Letter(**(given | more))
