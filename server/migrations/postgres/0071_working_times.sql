-- How many dossiers of a procedure took how many working hours at an agency, by the quarter they were finished in: what
-- people may expect is read from a few rows, however many dossiers there are.
CREATE TABLE working_time (
    agency   TEXT   NOT NULL,
    code     TEXT   NOT NULL,
    quarter  TEXT   NOT NULL,
    hours    BIGINT NOT NULL,
    dossiers BIGINT NOT NULL,
    PRIMARY KEY (agency, code, quarter, hours)
);
