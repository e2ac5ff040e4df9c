// SPDX-License-Identifier: Apache-2.0
#include "adapters/lapor/status.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/wire.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::lapor {

using wire::Json;

namespace {

constexpr std::size_t longest_word = 200;
constexpr std::size_t longest_note = 1000;

struct StateWord {
  std::string_view word;  // lower case; the text is it, or goes on after a blank
  ReportState state;
};
constexpr std::array state_words{StateWord{"belum terverifikasi", ReportState::submitted},
                                 StateWord{"belum diverifikasi", ReportState::submitted},
                                 StateWord{"terverifikasi", ReportState::verified},
                                 StateWord{"belum terdisposisi", ReportState::verified},
                                 StateWord{"terdisposisi", ReportState::forwarded},
                                 StateWord{"ditindaklanjuti", ReportState::in_progress},
                                 StateWord{"ditanggapi", ReportState::in_progress},
                                 StateWord{"tunda", ReportState::need_info},
                                 StateWord{"ditunda", ReportState::need_info},
                                 StateWord{"bukan wewenang", ReportState::rerouted},
                                 StateWord{"selesai", ReportState::closed},
                                 StateWord{"diarsipkan", ReportState::archived},
                                 StateWord{"arsip", ReportState::archived}};

std::string lower_and_trimmed(std::string_view text) {
  std::string out;
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  while (!out.empty() && (out.back() == ' ' || out.back() == ')')) out.pop_back();
  out.erase(0, std::min(out.find_first_not_of(" ("), out.size()));
  return out;
}

std::optional<int> two_digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  const char* begin = text.data() + at;
  const auto read = std::from_chars(begin, begin + count, value);
  return read.ptr == begin + count && value >= 0 ? std::optional(value) : std::nullopt;
}

// Names come as a string, or as an object with one.
std::string name_of(const Json* value) {
  if (value != nullptr && value->is_object()) value = wire::find(value, "name");
  return wire::id_text(value);
}

