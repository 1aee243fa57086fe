-- Messages to people. One without an account is a line of the log: what nobody is told of in the portal, or a message to an
-- address that is not known to be anybody's yet. `code_mark` is the mark by the portal's keys of the code in the message.

ALTER TABLE notification ADD COLUMN account TEXT;

ALTER TABLE notification ADD COLUMN code_mark TEXT;

ALTER TABLE notification ADD COLUMN read_at BIGINT;

CREATE INDEX notification_by_account ON notification (account, at, id);

CREATE INDEX notification_unread ON notification (account) WHERE read_at IS NULL;

CREATE UNIQUE INDEX notification_by_code ON notification (code_mark);

-- Where somebody wants to be told besides the portal. Nothing is sent to an address before it was verified by a code sent
-- to it, of which a mark is kept.
CREATE TABLE contact_channel (
    account         TEXT    NOT NULL REFERENCES account (id),
    channel         TEXT    NOT NULL,
    address         TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    wanted          BOOLEAN NOT NULL,
    verified_at     BIGINT,
    check_mark      TEXT,
    check_until     BIGINT  NOT NULL,
    check_tries     BIGINT  NOT NULL,
    checks_since    BIGINT  NOT NULL,
    checks          BIGINT  NOT NULL,
    updated_at      BIGINT  NOT NULL,
    PRIMARY KEY (account, channel)
);

-- One message on its way by one channel: waiting, sent, dead or dropped. `begun_at` is written before it is handed over: a
-- message that was begun and neither sent nor failed was in the hands of a sender that died, and goes out again under the
-- same id. `secret` is what stands in the message and nowhere else, sealed, and taken away once it is sent.
CREATE TABLE delivery (
    id           TEXT   NOT NULL PRIMARY KEY,
    notification TEXT   NOT NULL REFERENCES notification (id),
    account      TEXT   NOT NULL,
    channel      TEXT   NOT NULL,
    address      TEXT   NOT NULL,
    language     TEXT   NOT NULL,
    secret       TEXT,
    state        TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    attempts     BIGINT NOT NULL,
    next_at      BIGINT NOT NULL,
    begun_at     BIGINT,
    sent_at      BIGINT,
    problem      TEXT,
    UNIQUE (notification, channel)
);

CREATE INDEX delivery_waiting ON delivery (state, next_at, id);
