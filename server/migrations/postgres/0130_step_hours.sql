-- Since when a dossier is in its step, from when that takes longer than it may (none while nothing runs or nothing is stated),
-- and when its holder was told. What stands already has none of it until its next event.
ALTER TABLE dossier_step ADD COLUMN since BIGINT;

ALTER TABLE dossier_step ADD COLUMN late_at BIGINT;

ALTER TABLE dossier_step ADD COLUMN told_at BIGINT;

-- For the queue under a step: looked up without its row, and listed by name.
CREATE INDEX dossier_step_named ON dossier_step (agency, step, dossier);

CREATE INDEX dossier_step_late ON dossier_step (late_at, agency, dossier) WHERE late_at IS NOT NULL AND told_at IS NULL;
