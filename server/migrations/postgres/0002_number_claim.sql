-- A number taken for a filing that is under way: tried again, or by several calls at once, it is filed under the same one.
-- Gone with the draft, which filing takes away.

CREATE TABLE number_claim (
    request_id TEXT   NOT NULL REFERENCES draft (request_id) ON DELETE CASCADE,
    agency     TEXT   NOT NULL,
    day        TEXT   NOT NULL,
    sequence   BIGINT NOT NULL,
    PRIMARY KEY (request_id, agency, day)
);
