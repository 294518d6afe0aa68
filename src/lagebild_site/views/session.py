"""Logging in and out, and choosing the language; all without JavaScript."""

from django.contrib.auth.views import LoginView, LogoutView
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

log_in = LoginView.as_view(template_name="session/login.html", redirect_authenticated_user=True)
log_out = LogoutView.as_view()

# Without a token in the form the page is the same for all strangers, so it can be kept by caches; the most that a
# foreign page can do with this is to change the language in which somebody reads.
choose_language = csrf_exempt(set_language)
