// SPDX-License-Identifier: Apache-2.0
#include "torture/gather.hpp"

#include <map>

#include "gateway/app/assemble.hpp"
#include "gateway/app/config.hpp"
#include "gateway/model/json.hpp"

namespace pintu::torture {

namespace {

constexpr std::size_t everything = 1'000'000;

Result<std::unique_ptr<store::Store>> open_store(const std::string& config, const Clock& clock) {
  const auto loaded = app::load_config(config, app::real_surroundings());
  if (!loaded.faults.empty()) return fail(Errc::configuration, to_string(loaded.faults.front()));
  const auto installation = app::assemble(loaded.config);
  if (!installation) return fail(Errc::configuration, to_string(installation.error().front()));
  return store::open(installation->store_url, {installation->data, installation->master_key, &clock, true});
}

Row row_of(store::Store& store, const store::MessageRow& message) {
  Row row;
  row.inbound = message.direction == store::Direction::in;
  row.sequence = message.sequence;
  if (row.inbound) {
    const auto inbound = inbound_from_json(message.body);
    row.id = inbound ? inbound->message_id : "unreadable";
    return row;
  }
  const auto outbound = outbound_from_json(message.body);
  const auto job = store.job(message.job);
  row.id = message.external_id;
  row.job = outbound ? outbound->key : "unreadable";
  row.edits = outbound && !outbound->edits.empty();
  row.state = job ? store::to_string(job->state) : "missing";
  return row;
}

// A poll waits for months: it is nobody's to bring to an end.
void add_open_jobs(store::Store& store, Records& records) {
  using State = store::JobState;
  for (const auto& job :
       store.jobs({{State::waiting, State::started, State::rejected, State::unknown, State::exhausted, State::dropped},
                   std::nullopt,
                   everything})) {
    if (job.kind == store::JobKind::poll_report && job.state == State::waiting) continue;
    records.open_jobs.push_back(std::to_string(job.id.value()) + " " + std::string(store::to_string(job.kind)) + " " +
                                std::string(store::to_string(job.state)) + " " + job.reason);
  }
}

}  // namespace

Result<Records> gather(const std::string& config, const std::vector<std::unique_ptr<Person>>& people,
                       sandbox::FakeLapor& lapor) {
  const SystemClock clock;
  PINTU_TRY(const auto store, open_store(config, clock));
  Records records;
  std::map<PartyId, std::string> names;
  for (const auto& person : people) {
    auto talk = person->talk();
    if (const auto party = store->party(PartyKey{person->phone().channel(), person->phone().address()})) {
      names[party->id] = talk.who;
      for (const auto& message : store->transcript(party->id, everything)) talk.rows.push_back(row_of(*store, message));
    }
    records.talks.push_back(std::move(talk));
  }
  for (const auto& report : store->reports(everything)) {
    records.reports.push_back(
        {report.number.shown(), names[report.party], std::string(to_string(report.forward)), report.agency_id});
  }
  for (const auto& complaint : lapor.complaints()) {
    AtAgency there{complaint.id, complaint.content};
    for (const auto& added : complaint.followups) there.content += "\n" + added;
    records.agency.push_back(std::move(there));
  }
  for (const auto& parked : store->parked(everything)) records.parked.push_back(parked.reason + " " + parked.state);
  add_open_jobs(*store, records);
  return records;
}

}  // namespace pintu::torture
