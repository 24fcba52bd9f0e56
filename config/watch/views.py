"""The addresses that programs ask: alive, ready, how much."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.watch import metrics, ready


@login_not_required
@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """For whoever restarts the process: it answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def readiness(request: HttpRequest) -> HttpResponse:
    """For whoever watches the whole: each part, and 503 where one does not do its work."""
    found = ready.look()
    return JsonResponse(found.as_json(), status=200 if found.ready else 503)


@login_not_required
@require_safe
@never_cache
def counters(request: HttpRequest) -> HttpResponse:
    """For Prometheus, with the operator's token. Without one in the settings the page does not exist."""
    if not settings.METRICS_TOKEN:
        raise Http404
    # Not by address: behind a proxy everybody comes from this machine.
    if not constant_time_compare(
        request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"
    ):
        return HttpResponse(
            "Send the token.\n",
            status=401,
            content_type="text/plain",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return HttpResponse(metrics.write_metrics(timezone.now()), content_type=metrics.CONTENT_TYPE)
