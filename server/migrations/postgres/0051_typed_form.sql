-- A form that was refused keeps what was typed in it for its page: `page` names which; one that waits for a sign-in names none.
ALTER TABLE parked_form ADD COLUMN page TEXT NOT NULL DEFAULT '';
