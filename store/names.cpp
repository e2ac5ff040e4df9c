// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "gateway/base/word_table.hpp"
#include "store/store.hpp"

namespace pintu::store {

namespace {

constexpr std::array<std::pair<JobKind, std::string_view>, 7> kinds{{
    {JobKind::reply, "reply"},
    {JobKind::forward, "forward"},
    {JobKind::poll_report, "poll_report"},
    {JobKind::follow_up, "follow_up"},
    {JobKind::fetch_media, "fetch_media"},
    {JobKind::notify, "notify"},
    {JobKind::call, "call"},
}};

constexpr std::array<std::pair<JobState, std::string_view>, 7> states{{
    {JobState::waiting, "waiting"},
    {JobState::started, "started"},
    {JobState::done, "done"},
    {JobState::rejected, "rejected"},
    {JobState::unknown, "unknown"},
    {JobState::exhausted, "exhausted"},
    {JobState::dropped, "dropped"},
}};

}  // namespace

std::string_view to_string(JobKind kind) { return word_of(kinds, kind); }
std::string_view to_string(JobState state) { return word_of(states, state); }
std::optional<JobKind> job_kind_from(std::string_view text) { return value_of(kinds, text); }
std::optional<JobState> job_state_from(std::string_view text) { return value_of(states, text); }

}  // namespace pintu::store
