// SPDX-License-Identifier: Apache-2.0
#include "dialogs/yaml.hpp"

#include <libfyaml.h>

#include <algorithm>
#include <map>
#include <memory>

#include "dialogs/yaml_message.hpp"
#include "dialogs/yaml_scan.hpp"

namespace pintu::yaml {

namespace {

constexpr std::size_t most_bytes = 256 * 1024;
constexpr int most_depth = 64;
constexpr int most_nodes = 50000;
constexpr std::size_t most_faults = 100;

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
      if (event->type == FYET_STREAM_END) {
        parsed_.whole = true;
        break;
      }
      if (event->type != FYET_DOCUMENT_START) continue;
      if (started) {
        fault(place_of(fy_event_start_mark(event.get())), "P0006", "Ada dokumen kedua (---) di berkas ini.",
              "Satu berkas berisi satu dokumen: hapus --- atau pisahkan berkasnya.");
        break;
      }
      started = true;
      auto first = next();
      if (!first || !node(*first, parsed_.root, 0)) break;
    }
    if (const auto* error = first_error()) tell(*error);
    if (!parsed_.whole && parsed_.faults.empty()) fault(last_, "P0001", say("").message, say("").fix);
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

  // What is not written ("key:" and nothing) has no mark: it stands where the text before it does.
  Place place_of(const fy_mark* mark) {
    if (mark != nullptr && mark->line >= 0 && mark->column >= 0) last_ = {mark->line + 1, mark->column + 1};
    return last_;
  }

  // The mark of an anchor, an alias or a quoted text is past its sign.
  static Place before(Place place) { return {place.line, std::max(place.column - 1, 1)}; }

  // False: the rest of the file cannot be read.
  bool node(fy_event& event, Node& out, int depth) {
    out.place = place_of(fy_event_start_mark(&event));
    if (++nodes_ > most_nodes || depth > most_depth) {
      fault(out.place, "P0007", "Berkas ini terlalu besar atau bersarang terlalu dalam.",
            "Pecah menjadi beberapa berkas.");
      return false;
    }
    if (fy_token* anchor = fy_event_get_anchor_token(&event); anchor != nullptr || event.type == FYET_ALIAS) {
      fault(anchor == nullptr ? before(out.place) : before(place_of(fy_token_start_mark(anchor))), "P0008",
            "Tanda & dan * di awal teks punya arti khusus dan tidak dipakai di sini.",
            "Beri tanda kutip pada teksnya.");
      if (event.type == FYET_ALIAS) return true;
    }
    if (fy_token* tag = fy_event_get_tag_token(&event); tag != nullptr) {
      fault(place_of(fy_token_start_mark(tag)), "P0009",
            "Tanda ! di awal teks punya arti khusus dan tidak dipakai di sini.", "Beri tanda kutip pada teksnya.");
    }
    const bool flow = fy_event_get_node_style(&event) == FYNS_FLOW;
    switch (event.type) {
      case FYET_SCALAR:
        scalar(event, out);
        return true;
      case FYET_SEQUENCE_START:
        return inside(flow, out.place, [&] { return sequence(out, depth); });
      case FYET_MAPPING_START:
        return inside(flow, out.place, [&] { return mapping(out, depth, flow); });
      default:
        return false;
    }
  }

  // Remembers the brackets that are open, so that one without an end is told where it begins.
  bool inside(bool flow, Place place, auto read_content) {
    if (flow) open_.push_back(place);
    if (!read_content()) return false;
    if (flow) open_.pop_back();
    return true;
  }

  void scalar(fy_event& event, Node& out) {
    out.kind = Node::Kind::scalar;
    fy_token* token = fy_event_get_token(&event);
    if (token == nullptr) return;
    std::size_t length = 0;
    const char* text = fy_token_get_text(token, &length);
    if (text != nullptr) out.text.assign(text, length);
    const auto style = fy_token_scalar_style(token);
    if (style == FYSS_LITERAL || style == FYSS_FOLDED) out.style = Node::Style::block;
    if (style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) out.style = Node::Style::quoted;
    out.quoted = out.style != Node::Style::plain;
    if (out.style == Node::Style::quoted) out.place = before(out.place);
    if (!out.quoted) look_for_remark(fy_event_end_mark(&event));
  }

