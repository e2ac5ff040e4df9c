// SPDX-License-Identifier: Apache-2.0
// The bytes of a text message as UTF-8, whatever the provider or the phone wrote them in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pintu::sms {

inline constexpr std::size_t longest_text = 16384;  // code points of a message that we keep
inline constexpr std::size_t longest_name = 256;    // of ids, numbers and other short texts

enum class Charset { utf8, latin1, utf16be, gsm7, binary };

// By a provider's or an operator's name for it, in any spelling ("UTF-16BE", "ucs2", "ISO-8859-1", "8-BIT").
std::optional<Charset> charset_from(std::string_view name);

// Valid UTF-8 without NUL of at most longest_text code points; what is malformed becomes U+FFFD. ISO-8859-1 is read as
// the Windows code page that holds it, as the web does. UTF-16 obeys a byte order mark. Binary is no text: empty.
std::string decode(std::string_view bytes, Charset charset);

// The same for UTF-8, of a limit of its own.
std::string clean(std::string_view bytes, std::size_t limit = longest_text);

}  // namespace pintu::sms
