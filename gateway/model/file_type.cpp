// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/file_type.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "gateway/model/zip_directory.hpp"

namespace pintu {

namespace {

using namespace std::string_view_literals;

constexpr std::array types{
    FileType{"jpeg", "image/jpeg", "jpg"},
    FileType{"png", "image/png", "png"},
    FileType{"gif", "image/gif", "gif"},
    FileType{"webp", "image/webp", "webp"},
    FileType{"heic", "image/heic", "heic"},
    FileType{"mp4", "video/mp4", "mp4"},
    FileType{"3gp", "video/3gpp", "3gp"},
    FileType{"mov", "video/quicktime", "mov"},
    FileType{"webm", "video/webm", "webm"},
    FileType{"ogg", "audio/ogg", "ogg"},
    FileType{"amr", "audio/amr", "amr"},
    FileType{"mp3", "audio/mpeg", "mp3"},
    FileType{"aac", "audio/aac", "aac"},
    FileType{"m4a", "audio/mp4", "m4a"},
    FileType{"wav", "audio/wav", "wav"},
    FileType{"pdf", "application/pdf", "pdf"},
    FileType{"doc", "application/msword", "doc"},
    FileType{"xls", "application/vnd.ms-excel", "xls"},
    FileType{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
    FileType{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"}};

Sniffed found(std::string_view name) { return {&*std::ranges::find(types, name, &FileType::name), {}}; }
Sniffed refused(std::string_view why) { return {nullptr, why}; }

struct Beginning {
  std::string_view bytes;
  std::string_view name;
};
constexpr std::array beginnings{Beginning{"\xFF\xD8\xFF"sv, "jpeg"},
                                Beginning{"\x89PNG\r\n\x1A\n"sv, "png"},
                                Beginning{"GIF87a"sv, "gif"},
                                Beginning{"GIF89a"sv, "gif"},
                                Beginning{"OggS"sv, "ogg"},
                                Beginning{"#!AMR"sv, "amr"},
                                Beginning{"ID3"sv, "mp3"},
                                Beginning{"%PDF-"sv, "pdf"},
                                Beginning{"\x1A\x45\xDF\xA3"sv, "webm"}};

constexpr std::array program_beginnings{"MZ"sv,
                                        "\x7F"
                                        "ELF"sv,
                                        "#!"sv,
                                        "\xCA\xFE\xBA\xBE"sv,
                                        "\xFE\xED\xFA\xCE"sv,
                                        "\xFE\xED\xFA\xCF"sv,
                                        "\xCE\xFA\xED\xFE"sv,
                                        "\xCF\xFA\xED\xFE"sv,
                                        "dex\n"sv,
                                        "\x4C\x00\x00\x00\x01\x14\x02\x00"sv};
constexpr std::array archive_beginnings{"PK"sv,
                                        "\x1F\x8B"sv,
                                        "BZh"sv,
                                        "7z\xBC\xAF\x27\x1C"sv,
                                        "Rar!\x1A\x07"sv,
                                        "\xFD"
                                        "7zXZ"sv,
                                        "\x28\xB5\x2F\xFD"sv};

template <class List>
bool begins_with_any(std::string_view bytes, const List& list) {
  return std::ranges::any_of(list, [&](std::string_view beginning) { return bytes.starts_with(beginning); });
}

// The brand of an ISO base media file (ISO/IEC 14496-12 4.3), and those it says it is compatible with.
Sniffed sniff_boxes(std::string_view bytes) {
  const auto size = (static_cast<unsigned char>(bytes[2]) << 8U) | static_cast<unsigned char>(bytes[3]);
  const auto brand = bytes.substr(8, 4);
  const auto all = bytes.substr(8, std::min<std::size_t>(size < 8 ? 4U : static_cast<unsigned>(size) - 8U, 256));
  const auto has = [&](std::string_view wanted) { return all.find(wanted) != std::string_view::npos; };
  if (has("avif") || has("avis")) return refused("type");
  for (const auto still : {"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv, "mif1"sv, "msf1"sv}) {
    if (brand == still) return found("heic");
  }
  if (brand == "qt  ") return found("mov");
  if (brand.starts_with("3gp") || brand.starts_with("3g2")) return found("3gp");
  if (brand == "M4A " || brand == "M4B ") return found("m4a");
  for (const auto video : {"isom"sv, "iso2"sv, "iso4"sv, "iso5"sv, "iso6"sv, "mp41"sv, "mp42"sv, "avc1"sv, "dash"sv,
                           "MSNV"sv, "M4V "sv, "mmp4"sv, "hvc1"sv}) {
    if (brand == video) return found("mp4");
  }
  return refused("type");
}

// A name as the directory of a compound file has it: UTF-16, low byte first ([MS-CFB] 2.6.1).
bool has_entry(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

Sniffed sniff_compound(std::string_view bytes) {
  if (has_entry(bytes, "_VBA_PROJECT")) return refused("macros");
  if (has_entry(bytes, "WordDocument")) return found("doc");
  if (has_entry(bytes, "Workbook") || has_entry(bytes, "Book")) return found("xls");
  return refused("type");
}

Sniffed sniff_zip(std::string_view bytes) {
  const auto directory = read_zip_directory(bytes);
  if (!directory) return refused("archive");
  const auto has = [&](std::string_view name) {
    return std::ranges::find(directory->names, name) != directory->names.end();
  };
  const auto has_ending = [&](std::string_view name) {
    return std::ranges::any_of(directory->names, [&](std::string_view each) { return each.ends_with(name); });
  };
  if (has("AndroidManifest.xml") || has_ending("classes.dex") || has("META-INF/MANIFEST.MF")) return refused("program");
  if (!has("[Content_Types].xml")) return refused("archive");
  if (has_ending("vbaProject.bin")) return refused("macros");
  if (directory->unpacked > most_unpacked(bytes.size())) return refused("bomb");
  if (has("word/document.xml")) return found("docx");
  if (has("xl/workbook.xml")) return found("xlsx");
  return refused("archive");
}

// Frames of MPEG audio without a tag before them: layer III, and ADTS.
Sniffed sniff_frames(std::string_view bytes) {
  if (bytes.size() < 4 || static_cast<unsigned char>(bytes[0]) != 0xFF) return refused("type");
  const auto second = static_cast<unsigned char>(bytes[1]);
  if ((second & 0xF6U) == 0xF0U) return found("aac");
  if ((second & 0xE6U) == 0xE2U) return found("mp3");
  return refused("type");
}

bool is_page(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return bytes.substr(2, 2).contains('<');
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n\f\0"sv), bytes.size()));
  return bytes.starts_with('<');
}

}  // namespace

Sniffed sniff(std::string_view bytes) {
  if (bytes.empty()) return refused("empty");
  for (const auto& [beginning, name] : beginnings) {
    if (bytes.starts_with(beginning)) return found(name);
  }
  if (bytes.size() >= 16 && bytes.starts_with("RIFF")) {
    if (bytes.substr(8, 4) == "WEBP") return found("webp");
    if (bytes.substr(8, 4) == "WAVE") return found("wav");
  }
  if (bytes.size() >= 16 && bytes.substr(4, 4) == "ftyp") return sniff_boxes(bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return sniff_compound(bytes);
  if (bytes.starts_with("PK\x03\x04")) return sniff_zip(bytes);
  if (begins_with_any(bytes, program_beginnings)) return refused("program");
  if (begins_with_any(bytes, archive_beginnings)) return refused("archive");
  if (is_page(bytes)) return refused("page");
  return sniff_frames(bytes);
}

}  // namespace pintu
