-- SPDX-License-Identifier: Apache-2.0
-- Other addresses of a person: WhatsApp names one by number, by an id of its own, or by both.
CREATE TABLE aliases (
  address_hash BLOB PRIMARY KEY,
  shard INTEGER NOT NULL,
  party INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_party ON aliases (party);
