// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "dialogs/language/language.hpp"

namespace pintu::dialogs::language {

// Optimal string alignment on bytes, inside a band of `limit` around the diagonal: linear for any length.
int distance(std::string_view a, std::string_view b, int limit) {
  if (limit < 0) return 0;
  const auto rows = static_cast<std::ptrdiff_t>(a.size());
  const auto columns = static_cast<std::ptrdiff_t>(b.size());
  const int over = limit + 1;
  if (rows - columns > limit || columns - rows > limit) return over;
  // This, the one before, the one before that; kept, since every word of a message is measured against a list.
  static thread_local std::array<std::vector<int>, 3> row;
  for (auto& line : row) line.assign(b.size() + 1, over);
  for (std::ptrdiff_t j = 0; j <= std::min<std::ptrdiff_t>(columns, limit); ++j)
    row[0][static_cast<std::size_t>(j)] = static_cast<int>(j);
  for (std::ptrdiff_t i = 1; i <= rows; ++i) {
    std::rotate(row.begin(), row.begin() + 2, row.end());
    const auto from = std::max<std::ptrdiff_t>(0, i - limit);
    const auto to = std::min(columns, i + limit);
    const auto at = [&](std::size_t line, std::ptrdiff_t j) { return row[line][static_cast<std::size_t>(j)]; };
    if (from > 0) row[0][static_cast<std::size_t>(from - 1)] = over;
    int best = over;
    for (std::ptrdiff_t j = from; j <= to; ++j) {
      if (j == 0) {
        row[0][0] = static_cast<int>(i);
        best = std::min(best, row[0][0]);
        continue;
      }
      const auto x = static_cast<std::size_t>(i - 1);
      const auto y = static_cast<std::size_t>(j - 1);
      const int above = j <= i - 1 + limit ? at(1, j) : over;
      int cost = std::min({at(1, j - 1) + (a[x] != b[y]), above + 1, at(0, j - 1) + 1});
      if (i > 1 && j > 1 && a[x] == b[y - 1] && a[x - 1] == b[y]) cost = std::min(cost, at(2, j - 2) + 1);
      row[0][static_cast<std::size_t>(j)] = std::min(cost, over);
      best = std::min(best, cost);
    }
    if (best > limit) return over;
  }
  return std::min(row[0][b.size()], over);
}

}  // namespace pintu::dialogs::language
