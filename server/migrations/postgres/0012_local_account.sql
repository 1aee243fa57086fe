-- Officers, helpers and administrators sign in with a password and a code of their authenticator. Attempts are counted for
-- each source (a device that has signed in before, or an address) and once more for all unknown sources together.

CREATE TABLE local_account (
    account    TEXT   NOT NULL PRIMARY KEY REFERENCES account (id),
    login      TEXT   NOT NULL UNIQUE,
    password   TEXT   NOT NULL,
    totp       TEXT   NOT NULL,
    totp_step  BIGINT NOT NULL,
    duties     TEXT   NOT NULL,
    disabled   BOOLEAN NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE TABLE sign_in_try (
    login      TEXT   NOT NULL,
    source     TEXT   NOT NULL,
    failures   BIGINT NOT NULL,
    wait_until BIGINT NOT NULL,
    last_at    BIGINT NOT NULL,
    PRIMARY KEY (login, source)
);

CREATE TABLE known_source (
    login   TEXT   NOT NULL,
    source  TEXT   NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (login, source)
);
