-- SPDX-License-Identifier: Apache-2.0
-- Which report a message to an officer is about, so that their reply to it is understood.
CREATE TABLE desk_messages (
  external_hash BLOB PRIMARY KEY,    -- keyed, of channel, chat and the provider's id
  shard INTEGER NOT NULL,
  report INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- forward 2 = rejected, 3 = unknown, 4 = manual; state 6 = closed, 7 = archived: those that a person must see to.
CREATE INDEX reports_for_a_person ON reports (filed, id) WHERE forward >= 2 AND state NOT IN (6, 7);
CREATE INDEX reports_by_agency_id ON reports (agency_id) WHERE agency_id <> '';
