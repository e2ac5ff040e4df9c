// SPDX-License-Identifier: Apache-2.0
// Texts without quotation marks in which something shows that there should have been some.
#include <algorithm>

#include "dialogs/check/passes.hpp"

namespace pintu::dialogs {

namespace {

void look(const ReadFile& file, const yaml::Node& node, Findings& findings) {
  for (const auto& item : node.items) look(file, item, findings);
  for (const auto& entry : node.entries) look(file, entry.value, findings);
  if (!node.is_scalar() || node.quoted) return;
  const Mark mark{file.file, node.place.line, node.place.column};
  if (std::ranges::count(node.text, '"') % 2 == 1) {
    findings.error(mark, "P0017", "Tanda kutip di teks ini tidak berpasangan.",
                   "Beri tanda kutip di awal dan di akhir teks.");
  } else if (node.text.find("\\n") != std::string::npos) {
    findings.error(mark, "P0019", "\\n hanya menjadi baris baru di dalam tanda kutip.",
                   "Beri tanda kutip pada seluruh teks.");
  } else if (const char last = node.text.empty() ? ' ' : node.text.back();
             (last == ']' && node.text.find('[') == std::string::npos) ||
             (last == '}' && node.text.find('{') == std::string::npos)) {
    findings.error(mark, "P0020", "Ada kurung penutup yang tidak punya pembuka.",
                   "Tambahkan kurung pembukanya, atau beri tanda kutip pada teksnya.");
  }
}

}  // namespace

void check_quotes(const ReadSet& set, const Surroundings&, Findings& findings) {
  for (const auto& file : set.files) look(file, file.root, findings);
}

}  // namespace pintu::dialogs
