"""What a phone keeps of us: the styles, and a page that says there is no network. Nothing else."""

import hashlib
import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

STATIC_FILES = ("web/homeward.css", "web/homeward.js", "web/icon.svg")


@login_not_required
@require_safe
def offline_page(request: HttpRequest) -> HttpResponse:
    """The same for everybody who reads this language, so that it may be kept."""
    return render(request, "web/offline.html")


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the shell; another text of it makes browsers fetch the files anew."""
    files = [static(name) for name in STATIC_FILES]
    language = get_language() or ""
    version = hashlib.sha256(" ".join([*files, language]).encode()).hexdigest()[:12]
    words = {
        "shell": json.dumps(f"shell-{version}"),
        "offline": json.dumps(reverse("web:offline")),
        "files": json.dumps(files),
    }
    response = render(request, "web/sw.js", words, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    response["Vary"] = "Cookie, Accept-Language"
    return response