// Answers are written in a web editor: tags out, the entities that it writes read, blanks joined.
std::string plain(std::string_view html) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities{
      {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&nbsp;", " "}}};
  std::string out;
  for (std::size_t i = 0; i < html.size();) {
    const auto rest = html.substr(i);
    const bool tag = rest.size() > 1 && rest[0] == '<' && (rest[1] == '/' || (rest[1] >= 'a' && rest[1] <= 'z'));
    if (tag && rest.find('>') != std::string_view::npos) {
      i += rest.find('>') + 1;
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    const auto entity = std::ranges::find_if(entities, [&](const auto& e) { return rest.starts_with(e.first); });
    const auto text = entity == entities.end() ? rest.substr(0, 1) : entity->second;
    i += entity == entities.end() ? 1 : entity->first.size();
    const bool blank = text == " " || text == "\n" || text == "\r" || text == "\t";
    if (!blank) out += text;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

// {{key}} becomes what the log line, else the report, has under it; what neither has disappears.
std::string filled(std::string_view text, const Json& entry, const Json* data) {
  std::string out;
  while (true) {
    const auto open = text.find("{{");
    const auto close = open == std::string_view::npos ? open : text.find("}}", open);
    out += text.substr(0, close == std::string_view::npos ? text.size() : open);
    if (close == std::string_view::npos) return out;
    auto key = std::string(text.substr(open + 2, close - open - 2));
    std::erase(key, ' ');
    auto value = name_of(wire::find(&entry, key.c_str()));
    if (value.empty()) value = name_of(wire::find(&entry, (key + "_name").c_str()));
    if (value.empty()) value = name_of(wire::find(data, key.c_str()));
    out += value;
    text.remove_prefix(close + 2);
  }
}

std::string text_under(const Json& entry, std::initializer_list<const char*> keys) {
  if (entry.is_string()) return wire::text(&entry, 4096).value_or("");
  for (const char* key : keys) {
    if (auto text = wire::text(wire::find(&entry, key), 4096)) return *std::move(text);
  }
  return {};
}

std::optional<Instant> date_of(const Json& entry) {
  const auto text = wire::text(wire::find(&entry, "created_at"), 64).value_or("");
  if (const auto date = read_date(text)) return date;
  return from_rfc3339(text);
}

// The entry with the latest date; without dates, or at the same, the later in the list.
template <class Wanted>
const Json* newest(const Json* list, Wanted wanted) {
  const Json* best = nullptr;
  std::optional<Instant> best_date;
  if (list == nullptr || !list->is_array()) return nullptr;
  for (const auto& entry : *list) {
    if (!wanted(entry)) continue;
    const auto date = date_of(entry);
    if (best != nullptr && best_date && (!date || *date < *best_date)) continue;
    best = &entry;
    best_date = date;
  }
  return best;
}

std::string newest_log(const Json* logs, const Json* data) {
  const auto words = [](const Json& entry) {
    return text_under(entry, {"text", "content", "description", "message", "log", "activity", "template"});
  };
  const Json* entry = newest(logs, [&](const Json& e) { return !words(e).empty(); });
  return entry == nullptr ? std::string() : utf8::shortened(plain(filled(words(*entry), *entry, data)), longest_note);
}

}  // namespace

ReportState state_of(std::string_view word) {
  const auto text = lower_and_trimmed(word);
  for (const auto& [known, state] : state_words) {
    if (text == known || (text.starts_with(known) && text[known.size()] == ' ')) return state;
  }
  return ReportState::unknown;
}

std::optional<Instant> read_date(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 19 || text[2] != '-' || text[5] != '-' || text[10] != ' ' || text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto d = two_digits(text, 0, 2);
  const auto m = two_digits(text, 3, 2);
  const auto y = two_digits(text, 6, 4);
  const auto h = two_digits(text, 11, 2);
  const auto min = two_digits(text, 14, 2);
  const auto s = two_digits(text, 17, 2);
  if (!d || !m || !y || !h || !min || !s || *h > 23 || *min > 59 || *s > 59) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return Instant{sys_days{date}} + hours{*h} + minutes{*min} + seconds{*s} - wib;
}

std::optional<AgencyStatus> read_status(std::string_view body) {
  const auto json = wire::parse(body);
  if (!json) return std::nullopt;
  const Json* results = wire::find(&*json, "results");
  if (results == nullptr) results = &*json;
  const Json* data = wire::find(results, "data");
  AgencyStatus status;
  status.raw = wire::text(wire::find(data, "status_name"), longest_word).value_or("");
  if (status.raw.empty()) status.raw = wire::id_text(wire::find(data, "status_code"));
  if (status.raw.empty()) return std::nullopt;
  status.state = state_of(status.raw);
  status.office = wire::text(wire::find(data, "disposition_name"), longest_word).value_or("");
  const Json* logs = wire::find(results, "data_logs");
  if (logs == nullptr) logs = wire::find(data, "data_logs");
  status.note = newest_log(logs, data);
  return status;
}

std::optional<std::string> read_newest_answer(std::string_view body, std::string_view user_id) {
  const auto json = wire::parse(body);
  if (!json) return std::nullopt;
  const Json* results = wire::find(&*json, "results");
  const Json* list = wire::find(results == nullptr ? &*json : results, "data");
  if (list == nullptr || !list->is_array()) return std::nullopt;
  const auto words = [](const Json& entry) { return text_under(entry, {"content", "text", "description", "message"}); };
  const Json* entry = newest(list, [&](const Json& e) {
    return e.is_object() && wire::id_text(wire::find(&e, "user_id")) != user_id && !words(e).empty();
  });
  return entry == nullptr ? std::string() : utf8::shortened(plain(words(*entry)), longest_note);
}

std::string version_of(const AgencyStatus& status) {
  std::string all;
  for (const auto* part : {&status.raw, &status.office, &status.note}) all += *part + '\0';
  return crypto::to_hex(crypto::sha256(all)).substr(0, 16);
}

}  // namespace pintu::lapor
