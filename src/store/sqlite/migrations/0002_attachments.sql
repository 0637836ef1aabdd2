-- What lies in the blob store. unused_since: when nothing referred to it any more; removing: its bytes are being removed.
-- private_ranges_json: bytes that only the owner is sent, such as where a photo was taken.
CREATE TABLE blobs (
  hash TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  private_ranges_json TEXT NOT NULL,
  thumbnail TEXT,
  created_at INTEGER NOT NULL,
  unused_since INTEGER,
  removing INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX blobs_unused ON blobs (unused_since) WHERE unused_since IS NOT NULL;
CREATE INDEX blobs_thumbnail ON blobs (thumbnail) WHERE thumbnail IS NOT NULL;

CREATE TABLE attachments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL,
  owner_id INTEGER NOT NULL REFERENCES users (id),
  filename TEXT NOT NULL,
  type TEXT NOT NULL,
  size INTEGER NOT NULL,
  hash TEXT NOT NULL REFERENCES blobs (hash),
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX attachments_uid ON attachments (uid);
CREATE INDEX attachments_own ON attachments (owner_id, id);
CREATE INDEX attachments_hash ON attachments (hash);

-- is_explicit: given to the note as its resource; else found as a link in its content.
CREATE TABLE note_attachments (
  note_id INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
  attachment_id INTEGER NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  is_explicit INTEGER NOT NULL,
  PRIMARY KEY (note_id, attachment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_attachments_attachment ON note_attachments (attachment_id, note_id);
