-- The last save heard of each page of a draft, so that an older one arriving late undoes nothing.
ALTER TABLE draft ADD COLUMN turns TEXT NOT NULL DEFAULT '[]';
