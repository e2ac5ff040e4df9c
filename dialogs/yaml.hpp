// SPDX-License-Identifier: Apache-2.0
// YAML as operators write it: a tree with the place of everything, faults as values in Indonesian. No exceptions,
// bounded: 256 KiB, depth 64, 50,000 nodes. Anchors, aliases, tags, second documents, tabs, no-break spaces, doubled
// keys, a remark that cuts a text and keys without a value in braces are faults (SCRIPTS 3.1). Knows nothing of
// scripts: the configuration is read with it too.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pintu::yaml {

struct Place {
  int line = 0;    // 1-based
  int column = 0;  // 1-based, in characters, as editors count
  friend bool operator==(const Place&, const Place&) = default;
};

struct Node {
  enum class Kind { scalar, sequence, mapping } kind = Kind::scalar;
  enum class Style { plain, quoted, block } style = Style::plain;
  std::string text;         // of a scalar
  bool quoted = false;      // '…', "…" or a block: meant as text, whatever it looks like
  std::vector<Node> items;  // of a sequence
  struct Entry;
  std::vector<Entry> entries;  // of a mapping, in written order; no key twice
  Place place;

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_mapping() const { return kind == Kind::mapping; }
  // `key:` with nothing behind it.
  bool empty() const { return is_scalar() && text.empty() && !quoted; }
  const Node* find(std::string_view key) const;
};
struct Node::Entry {
  std::string key;
  Place place;
  Node value;
};

struct Fault {
  Place place;
  std::string code;     // "P0001"; never changes meaning
  std::string message;  // Indonesian
  std::string fix;      // Indonesian; may be empty
  friend bool operator==(const Fault&, const Fault&) = default;
};

struct Parsed {
  Node root;                  // an empty mapping when nothing could be read
  std::vector<Fault> faults;  // in the order of the file, at most 100
  bool whole = false;         // read to the end; else `root` is what stands before the fault
};

// Never throws on any bytes, and its time is in proportion to their number.
Parsed parse(std::string_view bytes);

}  // namespace pintu::yaml
