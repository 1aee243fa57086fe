-- Money: what is owed for a dossier, every try to pay it, what became of each, and the double-entry ledger of all of it.
-- Amounts are whole đồng, moments microseconds since 1970.
CREATE TABLE obligation (
    id         TEXT    NOT NULL PRIMARY KEY,
    agency     TEXT    NOT NULL,
    dossier    TEXT    NOT NULL,
    number     TEXT    NOT NULL,
    code       TEXT    NOT NULL,
    procedure  TEXT    NOT NULL,
    account    TEXT    NOT NULL,
    payer      TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    amount     BIGINT  NOT NULL,
    lines      TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    paid_by    TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    settled_at BIGINT
);

CREATE INDEX obligation_dossier ON obligation (agency, dossier, created_at);

-- One may be open for a dossier at a time.
CREATE UNIQUE INDEX obligation_open ON obligation (agency, dossier) WHERE state = 'open';

CREATE TABLE payment (
    reference   TEXT    NOT NULL PRIMARY KEY,
    obligation  TEXT    NOT NULL,
    agency      TEXT    NOT NULL,
    dossier     TEXT    NOT NULL,
    number      TEXT    NOT NULL,
    way         TEXT    NOT NULL,
    amount      BIGINT  NOT NULL,
    state       TEXT    NOT NULL,
    is_open     BOOLEAN NOT NULL,
    url         TEXT    NOT NULL,
    gateway_no  TEXT    NOT NULL,
    code        TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    expires_at  BIGINT  NOT NULL,
    settled_at  BIGINT,
    look_at     BIGINT,
    looks       BIGINT  NOT NULL,
    last_seq    BIGINT  NOT NULL
);

-- One open attempt for an obligation: who pays in two tabs pays once.
CREATE UNIQUE INDEX payment_open ON payment (obligation) WHERE is_open = TRUE;

CREATE INDEX payment_obligation ON payment (obligation, created_at);

CREATE INDEX payment_look ON payment (look_at) WHERE look_at IS NOT NULL;

CREATE INDEX payment_settled ON payment (way, settled_at);

CREATE TABLE payment_event (
    reference TEXT   NOT NULL,
    seq       BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    kind      TEXT   NOT NULL,
    body      TEXT   NOT NULL,
    PRIMARY KEY (reference, seq)
);

CREATE TABLE refund (
    id          TEXT   NOT NULL PRIMARY KEY,
    reference   TEXT   NOT NULL,
    obligation  TEXT   NOT NULL,
    agency      TEXT   NOT NULL,
    dossier     TEXT   NOT NULL,
    number      TEXT   NOT NULL,
    way         TEXT   NOT NULL,
    amount      BIGINT NOT NULL,
    reason      TEXT   NOT NULL,
    state       TEXT   NOT NULL,
    asked_by    TEXT   NOT NULL,
    asked_at    BIGINT NOT NULL,
    decided_by  TEXT   NOT NULL,
    decided_at  BIGINT,
    settled_at  BIGINT,
    gateway_no  TEXT   NOT NULL,
    said        TEXT   NOT NULL,
    look_at     BIGINT,
    looks       BIGINT NOT NULL
);

-- A payment is given back once at a time.
CREATE UNIQUE INDEX refund_live ON refund (reference) WHERE state <> 'declined';

CREATE INDEX refund_agency ON refund (agency, state, asked_at);

CREATE INDEX refund_look ON refund (look_at) WHERE look_at IS NOT NULL;

CREATE TABLE ledger_entry (
    id        TEXT   NOT NULL PRIMARY KEY,
    at        BIGINT NOT NULL,
    day       TEXT   NOT NULL,
    agency    TEXT   NOT NULL,
    kind      TEXT   NOT NULL,
    subject   TEXT   NOT NULL,
    code      TEXT   NOT NULL
);

CREATE INDEX ledger_entry_day ON ledger_entry (agency, day);

-- The same thing is booked once.
CREATE UNIQUE INDEX ledger_entry_once ON ledger_entry (kind, subject);

CREATE TABLE ledger_line (
    entry   TEXT   NOT NULL,
    line    BIGINT NOT NULL,
    account TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    debit   BIGINT NOT NULL,
    credit  BIGINT NOT NULL,
    PRIMARY KEY (entry, line)
);

CREATE INDEX ledger_line_account ON ledger_line (account, subject);

CREATE TABLE till (
    id        TEXT   NOT NULL PRIMARY KEY,
    agency    TEXT   NOT NULL,
    officer   TEXT   NOT NULL,
    name      TEXT   NOT NULL,
    day       TEXT   NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    expected  BIGINT NOT NULL,
    counted   BIGINT NOT NULL,
    reason    TEXT   NOT NULL
);

-- An officer has one open till.
CREATE UNIQUE INDEX till_open ON till (agency, officer) WHERE closed_at IS NULL;

CREATE INDEX till_day ON till (agency, day);
