"""The persons who work in a workspace."""

from django.contrib.auth.models import Permission, User
from django.db import transaction

from lagebild.errors import ConfigError, RuleError

ANALYST_PERMISSIONS = ("see_internal", "decide")


@transaction.atomic
def add_person(username: str, *, full_name: str, password: str | None) -> User:
    """Add an analyst; without a password the person can be named in commands but cannot log in.

    Raises:
        ConfigError: The name is taken.
    """
    if User.objects.filter(username=username).exists():
        raise ConfigError(f"a person named {username!r} is there already: choose another name.")
    first, _, last = full_name.partition(" ")
    person = User(username=username, first_name=first, last_name=last)
    if password is None:
        person.set_unusable_password()
    else:
        person.set_password(password)
    person.save()
    person.user_permissions.add(*Permission.objects.filter(codename__in=ANALYST_PERMISSIONS))
    return person


def get_person(username: str) -> User:
    """The person of a user name.

    Raises:
        RuleError: There is nobody of that name.
    """
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        known = (
            ", ".join(User.objects.order_by("username").values_list("username", flat=True)) or "nobody yet"
        )
        raise RuleError(
            f"no person is named {username!r} (known: {known}). Add one with `lagebild person add {username}`."
        )
    return found
