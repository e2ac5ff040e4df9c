// SPDX-License-Identifier: Apache-2.0
#include "dialogs/load_reader.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>

#include "dialogs/language/language.hpp"

namespace pintu::dialogs {

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t most_looked_at = 500;
  const std::string* best = nullptr;
  int limit = std::max(static_cast<int>(std::min<std::size_t>(word.size(), 64)) / 3, 1);
  for (const auto& candidate : known | std::views::take(most_looked_at)) {
    const auto distance = language::distance(word.substr(0, 64), std::string_view(candidate).substr(0, 64), limit);
    if (distance > limit) continue;
    best = &candidate;
    limit = distance - 1;
    if (limit < 0) break;
  }
  return best == nullptr ? std::string() : "Maksud Anda \"" + *best + "\"?";
}

void FileReader::error(yaml::Place place, std::string code, std::string message, std::string fix) {
  findings_.push_back({Finding::Severity::error, mark(place), std::move(code), std::move(message), std::move(fix)});
}

void FileReader::warning(yaml::Place place, std::string code, std::string message) {
  findings_.push_back({Finding::Severity::warning, mark(place), std::move(code), std::move(message), {}});
}

void FileReader::take(const std::vector<yaml::Fault>& faults) {
  for (const auto& fault : faults) error(fault.place, fault.code, fault.message, fault.fix);
}

void FileReader::names(Named::What what, std::string name, yaml::Place place, std::string slot) {
  notes_.names.push_back({what, std::move(name), std::move(slot), mark(place)});
}

bool FileReader::want_mapping(const yaml::Node& node, std::string_view what) {
  if (node.is_mapping()) return true;
  error(node.place, "P0101", std::string(what) + " harus berupa daftar \"nama: isi\".");
  return false;
}

void FileReader::only_keys(const yaml::Node& map, std::string_view where, Keys known) {
  const std::vector<std::string> names(known.begin(), known.end());
  for (const auto& entry : map.entries) {
    if (std::ranges::find(names, entry.key) != names.end()) continue;
    error(entry.place, "P0102", "\"" + entry.key + "\" tidak dikenal di " + std::string(where) + ".",
          did_you_mean(entry.key, names));
  }
}

void FileReader::check_channels(const yaml::Node& on) {
  for (const auto& channel : on.entries) {
    if (std::ranges::find(channel_kinds, channel.key) == channel_kinds.end()) {
      error(channel.place, "P0108", "\"" + channel.key + "\" bukan kanal.", "Kanal: whatsapp, telegram, sms.");
    } else {
      want_mapping(channel.value, channel.key);
    }
  }
}

void FileReader::check_on(const yaml::Node& map, Keys keys) {
  const auto* on = map.find("on");
  if (on == nullptr || !want_mapping(*on, "on")) return;
  check_channels(*on);
  for (const auto& channel : on->entries) only_keys(channel.value, "on: " + channel.key, keys);
}

std::string FileReader::scalar(const yaml::Node& node, std::string_view what) {
  if (node.is_scalar()) return node.text;
  error(node.place, "P0103", std::string(what) + " harus berupa satu teks.");
  return {};
}

std::string FileReader::scalar_of(const yaml::Node& map, std::string_view key) {
  const auto* node = map.find(key);
  return node == nullptr ? std::string() : scalar(*node, key);
}

std::string FileReader::word_of(const yaml::Node& map, std::string_view key, Keys known) {
  const auto* node = map.find(key);
  if (node == nullptr) return {};
  auto word = scalar(*node, key);
  if (!node->is_scalar() || std::ranges::find(known, word) != known.end()) return word;
  error(node->place, "P0109", "\"" + word + "\" tidak dikenal sebagai " + std::string(key) + ".",
        did_you_mean(word, {known.begin(), known.end()}));
  return {};
}

std::string FileReader::id(const yaml::Node& node, std::string_view what) {
  auto word = scalar(node, what);
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  if (node.is_scalar() && (word.empty() || word.size() > 32 || !std::ranges::all_of(word, fits))) {
    error(node.place, "P0136", std::string(what) + " \"" + word + "\" tidak bisa dipakai.",
          "Pakai huruf kecil, angka dan tanda -, paling panjang 32.");
  }
  return word;
}

