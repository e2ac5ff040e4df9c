// SPDX-License-Identifier: Apache-2.0
#include <turbojpeg.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include "gateway/media/orientation.hpp"
#include "gateway/media/pictures.hpp"

namespace pintu::media {

namespace {

struct EndHandle {
  void operator()(void* handle) const { tjDestroy(handle); }
};
using Handle = std::unique_ptr<void, EndHandle>;

struct FreeBuffer {
  void operator()(unsigned char* bytes) const { tjFree(bytes); }
};
using Buffer = std::unique_ptr<unsigned char, FreeBuffer>;

// Up to here the coefficients are kept as they are; a larger picture would need more memory than the child has.
constexpr std::uint64_t most_lossless_pixels = 40'000'000;

// How a picture that must become smaller is tried, best first.
struct Rung {
  std::uint64_t pixels;
  int quality;
};
constexpr std::array rungs{Rung{12'000'000, 88}, Rung{8'000'000, 82}, Rung{4'000'000, 78}, Rung{2'000'000, 72},
                           Rung{500'000, 65}};

const unsigned char* data_of(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

CleanFile as_jpeg(std::string bytes) { return {std::move(bytes), "image/jpeg", "jpg"}; }

struct Header {
  int width = 0;
  int height = 0;
  std::uint64_t pixels() const { return static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height); }
};

Result<Header> read_header(void* handle, std::string_view bytes) {
  Header header;
  int subsampling = 0;
  int colours = 0;
  if (tjDecompressHeader3(handle, data_of(bytes), bytes.size(), &header.width, &header.height, &subsampling,
                          &colours) != 0 ||
      header.width <= 0 || header.height <= 0) {
    return fail(Errc::malformed, "no JPEG header");
  }
  if (header.pixels() > most_jpeg_pixels) return fail(Errc::too_large, "too many pixels");
  return header;
}

// The entropy-coded coefficients written anew, without one marker of the original.
Result<std::string> without_markers(std::string_view bytes) {
  const Handle handle(tjInitTransform());
  tjtransform transform{};
  transform.op = TJXOP_NONE;
  transform.options = TJXOPT_COPYNONE;
  unsigned char* out = nullptr;
  unsigned long size = 0;
  const int code =
      tjTransform(handle.get(), data_of(bytes), bytes.size(), 1, &out, &size, &transform, TJFLAG_LIMITSCANS);
  const Buffer owned(out);
  // A picture that breaks off is a warning: what was there is shown.
  const bool good = code == 0 || tjGetErrorCode(handle.get()) == TJERR_WARNING;
  if (!good || out == nullptr || size == 0) return fail(Errc::malformed, "no JPEG that can be decoded");
  return std::string(reinterpret_cast<const char*>(out), size);
}

// Decoded at the largest of the library's scales that has at most `most` pixels.
Result<Pixels> decoded(std::string_view bytes, std::uint64_t most) {
  const Handle handle(tjInitDecompress());
  PINTU_TRY(const auto header, read_header(handle.get(), bytes));
  int count = 0;
  const auto* factors = tjGetScalingFactors(&count);
  Pixels best;
  for (const auto& factor : std::span(factors, static_cast<std::size_t>(std::max(count, 0)))) {
    const int width = TJSCALED(header.width, factor);
    const int height = TJSCALED(header.height, factor);
    const auto pixels = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
    if (factor.num > factor.denom || pixels > most || width <= best.width) continue;
    best.width = width;
    best.height = height;
  }
  if (best.width == 0) return fail(Errc::too_large, "too many pixels");
  best.bytes.resize(static_cast<std::size_t>(best.width) * static_cast<std::size_t>(best.height) * 3);
  const int code = tjDecompress2(handle.get(), data_of(bytes), bytes.size(), best.bytes.data(), best.width, 0,
                                 best.height, TJPF_RGB, TJFLAG_LIMITSCANS);
  if (code != 0 && tjGetErrorCode(handle.get()) != TJERR_WARNING) return fail(Errc::malformed, "no JPEG to decode");
  return best;
}

Result<std::string> encoded(const Pixels& pixels, int quality) {
  const Handle handle(tjInitCompress());
  unsigned char* out = nullptr;
  unsigned long size = 0;
  const int code = tjCompress2(handle.get(), pixels.bytes.data(), pixels.width, 0, pixels.height, TJPF_RGB, &out, &size,
                               TJSAMP_420, quality, 0);
  const Buffer owned(out);
  if (code != 0) return fail(Errc::too_large, "a picture that JPEG cannot hold");
  return std::string(reinterpret_cast<const char*>(out), size);
}

}  // namespace

Result<CleanFile> to_jpeg(Pixels pixels, std::size_t largest, int orientation) {
  const auto count = [&] {
    return static_cast<std::uint64_t>(pixels.width) * static_cast<std::uint64_t>(pixels.height);
  };
  for (const auto& rung : rungs) {
    while (count() > rung.pixels) pixels = halved(pixels);
    PINTU_TRY(auto bytes, encoded(pixels, rung.quality));
    bytes = with_orientation(std::move(bytes), orientation);
    if (bytes.size() <= largest) return as_jpeg(std::move(bytes));
  }
  return fail(Errc::too_large, "it does not become small enough");
}

Result<CleanFile> clean_jpeg(std::string_view bytes, std::size_t largest) {
  const int orientation = read_orientation(bytes);
  Header header;
  {
    const Handle handle(tjInitDecompress());
    PINTU_TRY(header, read_header(handle.get(), bytes));
  }
  if (bytes.size() <= largest && header.pixels() <= most_lossless_pixels) {
    PINTU_TRY(auto kept, without_markers(bytes));
    kept = with_orientation(std::move(kept), orientation);
    if (kept.size() <= largest) return as_jpeg(std::move(kept));
  }
  PINTU_TRY(auto pixels, decoded(bytes, rungs.front().pixels));
  return to_jpeg(std::move(pixels), largest, orientation);
}

}  // namespace pintu::media
