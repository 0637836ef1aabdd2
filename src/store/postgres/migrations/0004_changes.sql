-- What happened at each revision of a scope, so that readers can catch up; kept for a week.
CREATE TABLE changes (
  scope text COLLATE "C" NOT NULL,
  revision bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  note_id bigint NOT NULL,
  note_uid text COLLATE "C" NOT NULL,
  owner_id bigint NOT NULL,
  changed_at bigint NOT NULL,
  PRIMARY KEY (scope, revision)
);
CREATE INDEX changes_changed_at ON changes (changed_at);
