// SPDX-License-Identifier: Apache-2.0
// A sidecar renewed line by line: what a translator wrote, and the remarks between, stay as they are.
#include <algorithm>
#include <map>
#include <set>

#include "dialogs/load_parts.hpp"
#include "dialogs/translations.hpp"

namespace pintu::dialogs {

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + "\"";
}

std::string entry_line(const std::string& path, const Translation::Entry& entry) {
  std::string out = "  " + path + ": {base: " + quoted(entry.base) + ", text: " + quoted(entry.text);
  for (std::size_t i = 0; i < entry.also.size(); ++i) out += (i == 0 ? ", also: [" : ", ") + quoted(entry.also[i]);
  return out + (entry.also.empty() ? "}" : "]}");
}

std::vector<std::string> lines_of(std::string_view bytes) {
  std::vector<std::string> lines;
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    lines.emplace_back(bytes.substr(0, end));
    if (lines.back().ends_with('\r')) lines.back().pop_back();
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return lines;
}

std::string_view trimmed(std::string_view line) {
  const auto begin = line.find_first_not_of(' ');
  return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

constexpr std::string_view check_mark = "# cek: teks asal sekarang ";
constexpr std::string_view outdated_mark = "# usang: teks asal sekarang ";

bool is_our_remark(std::string_view line) {
  return trimmed(line).starts_with(check_mark) || trimmed(line).starts_with(outdated_mark);
}

// The file cut at its entries: what stands before the first, then each entry with what stands above it, then the rest.
struct Cut {
  std::vector<std::string> head;
  struct Part {
    std::string path;
    std::vector<std::string> above;  // remarks and blank lines
    std::vector<std::string> lines;
  };
  std::vector<Part> parts;
  std::vector<std::string> tail;
};

bool is_remark(std::string_view line) { return trimmed(line).empty() || trimmed(line).starts_with('#'); }

Cut cut(const std::vector<std::string>& lines, const yaml::Node& root) {
  Cut out;
  const auto* texts = root.find("texts");
  std::size_t end = lines.size();
  if (texts == nullptr || texts->entries.empty()) {
    out.head = lines;
    return out;
  }
  for (const auto& entry : root.entries) {
    const auto at = static_cast<std::size_t>(entry.place.line - 1);
    if (at > static_cast<std::size_t>(texts->entries.back().place.line - 1)) end = std::min(end, at);
  }
  std::size_t at = 0;
  for (std::size_t i = 0; i < texts->entries.size(); ++i) {
    const auto begin = static_cast<std::size_t>(texts->entries[i].place.line - 1);
    const auto next =
        i + 1 < texts->entries.size() ? static_cast<std::size_t>(texts->entries[i + 1].place.line - 1) : end;
    std::size_t above = begin;
    while (above > at && is_remark(lines[above - 1])) --above;
    if (i == 0) out.head.assign(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(above));
    std::size_t last = next;
    while (last > begin + 1 && is_remark(lines[last - 1])) --last;
    Cut::Part part{texts->entries[i].key, {}, {}};
    for (auto k = above; k < begin; ++k) {
      if (!is_our_remark(lines[k])) part.above.push_back(lines[k]);
    }
    for (auto k = begin; k < last; ++k) part.lines.push_back(lines[k]);
    out.parts.push_back(std::move(part));
    at = last;
  }
  out.tail.assign(lines.begin() + static_cast<std::ptrdiff_t>(at), lines.end());
  return out;
}

std::string put_together(const Cut& cut) {
  std::string out;
  const auto put = [&](const std::vector<std::string>& lines) {
    for (const auto& line : lines) out += line + "\n";
  };
  put(cut.head);
  for (const auto& part : cut.parts) {
    put(part.above);
    put(part.lines);
  }
  put(cut.tail);
  return out;
}

std::string new_head(const std::string& name, std::string_view language) {
  return "of: " + name + "\nlanguage: " + std::string(language) + "\nreviewed_by: \"\"\ntexts:\n";
}

}  // namespace

Result<Refreshed> refresh(const SourceFile& script, std::string_view sidecar, std::string_view language,
                          const std::vector<std::string>& accept) {
  const auto name = script.name.substr(0, script.name.find('.'));
  const auto file = name + "." + std::string(language) + ".yaml";
  const auto base = yaml::parse(script.bytes);
  const std::string bytes = sidecar.empty() ? new_head(name, language) : std::string(sidecar);
  const auto parsed = yaml::parse(bytes);
  for (const auto& [whose, faults] : {std::pair{script.name, &base.faults}, std::pair{file, &parsed.faults}}) {
    if (faults->empty()) continue;
    return fail(Errc::malformed, whose + ":" + std::to_string(faults->front().place.line) + ": " +
                                     faults->front().message + " " + faults->front().fix);
  }
  std::vector<Finding> findings;
  FileReader reader(file, findings);
  auto translation = load_translation(reader, parsed.root, name, std::string(language));
  const auto texts = texts_of(script);
  auto pieces = cut(lines_of(bytes), parsed.root);
  const bool flow = std::ranges::any_of(pieces.parts, [](const auto& part) { return part.lines.empty(); });
  if (flow) return fail(Errc::malformed, file + ": tulis setiap terjemahan di barisnya sendiri.");

  Refreshed out;
  std::set<std::string> known{"starts_when.says_only"};
  std::size_t after = 0;  // new entries go behind the text that stands before theirs in the script
  for (const auto& text : texts) {
    ++out.texts;
    known.insert(text.path);
    const auto it = translation.texts.find(text.path);
    auto part = std::ranges::find(pieces.parts, text.path, &Cut::Part::path);
    if (it == translation.texts.end() || part == pieces.parts.end()) {
      Translation::Entry entry;
      entry.base = text.base;
      pieces.parts.insert(pieces.parts.begin() + static_cast<std::ptrdiff_t>(after),
                          {text.path, {}, {entry_line(text.path, entry)}});
      ++after;
      out.missing.push_back(text.path);
      continue;
    }
    after = static_cast<std::size_t>(part - pieces.parts.begin()) + 1;
    auto& entry = it->second;
    const bool wanted =
        std::ranges::any_of(accept, [&](const std::string& path) { return path == text.path || path == "semua"; });
    const bool to_be_done = entry.text.empty() && entry.base != text.base;
    if (entry.base != text.base && (wanted || to_be_done)) {
      entry.base = text.base;
      part->lines = {entry_line(text.path, entry)};
      if (wanted && !to_be_done) ++out.accepted;
    }
    const auto now = freshness(text.base, &entry);
    if (now == Freshness::missing) out.missing.push_back(text.path);
    if (now != Freshness::check && now != Freshness::outdated) continue;
    const bool little = now == Freshness::check;
    (little ? out.check : out.outdated).push_back(text.path);
    part->above.push_back("  " + std::string(little ? check_mark : outdated_mark) + quoted(text.base));
  }
  for (const auto& part : pieces.parts) {
    if (!known.contains(part.path)) out.gone.push_back(part.path);
  }
  out.bytes = put_together(pieces);
  return out;
}

}  // namespace pintu::dialogs
