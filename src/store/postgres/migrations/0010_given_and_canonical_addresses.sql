-- The address as it was given, if it led somewhere else: what is asked for again.
ALTER TABLE pages ADD COLUMN given_url text COLLATE "C";
-- What is known of it for pages that are here already.
UPDATE pages SET given_url = url_key WHERE final_key IS NOT NULL;
-- The key of the address that a page calls its own, if that is another one of the same host.
ALTER TABLE pages ADD COLUMN canonical_key text COLLATE "C";
CREATE INDEX pages_canonical ON pages (owner_id, canonical_key) WHERE canonical_key IS NOT NULL;
-- The uid of the attachment that holds the picture of a page.
ALTER TABLE pages ADD COLUMN image_uid text COLLATE "C";
