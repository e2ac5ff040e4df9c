// SPDX-License-Identifier: Apache-2.0
// Compiled as C++17 (CMakeLists.txt): qpdf 11.3's headers hold a vector of an incomplete type, which C++20 refuses.
#include "gateway/media/pdf.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <stdexcept>

#include "gateway/media/orientation.hpp"

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

namespace pintu::media {

namespace {

// Who wrote it, with what and when; what acts by itself; what hangs on it (ISO 32000-1 7.7, 12.6, 14.3, 14.5).
constexpr std::array left_behind{
    "/Metadata",      "/PieceInfo", "/LastModified", "/OpenAction", "/AA",    "/JavaScript", "/JS",
    "/EmbeddedFiles", "/XFA",       "/Collection",   "/AF",         "/Thumb", "/SpiderInfo", "/RichMediaContent"};
constexpr std::array actions{"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute"};
constexpr int deepest = 40;

template <class List>
bool is_one_of(const std::string& name, const List& list) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool acts(QPDFObjectHandle value) {
  if (!value.isDictionary()) return false;
  auto kind = value.getKey("/S");
  return kind.isName() && is_one_of(kind.getName(), actions);
}

// Direct parts only: whatever is an object of its own has its own turn.
void scrub(QPDFObjectHandle value, int depth) {
  if (depth > deepest) throw std::runtime_error("nested too deep");
  if (value.isArray()) {
    for (int i = 0; i < value.getArrayNItems(); ++i) {
      auto item = value.getArrayItem(i);
      if (!item.isIndirect()) scrub(item, depth + 1);
    }
    return;
  }
  auto dictionary = value.isStream() ? value.getDict() : value;
  if (!dictionary.isDictionary()) return;
  for (const auto& key : dictionary.getKeys()) {
    auto item = dictionary.getKey(key);
    if (is_one_of(key, left_behind) || acts(item)) {
      dictionary.removeKey(key);
    } else if (!item.isIndirect()) {
      scrub(item, depth + 1);
    }
  }
  // The author of a note that somebody stuck to a page; in a form field the same key is the field's name.
  auto subtype = dictionary.getKey("/Subtype");
  if (dictionary.hasKey("/Rect") && subtype.isName() && subtype.getName() != "/Widget") dictionary.removeKey("/T");
}

bool has_word(std::string_view bytes, std::string_view word) { return bytes.find(word) != std::string_view::npos; }

// A picture inside a page holds what the phone wrote, as any other. One that is wrapped so that it cannot be looked
// into is no picture to forward.
void scrub_picture(QPDFObjectHandle stream) {
  auto filter = stream.getDict().getKey("/Filter");
  const int layers = filter.isArray() ? filter.getArrayNItems() : 1;
  for (int i = 0; i < layers; ++i) {
    auto name = filter.isArray() ? filter.getArrayItem(i) : filter;
    const bool jpeg = name.isName() && name.getName() == "/DCTDecode";
    const bool jpeg2000 = name.isName() && name.getName() == "/JPXDecode";
    if (!jpeg && !jpeg2000) continue;
    if (layers != 1) throw std::runtime_error("a picture in a picture");
    const auto raw = stream.getRawStreamData();
    const std::string_view bytes(reinterpret_cast<const char*>(raw->getBuffer()), raw->getSize());
    if (jpeg) {
      stream.replaceStreamData(without_segments(bytes), filter, stream.getDict().getKey("/DecodeParms"));
    } else if (has_word(bytes, "Exif") || has_word(bytes, "xmpmeta")) {
      throw std::runtime_error("a JPEG 2000 with metadata");
    }
  }
}

std::string written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setStaticID(true);
  writer.setPreserveEncryption(false);
  writer.setObjectStreamMode(qpdf_o_disable);
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.write();
  const std::unique_ptr<Buffer> out(writer.getBuffer());
  return {reinterpret_cast<const char*>(out->getBuffer()), out->getSize()};
}

}  // namespace

std::optional<std::string> scrubbed_pdf(std::string_view bytes) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("", bytes.data(), bytes.size());
    auto trailer = pdf.getTrailer();
    for (const auto& key : trailer.getKeys()) {
      if (key != "/Root" && key != "/Size") trailer.removeKey(key);
    }
    // What is written has one only where what was read had one.
    trailer.replaceKey("/Size", QPDFObjectHandle::newInteger(0));
    for (auto object : pdf.getAllObjects()) {
      scrub(object, 0);
      if (object.isStream()) scrub_picture(object);
    }
    return written(pdf);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

}  // namespace pintu::media
