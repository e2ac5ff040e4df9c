// SPDX-License-Identifier: Apache-2.0
#include "gateway/media/clean.hpp"

#include "gateway/media/pdf.hpp"
#include "gateway/media/pictures.hpp"
#include "gateway/model/file_type.hpp"

namespace pintu::media {

namespace {

Result<CleanFile> clean_pdf(std::string_view bytes, std::size_t largest) {
  auto pages = scrubbed_pdf(bytes);
  if (!pages) return fail(Errc::malformed, "no PDF that can be read without a password");
  if (pages->size() > largest) return fail(Errc::too_large, "a document does not become smaller");
  return CleanFile{*std::move(pages), "application/pdf", "pdf"};
}

}  // namespace

Result<CleanFile> clean(std::string_view bytes, std::size_t largest) {
  const auto* type = sniff(bytes).type;
  if (type == nullptr) return fail(Errc::unsupported, "no file that we take");
  if (type->name == "jpeg") return clean_jpeg(bytes, largest);
  if (type->name == "png") return clean_png(bytes, largest);
  if (type->name == "webp") return clean_webp(bytes, largest);
  if (type->name == "pdf") return clean_pdf(bytes, largest);
  return fail(Errc::unsupported, "nothing here can clean this type");
}

}  // namespace pintu::media
