-- What ranking must know of a note besides that it matches; the key is notes.position.
CREATE TABLE search_profiles (
  position bigint PRIMARY KEY,
  title text COLLATE "C" NOT NULL,
  words text COLLATE "C" NOT NULL,
  length bigint NOT NULL
);

-- How far the notes have been indexed as a version of the program wants it.
CREATE TABLE search_builds (
  version bigint PRIMARY KEY,
  last_id bigint NOT NULL,
  is_complete integer NOT NULL
);
INSERT INTO search_builds SELECT 2, 0, CASE WHEN EXISTS (SELECT 1 FROM notes) THEN 0 ELSE 1 END;
