// SPDX-License-Identifier: Apache-2.0
#include "dialogs/yaml.hpp"

#include <libfyaml.h>

#include <algorithm>
#include <memory>
#include <set>

#include "dialogs/yaml_message.hpp"
#include "dialogs/yaml_scan.hpp"

namespace pintu::yaml {

namespace {

constexpr std::size_t most_bytes = 256 * 1024;
constexpr int most_depth = 64;
constexpr int most_nodes = 50000;

Place place_of(const fy_mark* mark) { return mark == nullptr ? Place{1, 1} : Place{mark->line + 1, mark->column + 1}; }

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {
    fy_diag_cfg diag_config;
    fy_diag_cfg_default(&diag_config);
    diag_.reset(fy_diag_create(&diag_config));
    fy_diag_set_collect_errors(diag_.get(), true);
    fy_parse_cfg config{};
    config.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_ALLOW_DUPLICATE_KEYS);
    config.diag = diag_.get();
    parser_.reset(fy_parser_create(&config));
    fy_parser_set_string(parser_.get(), bytes_.data(), bytes_.size());
  }

  Parsed read() {
    parsed_.root.kind = Node::Kind::mapping;
    bool started = false;
    while (auto event = next()) {
      if (event->type == FYET_DOCUMENT_START) {
        if (started) {
          fault(place_of(fy_event_start_mark(event.get())), "P0006", "Ada dokumen kedua (---) di berkas ini.",
                "Satu berkas berisi satu naskah: hapus --- atau pisahkan berkasnya.");
          break;
        }
        started = true;
        if (auto first = next(); first && first->type != FYET_DOCUMENT_END) {
          if (!node(*first, parsed_.root, 0)) break;
        }
      }
      if (event->type == FYET_STREAM_END) break;
    }
    collect_errors();
    return std::move(parsed_);
  }

 private:
  struct FreeEvent {
    fy_parser* parser = nullptr;
    void operator()(fy_event* event) const { fy_parser_event_free(parser, event); }
  };
  using Event = std::unique_ptr<fy_event, FreeEvent>;

  Event next() { return Event(fy_parser_parse(parser_.get()), FreeEvent{parser_.get()}); }

  void fault(Place place, std::string code, std::string message, std::string fix) {
    parsed_.faults.push_back({place, std::move(code), std::move(message), std::move(fix)});
  }

  // False: the rest of the file cannot be read.
  bool node(fy_event& event, Node& out, int depth) {
    out.place = place_of(fy_event_start_mark(&event));
    if (++nodes_ > most_nodes || depth > most_depth) {
      fault(out.place, "P0007", "Berkas ini terlalu besar atau bersarang terlalu dalam.",
            "Pecah menjadi beberapa naskah.");
      return false;
    }
    if (event.type == FYET_ALIAS || fy_event_get_anchor_token(&event) != nullptr) {
      fault(out.place, "P0008", "Tanda & dan * di awal teks punya arti khusus dan tidak dipakai di sini.",
            "Beri tanda kutip pada teksnya.");
      if (event.type == FYET_ALIAS) return true;
    }
    if (fy_event_get_tag_token(&event) != nullptr) {
      fault(out.place, "P0009", "Tanda ! di awal teks punya arti khusus dan tidak dipakai di sini.",
            "Beri tanda kutip pada teksnya.");
    }
    switch (event.type) {
      case FYET_SCALAR:
        scalar(event, out);
        return true;
      case FYET_SEQUENCE_START:
        return sequence(out, depth);
      case FYET_MAPPING_START:
        return mapping(out, depth, fy_event_get_node_style(&event) == FYNS_FLOW);
      default:
        return false;
    }
  }

  void scalar(fy_event& event, Node& out) {
    out.kind = Node::Kind::scalar;
    fy_token* token = fy_event_get_token(&event);
    if (token == nullptr) return;
    std::size_t length = 0;
    const char* text = fy_token_get_text(token, &length);
    if (text != nullptr) out.text.assign(text, length);
    const auto style = fy_token_scalar_style(token);
    out.quoted = style != FYSS_PLAIN;
  }

