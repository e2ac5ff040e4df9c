// SPDX-License-Identifier: Apache-2.0
// YAML as operators write it: a tree with the place of everything, faults as values in Indonesian. No exceptions,
// bounded: 256 KiB, depth 64, 50,000 nodes. Anchors, aliases, tags, second documents, tabs, no-break spaces, doubled
// keys and keys without a value in braces are faults (SCRIPTS 3.1). Knows nothing of scripts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pintu::yaml {

struct Place {
  int line = 0;    // 1-based
  int column = 0;  // 1-based, in bytes
  friend bool operator==(const Place&, const Place&) = default;
};

struct Node {
  enum class Kind { scalar, sequence, mapping } kind = Kind::scalar;
  std::string text;         // of a scalar
  bool quoted = false;      // '…' or "…": the same characters, and meant as text
  std::vector<Node> items;  // of a sequence
  struct Entry;
  std::vector<Entry> entries;  // of a mapping, in written order
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
  std::string code;     // "P0001"
  std::string message;  // Indonesian
  std::string fix;      // Indonesian; may be empty
  friend bool operator==(const Fault&, const Fault&) = default;
};

struct Parsed {
  Node root;                  // an empty mapping when the file cannot be read at all
  std::vector<Fault> faults;  // in the order of the file
};

Parsed parse(std::string_view bytes);

}  // namespace pintu::yaml
