// SPDX-License-Identifier: Apache-2.0
#include "gateway/media/clean.hpp"
#include "gateway/media/orientation.hpp"
#include "gateway/model/file_type.hpp"
#include "media/documents.hpp"

using namespace pintu;
using namespace pintu::media::test;

namespace {

constexpr std::size_t five = std::size_t{5} << 20U;

Errc code_of(const Result<media::CleanFile>& result) {
  REQUIRE_FALSE(result);
  return result.error().code();
}

}  // namespace

TEST_CASE("pdf: the pages stay, and who made them, where, and what acts by itself do not") {
  const auto document = talkative_pdf();
  REQUIRE(betrays(document));
  const auto clean = media::clean(document, five);
  REQUIRE(clean);
  CHECK(clean->mime == "application/pdf");
  CHECK(clean->ending == "pdf");
  CHECK(sniff(clean->bytes).type->name == "pdf");
  CHECK_FALSE(betrays(clean->bytes));
  for (const auto* gone : {"/JavaScript", "/Launch", "/EmbeddedFile", "/Metadata", "/Author"}) {
    CAPTURE(gone);
    CHECK(clean->bytes.find(gone) == std::string::npos);
  }
  // The picture is there, with the same coefficients.
  const auto picture = media::without_segments(talkative_jpeg());
  CHECK_FALSE(betrays(picture));
  CHECK(size_of_jpeg(picture) == Size{64, 48});
  CHECK(clean->bytes.find(picture) != std::string::npos);
  CHECK(media::clean(clean->bytes, five));
}

TEST_CASE("pdf: what cannot be looked into is not forwarded") {
  CHECK(code_of(media::clean(talkative_pdf("[/ASCIIHexDecode /DCTDecode]"), five)) == Errc::malformed);
  CHECK(code_of(media::clean(talkative_pdf("/JPXDecode"), five)) == Errc::malformed);
  CHECK(code_of(media::clean("%PDF-1.7 nothing", five)) == Errc::malformed);
  CHECK(code_of(media::clean(talkative_pdf(), 100)) == Errc::too_large);
  std::string deep = "<< /Type /Catalog /Pages ";
  for (int i = 0; i < 200; ++i) deep += "[";
  CHECK(code_of(media::clean(pdf_of({deep, "<< >>"}), five)) == Errc::malformed);
}

TEST_CASE("pdf: cut off anywhere, and with any byte turned, it is cleaned or refused") {
  const auto whole = talkative_pdf();
  for (std::size_t cut = 0; cut < whole.size(); cut += 1 + whole.size() / 61) {
    if (const auto clean = media::clean(whole.substr(0, cut), five)) CHECK(clean->bytes.starts_with("%PDF-"));
  }
  for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 97) {
    auto turned = whole;
    turned[at] = static_cast<char>(turned[at] ^ 0x5A);
    if (const auto clean = media::clean(turned, five)) CHECK(clean->bytes.size() <= five);
  }
}

TEST_CASE("pdf: a picture without its segments keeps what decoding needs and ends at its end") {
  const auto plain = media::test::jpeg();
  CHECK(media::without_segments(plain) == plain);
  CHECK(media::without_segments(talkative_jpeg(6, plain)) == plain);
  CHECK(media::without_segments("").empty());
  CHECK(media::without_segments("\xFF\xD8\xFF\xE1\xFF").size() == 2);
}