bool FileReader::flag_of(const yaml::Node& map, std::string_view key) {
  const auto* node = map.find(key);
  if (node == nullptr) return false;
  const auto word = scalar(*node, key);
  if (node->is_scalar() && word != "true" && word != "false")
    error(node->place, "P0104", "\"" + std::string(key) + "\" harus true atau false.");
  return word == "true";
}

int FileReader::count_of(const yaml::Node& map, std::string_view key, int otherwise) {
  const auto* node = map.find(key);
  if (node == nullptr) return otherwise;
  std::string word = scalar(*node, key);
  if (word.ends_with(" letters")) word.resize(word.size() - 8);
  int value = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (problem == std::errc{} && end == word.data() + word.size() && value >= 0) return value;
  if (node->is_scalar())
    error(node->place, "P0105", "\"" + std::string(key) + "\" harus berupa angka.", "Contoh: 8, atau 8 letters.");
  return otherwise;
}

Duration FileReader::duration(const yaml::Node& node) {
  constexpr Duration longest = std::chrono::hours(24 * 366);
  const auto word = scalar(node, "lama waktu");
  int value = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
  const std::string_view unit(end, static_cast<std::size_t>(word.data() + word.size() - end));
  Duration one{0};
  if (unit == "s") one = std::chrono::seconds(1);
  if (unit == "m") one = std::chrono::minutes(1);
  if (unit == "h") one = std::chrono::hours(1);
  if (unit == "d") one = std::chrono::hours(24);
  if (problem == std::errc{} && value >= 0 && one > Duration{0} && value <= longest / one) return one * value;
  if (node.is_scalar())
    error(node.place, "P0106", "Lama waktu \"" + word + "\" tidak terbaca.", "Contoh: 8s, 30m, 12h, 7d.");
  return {};
}

Duration FileReader::duration_of(const yaml::Node& map, std::string_view key, Duration otherwise) {
  const auto* node = map.find(key);
  return node == nullptr ? otherwise : duration(*node);
}

std::vector<std::string> FileReader::words(const yaml::Node& node) {
  if (node.is_scalar()) return node.empty() ? std::vector<std::string>() : std::vector<std::string>{node.text};
  std::vector<std::string> list;
  if (!node.is_sequence()) {
    error(node.place, "P0107", "Di sini harus ada daftar kata.", "Contoh: [satu, dua].");
    return list;
  }
  for (const auto& item : node.items) list.push_back(scalar(item, "kata"));
  return list;
}

std::vector<std::string> FileReader::words_of(const yaml::Node& map, std::string_view key) {
  const auto* node = map.find(key);
  return node == nullptr ? std::vector<std::string>() : words(*node);
}

std::vector<std::string> FileReader::channels_of(const yaml::Node& map, std::string_view key) {
  auto channels = words_of(map, key);
  for (const auto& channel : channels) {
    if (std::ranges::find(channel_kinds, channel) == channel_kinds.end())
      error(map.find(key)->place, "P0108", "\"" + channel + "\" bukan kanal.", "Kanal: whatsapp, telegram, sms.");
  }
  return channels;
}

Text FileReader::text(const yaml::Node& node, std::string path) {
  Text out;
  out.base = scalar(node, path);
  // A block text (| or >) ends in the line break of its last line.
  while (node.style == yaml::Node::Style::block && out.base.ends_with('\n')) out.base.pop_back();
  out.mark = mark(node.place);
  out.path = std::move(path);
  notes_.texts.push_back(out);
  return out;
}

Text FileReader::text_of(const yaml::Node& map, std::string_view key, const std::string& prefix) {
  Text out;
  const std::string path = prefix.empty() ? std::string(key) : prefix + "." + std::string(key);
  if (const auto* node = map.find(key)) out = text(*node, path);
  out.path = path;
  const auto* on = map.find("on");
  if (on == nullptr || !on->is_mapping()) return out;
  for (const auto& channel : on->entries) {
    if (!channel.value.is_mapping()) continue;
    if (const auto* own = channel.value.find(key)) out.on[channel.key] = text(*own, path + "." + channel.key).base;
  }
  return out;
}

}  // namespace pintu::dialogs
