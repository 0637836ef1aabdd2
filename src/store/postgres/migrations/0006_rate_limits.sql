-- What limits count, for all processes on this database; written on every counted request, and worth nothing after a crash.
CREATE UNLOGGED TABLE rate_limits (
  key TEXT NOT NULL PRIMARY KEY,
  points BIGINT NOT NULL,
  expire BIGINT
);
