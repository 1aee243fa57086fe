-- Electronic receipts of fees: numbered without gaps within a collector's series, which is another one every year.
CREATE TABLE fee_receipt_number (
    tax_code TEXT   NOT NULL,
    form     TEXT   NOT NULL,
    series   TEXT   NOT NULL,
    last     BIGINT NOT NULL,
    PRIMARY KEY (tax_code, form, series)
);

CREATE TABLE fee_receipt (
    tax_code  TEXT   NOT NULL,
    form      TEXT   NOT NULL,
    series    TEXT   NOT NULL,
    number    BIGINT NOT NULL,
    reference TEXT   NOT NULL,
    collector TEXT   NOT NULL,
    taken_by  TEXT   NOT NULL,
    issued_at BIGINT NOT NULL,
    voided_at BIGINT,
    PRIMARY KEY (tax_code, form, series, number)
);

CREATE UNIQUE INDEX fee_receipt_reference ON fee_receipt (reference);
