-- Lines of bank statements and of gateways' settlement files, each kept once, and what became of those that fit nothing.
CREATE TABLE statement_line (
    id             TEXT   NOT NULL PRIMARY KEY,
    source         TEXT   NOT NULL,
    day            TEXT   NOT NULL,
    transaction_no TEXT   NOT NULL,
    memo           TEXT   NOT NULL,
    amount         BIGINT NOT NULL,
    reference      TEXT   NOT NULL,
    state          TEXT   NOT NULL,
    difference     TEXT   NOT NULL,
    imported_at    BIGINT NOT NULL,
    imported_by    TEXT   NOT NULL,
    resolved_at    BIGINT,
    resolved_by    TEXT   NOT NULL,
    reason         TEXT   NOT NULL
);

CREATE INDEX statement_line_state ON statement_line (state, imported_at);
