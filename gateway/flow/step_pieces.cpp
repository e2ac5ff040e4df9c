// SPDX-License-Identifier: Apache-2.0
// A long SMS that comes in pieces: they wait in their sender's conversation until all are there, the time is over, or
// one of them alone says that somebody is in danger (3GPP TS 23.040 9.2.3.24.1: in any order, twice, or never).
#include <algorithm>

#include "dialogs/language/language.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/step.hpp"

namespace pintu::flow {

namespace {

using namespace std::chrono_literals;

constexpr Duration longest_wait = 60s;
constexpr std::size_t most_pieces = 64;  // of one person
constexpr std::string_view timer_prefix = "pieces:";
constexpr std::string_view gap = " … ";

bool same_message(const Piece& piece, const Part& part) {
  return piece.part.group == part.group && piece.part.total == part.total;
}

}  // namespace

std::optional<Inbound> Step::join_pieces(const Inbound& inbound) {
  const auto& part = *inbound.part;
  auto& pieces = person().conversation.pieces;
  const auto twin = std::ranges::find_if(
      pieces, [&](const Piece& p) { return same_message(p, part) && p.part.number == part.number; });
  if (twin == pieces.end()) pieces.push_back({now(), part, inbound.text, inbound.message_id});
  const auto there = std::ranges::count_if(pieces, [&](const Piece& p) { return same_message(p, part); });
  if (there == part.total || pieces.size() > most_pieces || dialogs::language::says_danger(inbound.text)) {
    apply(StopTimer{std::string(timer_prefix) + part.group});
    return take_pieces(part.group);
  }
  apply(SetTimer{std::string(timer_prefix) + part.group, now() + longest_wait, 0, {}});
  return std::nullopt;
}

std::optional<Inbound> Step::take_pieces(const std::string& group) {
  auto& waiting = person().conversation.pieces;
  std::vector<Piece> pieces;
  for (auto& piece : waiting) {
    if (piece.part.group == group) pieces.push_back(std::move(piece));
  }
  std::erase_if(waiting, [&](const Piece& p) { return p.part.group.empty() || p.part.group == group; });
  if (pieces.empty()) return std::nullopt;
  std::ranges::sort(pieces, {}, [](const Piece& p) { return p.part.number; });
  Inbound whole;
  whole.from = person().row.key.address;
  whole.message_id = pieces.front().message_id;
  whole.at = pieces.front().at;
  int next = 1;
  for (const auto& piece : pieces) {
    if (piece.part.number != next) whole.text += gap;
    whole.text += piece.text;
    next = piece.part.number + 1;
  }
  const bool complete = next == pieces.front().part.total + 1 && std::ssize(pieces) == pieces.front().part.total;
  if (pieces.back().part.number != pieces.front().part.total) whole.text += gap;
  metrics::count("pintu_pieces_joined_total",
                 {{"channel", person().row.key.channel}, {"complete", complete ? "yes" : "no"}});
  return whole;
}

bool Step::overdue_pieces(const TimerDue& due) {
  if (!due.timer.name.starts_with(timer_prefix)) return false;
  auto whole = take_pieces(due.timer.name.substr(timer_prefix.size()));
  if (whole) take_message({person().row.key.channel, *std::move(whole), {}});
  return true;
}

}  // namespace pintu::flow
