// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/file_type.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "gateway/model/zip_directory.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace std::string_view_literals;

namespace {

std::string_view type_of(std::string_view bytes) {
  const auto sniffed = sniff(bytes);
  CHECK((sniffed.type == nullptr) != sniffed.refused.empty());
  return sniffed.type == nullptr ? sniffed.refused : sniffed.type->name;
}

std::string little(std::uint64_t value, unsigned count) {
  std::string out;
  for (unsigned i = 0; i < count; ++i) out += static_cast<char>(static_cast<unsigned char>((value >> (8 * i)) & 0xFFU));
  return out;
}

// A zip of empty entries that say how large they are.
std::string zip(std::initializer_list<std::string_view> names, std::uint64_t each = 10) {
  std::string files;
  std::string directory;
  for (const auto name : names) {
    directory += "PK\x01\x02" + std::string(20, '\0') + little(each, 4) + little(name.size(), 2) +
                 std::string(12, '\0') + little(files.size(), 4) + std::string(name);
    files += "PK\x03\x04" + std::string(22, '\0') + little(name.size(), 2) + little(0, 2) + std::string(name);
  }
  return files + directory + "PK\x05\x06" + std::string(4, '\0') + little(names.size(), 2) + little(names.size(), 2) +
         little(directory.size(), 4) + little(files.size(), 4) + std::string(2, '\0');
}

std::string boxes(std::string_view brand, std::string_view compatible = "isom") {
  return std::string(
             "\0\0\0\x14"
             "ftyp"sv) +
         std::string(brand) + std::string(4, '\0') + std::string(compatible);
}

std::string compound(std::string_view entry) {
  std::string wide;
  for (const char c : entry) wide += std::string{c, '\0'};
  return "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0') + wide + std::string(100, '\0');
}

}  // namespace

TEST_CASE("file type: what people send is known by its bytes") {
  CHECK(type_of("\xFF\xD8\xFF\xE0 JFIF") == "jpeg");
  CHECK(type_of("\x89PNG\r\n\x1A\n....") == "png");
  CHECK(type_of("GIF89a....") == "gif");
  CHECK(type_of("RIFF\x10\0\0\0WEBPVP8 "sv) == "webp");
  CHECK(type_of("RIFF\x10\0\0\0WAVEfmt "sv) == "wav");
  CHECK(type_of(boxes("heic")) == "heic");
  CHECK(type_of(boxes("mif1", "heic")) == "heic");
  CHECK(type_of(boxes("isom")) == "mp4");
  CHECK(type_of(boxes("mp42")) == "mp4");
  CHECK(type_of(boxes("3gp4")) == "3gp");
  CHECK(type_of(boxes("qt  ")) == "mov");
  CHECK(type_of(boxes("M4A ")) == "m4a");
  CHECK(type_of("OggS....OpusHead") == "ogg");
  CHECK(type_of("#!AMR\n....") == "amr");
  CHECK(type_of("ID3\x04....") == "mp3");
  CHECK(type_of("\xFF\xFB\x90\x64") == "mp3");
  CHECK(type_of("\xFF\xF1\x50\x80") == "aac");
  CHECK(type_of("%PDF-1.7\n....") == "pdf");
  CHECK(type_of(compound("WordDocument")) == "doc");
  CHECK(type_of(compound("Workbook")) == "xls");
  CHECK(type_of(zip({"[Content_Types].xml", "word/document.xml"})) == "docx");
  CHECK(type_of(zip({"[Content_Types].xml", "xl/workbook.xml"})) == "xlsx");
  const auto sniffed = sniff("\xFF\xD8\xFF");
  REQUIRE(sniffed.type != nullptr);
  CHECK(sniffed.type->mime == "image/jpeg");
  CHECK(sniffed.type->ending == "jpg");
}

TEST_CASE("file type: what could run or open something is refused, whatever it is called") {
  CHECK(type_of("") == "empty");
  CHECK(type_of("<!doctype html><script>") == "page");
  CHECK(type_of("\xEF\xBB\xBF  <svg onload=alert(1)>") == "page");
  CHECK(type_of("\xFF\xFE<\0h\0"sv) == "page");
  CHECK(type_of("\n\n<?xml version='1.0'?>") == "page");
  CHECK(type_of("MZ\x90\0PE"sv) == "program");
  CHECK(type_of("\x7F"
                "ELF\x02") == "program");
  CHECK(type_of("#!/bin/sh") == "program");
  CHECK(type_of("dex\n035") == "program");
  CHECK(type_of(zip({"AndroidManifest.xml", "classes.dex"})) == "program");
  CHECK(type_of(zip({"[Content_Types].xml", "word/document.xml", "classes.dex"})) == "program");
  CHECK(type_of(zip({"META-INF/MANIFEST.MF", "A.class"})) == "program");
  CHECK(type_of(zip({"undangan.pdf"})) == "archive");
  CHECK(type_of("Rar!\x1A\x07\x01") == "archive");
  CHECK(type_of("\x1F\x8B\x08") == "archive");
  CHECK(type_of(zip({"[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"})) == "macros");
  CHECK(type_of(compound("WordDocument_VBA_PROJECT")) == "macros");
  CHECK(type_of(zip({"[Content_Types].xml", "word/document.xml"}, 0xFFFFFFF0U)) == "bomb");
  CHECK(type_of(compound("MsiStream")) == "type");
  CHECK(type_of(boxes("avif")) == "type");
  CHECK(type_of(boxes("mif1", "avif")) == "type");
  CHECK(type_of(boxes("zzzz")) == "type");
  CHECK(type_of("halo, ini teks biasa") == "type");
  CHECK(type_of("\xFF") == "type");
}

TEST_CASE("file type: a zip's directory that lies is no directory") {
  const auto good = zip({"[Content_Types].xml", "word/document.xml"});
  REQUIRE(read_zip_directory(good));
  CHECK(read_zip_directory(good)->names.size() == 2);
  CHECK(read_zip_directory(good)->unpacked == 20);
  for (std::size_t cut = 0; cut < good.size(); ++cut) CHECK_FALSE(read_zip_directory(good.substr(0, cut)));
  for (std::size_t at = good.size() - 22; at < good.size(); ++at) {
    auto turned = good;
    turned[at] = static_cast<char>(turned[at] ^ 0x7F);
    const auto directory = read_zip_directory(turned);
    if (directory) CHECK(directory->names.size() <= 2);
  }
  CHECK(read_zip_directory(good + std::string(100, ' ')));
  CHECK_FALSE(read_zip_directory(good + std::string(70000, ' ')));
}
