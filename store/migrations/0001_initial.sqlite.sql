-- SPDX-License-Identifier: Apache-2.0
-- The first schema. Shard on every row; everything of a person is sealed with that person's key, which stands wrapped in
-- `keys`. Times are milliseconds since 1970 UTC.
CREATE TABLE keys (
  id INTEGER PRIMARY KEY,            -- the party; 0 = the installation's own key
  shard INTEGER NOT NULL,
  wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  shard INTEGER NOT NULL DEFAULT 0,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sequences (
  shard INTEGER PRIMARY KEY,
  next INTEGER NOT NULL
) STRICT;

CREATE TABLE parties (
  id INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL,
  channel TEXT NOT NULL,
  address_hash BLOB,                 -- null once erased
  address BLOB NOT NULL,             -- sealed
  name BLOB NOT NULL,                -- sealed
  unreachable INTEGER NOT NULL DEFAULT 0,
  erased INTEGER NOT NULL DEFAULT 0,
  last_inbound INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX parties_by_address ON parties (address_hash) WHERE address_hash IS NOT NULL;

CREATE TABLE conversations (
  party INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  state BLOB NOT NULL                -- sealed JSON
) STRICT;

CREATE TABLE messages (
  id INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL,
  party INTEGER NOT NULL,
  channel TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  direction INTEGER NOT NULL,        -- 0 in, 1 out
  at INTEGER NOT NULL,
  external_hash BLOB,
  external_id BLOB NOT NULL,         -- sealed
  body BLOB NOT NULL,                -- sealed
  note TEXT NOT NULL,
  status INTEGER NOT NULL DEFAULT 0, -- rank of the receipt
  job INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX messages_by_party ON messages (party, sequence);
CREATE INDEX messages_by_external ON messages (external_hash) WHERE external_hash IS NOT NULL;
CREATE INDEX messages_by_time ON messages (at);

CREATE TABLE seen (
  key BLOB PRIMARY KEY,              -- HMAC of channel and provider's id
  shard INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_by_time ON seen (at);

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL,
  party INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  lane INTEGER NOT NULL,
  state INTEGER NOT NULL,
  head INTEGER NOT NULL,             -- 1 = the one of its order key that may go; kept by every write of a state
  order_key TEXT NOT NULL,
  target TEXT NOT NULL,
  payload BLOB NOT NULL,             -- sealed
  created INTEGER NOT NULL,
  due INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  key TEXT NOT NULL,
  external_id BLOB NOT NULL,         -- sealed
  reason TEXT NOT NULL,
  report INTEGER NOT NULL DEFAULT 0,
  message INTEGER NOT NULL DEFAULT 0,
  media INTEGER NOT NULL DEFAULT 0
) STRICT;
-- state 0 = waiting, 1 = started: the open ones.
CREATE INDEX jobs_due ON jobs (lane, due) WHERE state = 0 AND head = 1;
CREATE INDEX jobs_next ON jobs (due) WHERE state = 0;
CREATE INDEX jobs_order ON jobs (order_key, created, id) WHERE state < 2 AND order_key <> '';
CREATE INDEX jobs_by_state ON jobs (state, created, party);
CREATE INDEX jobs_by_report ON jobs (report) WHERE report <> 0;

CREATE TABLE timers (
  id INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL,
  party INTEGER NOT NULL,
  name TEXT NOT NULL,
  due INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  detail BLOB NOT NULL,              -- sealed
  emergency INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX timers_by_name ON timers (party, name);
CREATE INDEX timers_due ON timers (emergency, due);

CREATE TABLE reports (
  id INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL,
  party INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  agency TEXT NOT NULL,
  contents BLOB NOT NULL,            -- sealed
  filed INTEGER NOT NULL,
  forward INTEGER NOT NULL,
  state INTEGER NOT NULL,
  agency_id TEXT NOT NULL,
  raw_status TEXT NOT NULL,
  updated INTEGER NOT NULL
) STRICT;
CREATE INDEX reports_by_party ON reports (party);
CREATE INDEX reports_by_time ON reports (filed);

CREATE TABLE report_events (
  report INTEGER NOT NULL,
  shard INTEGER NOT NULL,
  position INTEGER NOT NULL,
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  detail BLOB NOT NULL,              -- sealed
  PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  id INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL,
  party INTEGER NOT NULL,
  kind TEXT NOT NULL,
  grade TEXT NOT NULL,
  opened INTEGER NOT NULL,
  closed INTEGER,
  contents BLOB NOT NULL             -- sealed
) STRICT;
CREATE INDEX cases_by_time ON cases (opened);

CREATE TABLE quarantine_keys (
  day INTEGER PRIMARY KEY,           -- days since 1970
  shard INTEGER NOT NULL DEFAULT 0,
  wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  channel TEXT NOT NULL,
  reason TEXT NOT NULL,
  event BLOB NOT NULL,               -- sealed with the day's key
  raw BLOB NOT NULL,                 -- sealed with the day's key
  state TEXT NOT NULL
) STRICT;
CREATE INDEX quarantine_by_time ON quarantine (at);
CREATE INDEX quarantine_parked ON quarantine (at) WHERE state = 'parked';

CREATE TABLE media (
  id INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL,
  party INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  channel TEXT NOT NULL,
  ref BLOB NOT NULL,                 -- sealed
  mime TEXT NOT NULL,
  name BLOB NOT NULL,                -- sealed
  size INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX media_by_party ON media (party);

CREATE TABLE scripts (
  version INTEGER PRIMARY KEY,
  shard INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  author TEXT NOT NULL,
  note TEXT NOT NULL,
  files TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,            -- drawn from shard 0
  shard INTEGER NOT NULL DEFAULT 0,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  about TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