  bool sequence(Node& out, int depth) {
    out.kind = Node::Kind::sequence;
    while (auto event = next()) {
      if (event->type == FYET_SEQUENCE_END) return true;
      if (!node(*event, out.items.emplace_back(), depth + 1)) return false;
    }
    return false;
  }

  bool mapping(Node& out, int depth, bool flow) {
    out.kind = Node::Kind::mapping;
    std::set<std::string> seen;
    while (auto event = next()) {
      if (event->type == FYET_MAPPING_END) return true;
      Node key;
      if (!node(*event, key, depth + 1)) return false;
      Node::Entry entry{key.text, key.place, {}};
      auto value = next();
      if (!value || !node(*value, entry.value, depth + 1)) return false;
      if (!key.is_scalar()) {
        fault(key.place, "P0010", "Nama isian harus teks biasa.", "Beri tanda kutip bila perlu.");
        continue;
      }
      if (flow && entry.value.empty()) {
        fault(key.place, "P0011", "\"" + entry.key + "\" tidak punya isi. Mungkin koma di dalam teks memotongnya.",
              "Beri tanda kutip pada teks yang berisi koma.");
      }
      if (entry.key.starts_with('-') && entry.key.size() > 1) {
        fault(key.place, "P0012", "Tanda - harus diikuti spasi.", "Tulis \"- " + entry.key.substr(1) + "\".");
      }
      if (!seen.insert(entry.key).second) {
        const auto first = std::ranges::find(out.entries, entry.key, &Node::Entry::key);
        fault(
            key.place, "P0013",
            "\"" + entry.key + "\" ditulis dua kali, yang pertama di baris " + std::to_string(first->place.line) + ".",
            "Hapus salah satu.");
        continue;
      }
      out.entries.push_back(std::move(entry));
    }
    return false;
  }

  void collect_errors() {
    void* position = nullptr;
    while (const auto* error = fy_diag_errors_iterate(diag_.get(), &position)) {
      const auto said = say(error->msg == nullptr ? "" : error->msg);
      // libfyaml counts from 1 here; one fault is enough, what follows is its echo.
      fault({std::max(error->line, 1), std::max(error->column, 1)}, "P0001", said.message, said.fix);
      return;
    }
  }

  struct DestroyDiag {
    void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
  };
  struct DestroyParser {
    void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
  };
  std::string bytes_;
  std::unique_ptr<fy_diag, DestroyDiag> diag_;
  std::unique_ptr<fy_parser, DestroyParser> parser_;
  Parsed parsed_;
  int nodes_ = 0;
};

}  // namespace

const Node* Node::find(std::string_view key) const {
  for (const auto& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

Parsed parse(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Parsed parsed;
  parsed.root.kind = Node::Kind::mapping;
  if (bytes.size() > most_bytes) {
    parsed.faults.push_back(
        {{1, 1}, "P0007", "Berkas ini lebih besar dari 256 KiB.", "Pecah menjadi beberapa naskah."});
    return parsed;
  }
  auto scanned = scan(bytes);
  const bool readable = std::ranges::none_of(scanned, [](const Fault& f) { return f.code == "P0005"; }) &&
                        bytes.find('\0') == std::string_view::npos;
  if (readable) parsed = Reader(bytes).read();
  // A tab at the start of a line is told once, not twice.
  const bool tabs = std::ranges::any_of(scanned, [](const Fault& f) { return f.code == "P0002"; });
  if (tabs) std::erase_if(parsed.faults, [](const Fault& f) { return f.code == "P0001"; });
  parsed.faults.insert(parsed.faults.end(), scanned.begin(), scanned.end());
  std::ranges::sort(parsed.faults, {}, [](const Fault& f) { return std::tuple(f.place.line, f.place.column, f.code); });
  if (!readable && parsed.faults.empty()) {
    parsed.faults.push_back({{1, 1}, "P0005", "Berkas ini berisi huruf rusak.", "Simpan berkas sebagai UTF-8."});
  }
  return parsed;
}

}  // namespace pintu::yaml
