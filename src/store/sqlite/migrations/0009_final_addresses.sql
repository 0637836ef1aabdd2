-- The key of where a page led to, if that is another address than it was saved by.
ALTER TABLE pages ADD COLUMN final_key TEXT;
CREATE INDEX pages_final ON pages (owner_id, final_key) WHERE final_key IS NOT NULL;