  // ` #` after an unquoted text begins a remark, and the rest of the text is silently gone. A remark that is meant is
  // set apart by two spaces.
  void look_for_remark(const fy_mark* end) {
    if (end == nullptr || end->line < 0 || end->input_pos == 0) return;
    const auto after = std::string_view(bytes_).substr(std::min(end->input_pos, bytes_.size()));
    if (!after.starts_with(" #")) return;
    fault({end->line + 1, end->column + 2}, "P0004", "Tanda # memotong teks ini: sisanya dianggap catatan.",
          "Beri tanda kutip pada seluruh teks, atau dua spasi sebelum # bila memang catatan.");
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
    std::map<std::string, Place> seen;
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
      check_entry(entry, key.quoted, flow);
      const auto [first, added] = seen.emplace(entry.key, entry.place);
      if (added) {
        out.entries.push_back(std::move(entry));
        continue;
      }
      fault(entry.place, "P0013",
            "\"" + entry.key + "\" ditulis dua kali, yang pertama di baris " + std::to_string(first->second.line) + ".",
            "Hapus salah satu.");
    }
    return false;
  }

  void check_entry(const Node::Entry& entry, bool quoted_key, bool flow) {
    if (flow && entry.value.empty()) {
      fault(entry.place, "P0011", "\"" + entry.key + "\" tidak punya isi. Mungkin koma di dalam teks memotongnya.",
            "Beri tanda kutip pada teks yang berisi koma.");
    }
    if (!quoted_key && entry.key.starts_with('-') && entry.key.size() > 1) {
      fault(entry.place, "P0012", "Tanda - harus diikuti spasi.", "Tulis \"- " + entry.key.substr(1) + "\".");
    }
  }

  std::string_view line_at(int number) const {
    std::string_view rest = bytes_;
    for (; number > 1 && !rest.empty(); --number) rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
    return rest.substr(0, rest.find('\n'));
  }

  // The next line is indented more than the name in this one: it was taken for the rest of its text.
  bool deeper_below(int number) const {
    const auto name = line_at(number).find_first_not_of(" -");
    const auto below = line_at(number + 1).find_first_not_of(' ');
    return name != std::string_view::npos && below != std::string_view::npos && below > name;
  }

  const fy_diag_error* first_error() const {
    void* position = nullptr;
    return fy_diag_errors_iterate(diag_.get(), &position);
  }

  // libfyaml counts from 1 here; one fault is enough, what follows is its echo.
  void tell(const fy_diag_error& error) {
    if (!parsed_.faults.empty() && parsed_.faults.back().code == "P0004") return;  // an echo of the cut text
    const std::string_view message = error.msg == nullptr ? "" : error.msg;
    const Place place{std::max(error.line, 1), std::max(error.column, 1)};
    const bool at_end = place.line > static_cast<int>(std::ranges::count(bytes_, '\n')) || place.line > last_.line;
    const bool unclosed =
        message.find("closing bracket") != std::string_view::npos || message.starts_with("wrongly indented flow") ||
        message.find("in flow mode") != std::string_view::npos || (at_end && message.starts_with("missing comma"));
    if (unclosed && !open_.empty() && place.line > open_.back().line) {
      fault(open_.back(), "P0014", "Kurung pembuka di sini tidak ditutup.",
            "Tambahkan ] atau } penutupnya. Baris lanjutannya harus menjorok.");
      return;
    }
    const auto said = say(message);
    if (message.find("multiline plain key") != std::string_view::npos && deeper_below(place.line)) {
      fault({place.line + 1, 1}, "P0001", said.message, said.fix);
      return;
    }
    const bool past_quote = message.find("without closing quote") != std::string_view::npos;
    fault(past_quote ? before(place) : place, "P0001", said.message, said.fix);
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
  Place last_{1, 1};
  std::vector<Place> open_;
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
        {{1, 1}, "P0007", "Berkas ini lebih besar dari 256 KiB.", "Pecah menjadi beberapa berkas."});
    return parsed;
  }
  auto scanned = scan(bytes);
  if (scanned.readable) parsed = Reader(bytes).read();
  // A tab is told once, not twice.
  std::erase_if(parsed.faults, [&](const Fault& f) {
    return f.code == "P0001" && std::ranges::any_of(scanned.faults, [&](const Fault& tab) {
             return tab.code == "P0002" && tab.place.line == f.place.line;
           });
  });
  parsed.faults.insert(parsed.faults.end(), scanned.faults.begin(), scanned.faults.end());
  std::ranges::sort(parsed.faults, {}, [](const Fault& f) { return std::tuple(f.place.line, f.place.column, f.code); });
  if (parsed.faults.size() > most_faults) parsed.faults.resize(most_faults);
  return parsed;
}

}  // namespace pintu::yaml
