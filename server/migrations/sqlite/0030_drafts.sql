-- A draft typed at in several places: who typed what when, what stood there before, and what is left to choose between.
ALTER TABLE draft ADD COLUMN ledger TEXT NOT NULL DEFAULT '{}';

ALTER TABLE draft ADD COLUMN conflicts TEXT NOT NULL DEFAULT '[]';
