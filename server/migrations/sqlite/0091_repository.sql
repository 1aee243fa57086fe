-- How a paper was digitised: 1 new, 2 used again from the portal's own store, 3 from the national one; and the repository of an
-- agency, the latest first.

ALTER TABLE file ADD COLUMN digit BIGINT NOT NULL DEFAULT 1;

CREATE INDEX file_by_agency ON file (agency, id);
