"""What an administrator sees as uncertain, in the API as in production: phones, one a line."""

import sys

import django

PATH = "/api/v1/messages/?parked=true&page_size=100"


def main() -> None:
    from rest_framework.test import APIClient  # noqa: PLC0415  Django is set up by then

    from backend.accounts.models import User  # noqa: PLC0415

    admin, _ = User.objects.get_or_create(
        email="admin@example.org", defaults={"name": "Admin", "role": "administrator"}
    )
    client = APIClient(SERVER_NAME="localhost")
    client.force_authenticate(admin)
    page: str | None = PATH
    while page:
        answer = client.get(page, secure=True)
        if answer.status_code != 200:
            raise RuntimeError(f"The list of staff says {answer.status_code}")
        found = answer.json()
        for row in found["results"]:
            sys.stdout.write(f"{row['phone']}\n")
        page = found["next"]


if __name__ == "__main__":
    django.setup()
    main()
