"""create_app(settings): assemble, register, hand back. No rules, no queries."""

from __future__ import annotations

import datetime as dt

from argon2 import PasswordHasher
from flask import Flask
from flask_wtf import CSRFProtect
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from commands import register_commands
from models.session import db, engine_options, prepare
from settings import Settings, UnsafeSettings
from views import (
    access,
    allocating,
    corrections,
    cps,
    deaths,
    decisions,
    demo_stories,
    directions,
    door,
    downloads,
    embargoes,
    errors,
    glass,
    handbook,
    headers,
    home,
    investigations,
    letters,
    line_facts,
    lines,
    minimum_lines,
    notes,
    other_endings,
    overrides,
    oversight,
    people,
    read_log,
    reclassifying,
    registers,
    remaining,
    resolutions,
    restricting,
    review_requests,
    reviews,
    rights,
    ringing,
    risk,
    search,
    shift,
    showing,
    sign_in,
    skills,
    statements,
    suspects,
    telling,
    units,
    updates,
    victim_details,
    victims,
    waiting,
    withdrawals,
)
from views.record_ids import RecordId
from workflow.policy.loader import load_book
from workflow.policy.validator import PackRefused
from workflow.services.opening import policy_at
from workflow.working_days import why_too_few_holidays


def create_app(settings: Settings | None = None) -> Flask:
    """The application. Reads the environment when no settings are given; refuses unsafe production ones."""
    try:
        settings = settings or Settings.from_environment()
        load_book()  # every start refuses a malformed policy pack
    except (UnsafeSettings, PackRefused) as refused:
        # Whoever starts Fairlead reads what to put right, not where in the program it was noticed.
        raise SystemExit(str(refused)) from refused
    app = Flask(__name__)
    app.config.update(
        FAIRLEAD=settings,
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="fairlead",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.cookie_secure,
        PERMANENT_SESSION_LIFETIME=dt.timedelta(minutes=settings.idle_minutes),
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_body_bytes,
        WTF_CSRF_TIME_LIMIT=None,
        SIGN_IN_LIMIT="20 per minute",
        DEBUG=settings.debug,
        SEND_FILE_MAX_AGE_DEFAULT=dt.timedelta(days=30),
        TESTING=settings.mode == "test",
        SQLALCHEMY_ENGINES={
            "default": {"url": settings.database_url, **engine_options(settings.database_url)}
        },
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
    _set_up_templates(app)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    hasher = PasswordHasher(**settings.password_cost._asdict())
    app.extensions["password_hasher"] = hasher
    app.extensions["nobodys_hash"] = hasher.hash("nobody has this password")
    _register(app)
    register_commands(app)
    warn_of_holidays(app, dt.datetime.now(dt.UTC))
    return app


def warn_of_holidays(app: Flask, now: dt.datetime) -> None:
    """In the log, at every start: whoever runs it renews the package while limits can still be reckoned."""
    too_few = why_too_few_holidays(now.date(), policy_at(now).setting("holidays_known_months"))
    if too_few is not None:
        app.logger.warning(too_few)


def _set_up_templates(app: Flask) -> None:
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.loader = ChoiceLoader(
        [
            app.jinja_loader,
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    WTFormsHelpers(app)
    showing.register(app)


def _register(app: Flask) -> None:
    # The order of these hooks is the order of a request (design §5).
    app.before_request(read_log.choose_transactions)
    app.teardown_request(read_log.end_transactions)
    app.before_request(headers.make_nonce)
    app.before_request(access.refuse_nameless_fields)
    CSRFProtect(app)
    # Its context processor would ask who is signed in on every page, also on that of a busy database.
    access.login.init_app(app, add_context_processor=False)
    app.before_request(access.check_access)
    app.before_request(door.note_reader)
    app.before_request(door.check_reading)
    # After-request hooks run last registered first: the read log, then the headers over whatever it left.
    app.after_request(headers.set_headers)
    app.after_request(read_log.log_what_was_read)
    sign_in.limiter.init_app(app)
    app.url_map.converters["int"] = RecordId
    of_cases = (
        investigations,
        allocating,
        risk,
        notes,
        lines,
        minimum_lines,
        suspects,
        victims,
        decisions,
        other_endings,
        overrides,
        remaining,
        line_facts,
        deaths,
        reviews,
        review_requests,
        cps,
        waiting,
        reclassifying,
        resolutions,
        corrections,
        telling,
        letters,
        embargoes,
        restricting,
        rights,
        updates,
        ringing,
        victim_details,
        glass,
        directions,
        withdrawals,
        statements,
    )
    for_all = (
        home,
        shift,
        search,
        downloads,
        handbook,
        people,
        skills,
        units,
        registers,
        oversight,
    )
    of_demo = (demo_stories,) if app.config["FAIRLEAD"].mode == "demo" else ()
    for subject in (sign_in, *for_all, *of_cases, *of_demo):
        app.register_blueprint(subject.blueprint)
    errors.register(app)
