-- Results by public post: how they are to be received, as typed until a draft is filed, and every dispatch as the events of
-- its dossier tell it, for the post clerk's list.
ALTER TABLE draft ADD COLUMN receiving TEXT NOT NULL DEFAULT '';

CREATE TABLE post_order (
    agency    TEXT   NOT NULL,
    dossier   TEXT   NOT NULL,
    seq       BIGINT NOT NULL,
    number    TEXT   NOT NULL,
    sheet     TEXT   NOT NULL,
    procedure TEXT   NOT NULL,
    name      TEXT   NOT NULL,
    phone     TEXT   NOT NULL,
    address   TEXT   NOT NULL,
    state     TEXT   NOT NULL,
    since     BIGINT NOT NULL,
    item      TEXT   NOT NULL,
    said      TEXT   NOT NULL,
    is_open   BOOLEAN NOT NULL,
    PRIMARY KEY (agency, dossier, seq)
);

CREATE INDEX post_order_state ON post_order (agency, state, is_open, since, dossier, seq);

CREATE UNIQUE INDEX post_order_item ON post_order (item) WHERE item <> '';
