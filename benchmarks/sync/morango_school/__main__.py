"""One computer of two: `python -m morango_school server|client FILE [PORT]`, steps on the input.

The server makes the file, with what was there before as its first step, and says its port; the
client begins with a copy of the file, under an id of its own, and exchanges both ways each step.
"""

import json
import sys
import threading
import time
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

SCOPE = "all"
TEMPLATE = "${school}"


def set_up(file: str) -> None:
    """Django with morango, and nothing else."""
    settings.configure(
        SECRET_KEY="measuring", DEBUG=False, ALLOWED_HOSTS=["*"], ROOT_URLCONF="morango.urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": file,
                               "OPTIONS": {"timeout": 60}}},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework",
                        "morango", "morango_school"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField", USE_TZ=True,
    )  # fmt: skip
    django.setup()


def saved(step: dict[str, list[list[int]]]) -> None:
    """Rows of a step, put or replaced."""
    from morango_school.models import Lesson, Mark  # noqa: PLC0415  after the set-up

    with transaction.atomic():
        for number, day, slot, subject in step["lessons"]:
            Lesson(number=number, day=day, slot=slot, subject=subject).save()
        for lesson, pupil, points, *_ in step["marks"]:
            Mark(lesson=lesson, pupil=pupil, points=points).save()


def heard() -> Any:  # noqa: ANN401  JSON
    """The next step; None: there is none any more."""
    line = sys.stdin.readline()
    return json.loads(line) if line else None


def said(**facts: object) -> None:
    """Answer on a line."""
    print(json.dumps(facts), flush=True)


def serve() -> None:
    """Make the file, then answer until the input ends."""
    from django.core.servers.basehttp import (  # noqa: PLC0415
        ThreadedWSGIServer,
        WSGIRequestHandler,
        get_internal_wsgi_application,
    )
    from morango.models import Certificate, ScopeDefinition  # noqa: PLC0415
    from morango.sync.controller import MorangoProfileController  # noqa: PLC0415

    call_command("migrate", run_syncdb=True, verbosity=0)
    ScopeDefinition.objects.create(
        id=SCOPE, profile="school", version=1, primary_scope_param_key="school", description="",
        read_filter_template="", write_filter_template="", read_write_filter_template=TEMPLATE,
    )  # fmt: skip
    Certificate.generate_root_certificate(SCOPE)
    saved(heard())
    MorangoProfileController("school").serialize_into_store()
    handler = type("Quiet", (WSGIRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadedWSGIServer(("127.0.0.1", 0), handler)
    server.set_app(get_internal_wsgi_application())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    said(port=server.server_port)
    while heard() is not None:
        from morango_school.models import Mark  # noqa: PLC0415

        said(marks=Mark.objects.count(), sum=sum(Mark.objects.values_list("points", flat=True)))


def exchange(port: int) -> None:
    """One session that is kept; each step saved, then pushed and pulled."""
    from morango.models import (  # noqa: PLC0415
        Certificate,
        DatabaseIDModel,
        Filter,
        InstanceIDModel,
    )
    from morango.sync.controller import MorangoProfileController  # noqa: PLC0415

    DatabaseIDModel.objects.create()
    InstanceIDModel.get_or_create_current_instance(clear_cache=True)
    own = Certificate.objects.get()
    controller = MorangoProfileController("school")
    line = controller.create_network_connection(f"http://127.0.0.1:{port}/", chunk_size=5000)
    session = line.create_sync_session(own, own)
    asked: list[str] = []
    line.session.hooks["response"].append(lambda reply, **_: asked.append(reply.url))
    said(ready=True)
    while (step := heard()) is not None:
        saved(step)
        asked.clear()
        begun = time.perf_counter()
        for way in (session.get_push_client, session.get_pull_client):
            client = way()
            client.initialize(Filter(own.id))
            client.run()
            client.finalize()
        said(seconds=time.perf_counter() - begun, requests=len(asked))


def main() -> None:
    """One of the two."""
    role, file, *port = sys.argv[1:]
    set_up(file)
    if role == "server":
        serve()
    else:
        exchange(int(port[0]))


if __name__ == "__main__":
    main()
