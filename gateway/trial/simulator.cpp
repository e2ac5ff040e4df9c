// SPDX-License-Identifier: Apache-2.0
#include "gateway/trial/simulator.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "adapters/registry.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/overloaded.hpp"
#include "gateway/model/json.hpp"

namespace pintu::trial {

using namespace std::chrono_literals;

namespace {

constexpr const char* person = "+6281200000001";  // nobody has this number
constexpr const char* door = "warga";
constexpr const char* officers = "petugas";
constexpr std::size_t most_lines = 1000;
constexpr Duration longest_sleep = 24h;
constexpr Duration brought_again_after = 1s;

const std::map<std::string, std::string> usual_contacts{
    {"bahaya", "112"},     {"darurat", "112"},     {"pengelola", "Pemprov Contoh"},
    {"jam.buka", "08.00"}, {"jam.tutup", "16.00"}, {"simpan", "sampai Anda minta dihapus"}};

void add_desks(const dialogs::Actions& actions, std::set<std::string>& desks) {
  for (const auto& action : actions) {
    if (const auto* handoff = std::get_if<dialogs::DoHandoff>(&action)) desks.insert(handoff->desk);
  }
}

std::set<std::string> desks_of(const dialogs::ScriptSet& set) {
  std::set<std::string> desks{"darurat", "umum", "verifikator"};
  for (const auto& [name, script] : set.scripts) {
    for (const auto& step : script.steps) {
      if (const auto* handoff = std::get_if<dialogs::HandoffStep>(&step.body)) desks.insert(handoff->desk);
      add_desks(step.then, desks);
      for (const auto& [outcome, routed] : step.outcomes) add_desks(routed.then, desks);
    }
  }
  return desks;
}

std::set<std::string> agencies_of(const dialogs::ScriptSet& set) {
  std::set<std::string> agencies;
  for (const auto& [name, script] : set.scripts) {
    for (const auto& step : script.steps) {
      if (const auto* send = std::get_if<dialogs::SendStep>(&step.body)) agencies.insert(send->to);
    }
  }
  return agencies;
}

// "asks=kategori step=lapor-aduan/pilih-kategori guesses=lampu"
std::string word_of(std::string_view note, std::string_view key) {
  const std::string start = std::string(key) + "=";
  for (std::size_t at = 0; at < note.size();) {
    const auto end = std::min(note.find(' ', at), note.size());
    const auto word = note.substr(at, end - at);
    if (word.starts_with(start)) return std::string(word.substr(start.size()));
    at = end + 1;
  }
  return {};
}

}  // namespace

// What dies and starts again.
struct Simulator::Process {
  Process(Simulator& of, bool own_fault)
      : in_hand(of.folder_ + "/in-hand", std::string(crypto::key_size, 'h')),
        core(of.world_, of.library_, *of.store_, in_hand,
             [this, &of](const flow::Committed& committed) {
               if (of.armed_ == CrashAt::after_commit) {
                 of.armed_.reset();
                 throw Killed{};
               }
               of.loop_.post([this, committed] {
                 delivery.offer(committed.jobs);
                 if (committed.timers_changed) timers.changed();
               });
             }),
        ledger(core),
        intake(of.world_, ledger, *of.far_),
        delivery(of.world_, ledger, *of.far_, of.loop_, of.clock_),
        timers(ledger, of.loop_, of.clock_, longest_sleep) {
    core.recover(own_fault);
    core.settle_started();
    delivery.start();
    timers.start();
  }

  flow::InHand in_hand;
  flow::LedgerCore core;
  flow::InlineLedger ledger;
  flow::Intake intake;
  flow::Delivery delivery;
  flow::Timers timers;
};

Simulator::Simulator(Setting setting)
    : setting_(std::move(setting)),
      clock_(setting_.start),
      loop_(clock_),
      far_(std::make_unique<FarEnds>(loop_, clock_)) {
  folder_ =
      (std::filesystem::temp_directory_path() / ("pintu-trial-" + crypto::to_hex(crypto::random_bytes(6)))).string();
  std::filesystem::create_directories(folder_);
  const auto* renderer = renderer_for(setting_.channel);
  if (renderer == nullptr) throw std::invalid_argument("no phone is called " + setting_.channel);
  world_.channels[door] = std::make_unique<TrialChannel>(setting_.channel, *renderer);
  world_.channels[officers] = std::make_unique<TrialChannel>("telegram", *renderer_for("telegram"));
  for (const auto& desk : desks_of(*setting_.scripts)) {
    world_.desks[desk].officers = {{officers, desk, "Petugas Uji"}};
    if (desk == "verifikator") world_.desks[desk].verifier = flow::Officer{officers, desk, "Petugas Uji"};
  }
  far_->behaviours = setting_.agencies;
  for (const auto& agency : agencies_of(*setting_.scripts))
    world_.agencies[agency] = std::make_unique<TrialAgency>(agency);
  setting_.contacts.values.insert(usual_contacts.begin(), usual_contacts.end());
  setting_.promises.try_emplace("verifikasi", "3 hari kerja");
  world_.contacts = setting_.contacts;
  world_.promises = setting_.promises;
  world_.walked = &walked_;
  library_.add(setting_.scripts);
  auto opened = store::open("sqlite::memory:", {folder_, std::string(crypto::key_size, 'k'), &clock_, false, [this] {
                                                  if (armed_ != CrashAt::before_commit) return;
                                                  armed_.reset();
                                                  throw Killed{};
                                                }});
  if (!opened) throw std::runtime_error(opened.error().message());
  store_ = *std::move(opened);
  if (setting_.language != "id") {
    Conversation known;
    known.language = setting_.language;
    known.language_offered = true;
    known.first_seen = clock_.now();
    put_person(known, {});
  }
  process_ = std::make_unique<Process>(*this, false);
  loop_.run_posted();
}

Simulator::~Simulator() {
  process_.reset();
  store_.reset();
  std::error_code error;
  std::filesystem::remove_all(folder_, error);
}

void Simulator::put_person(const Conversation& conversation, const std::vector<SetTimer>& timers) {
  store_->transact({}, [&](store::Transaction& transaction) {
    const PartyKey key{door, person};
    const auto known = transaction.load(std::span(&key, 1)).front();
    const Shard shard = crypto::shard_of(key.channel, key.address);
    store::Changes changes;
    auto& row = changes.parties.emplace_back();
    row.id = known ? known->id : PartyId(shard, transaction.draw(shard, 1));
    row.key = key;
    row.conversation = to_json(conversation);
    row.last_inbound = clock_.now();
    for (const auto& timer : timers) {
      store::TimerRow stored;
      stored.id = TimerId(shard, transaction.draw(shard, 1));
      stored.party = row.id;
      stored.name = timer.name;
      stored.due = timer.due;
      stored.epoch = timer.epoch;
      stored.detail = timer.detail;
      changes.timers.push_back(std::move(stored));
    }
    transaction.write(changes);
  });
}

Result<void> Simulator::start_at(const dialogs::StartAt& start) {
  const dialogs::Context context{.now = clock_.now(),
                                 .fresh = ReportNumber::draw(),
                                 .random = crypto::random_bytes(16),
                                 .channel = setting_.channel,
                                 .person_name = {},
                                 .contacts = world_.contacts,
                                 .promises = world_.promises,
                                 .renderer = world_.channel(door)->renderer(),
                                 .has_desk_open = false,
                                 .walked = &walked_};
  PINTU_TRY(auto turn, dialogs::start_at(library_, context, conversation().value_or(Conversation{}), start));
  std::vector<SetTimer> timers;
  for (const auto& effect : turn.effects) {
    if (const auto* timer = std::get_if<SetTimer>(&effect)) timers.push_back(*timer);
    const auto* reply = std::get_if<Reply>(&effect);
    if (reply == nullptr) continue;
    shown_.push_back({clock_.now(), reply->message, context.renderer.render(reply->message), reply->asks, reply->step,
                      reply->guesses, true});
  }
  put_person(turn.next, timers);
  process_->timers.changed();
  return {};
}

template <class Work>
bool Simulator::survives(Work&& work) {
  try {
    work();
    return true;
  } catch (const Killed&) {
    restart();
    return false;
  }
}

void Simulator::restart() {
  ++restarts_;
  const auto party = store_->party(PartyKey{door, person});
  const auto kept = party ? store_->transcript(party->id, most_lines) : std::vector<store::MessageRow>();
  if (std::ranges::find(kept, last_said_, &store::MessageRow::external_id) == kept.end()) ++lost_;
  process_.reset();
  loop_.forget();
  process_ = std::make_unique<Process>(*this, false);
}

void Simulator::bring(const http::Request& request) {
  int status = 0;
  ++brought_;
  survives([&] {
    process_->intake.receive(door, request, [&](const http::Response& response) { status = response.status; });
    loop_.run_posted();
  });
  // Providers bring again what nobody answered.
  if (status != 200) redeliveries_.emplace(clock_.now() + brought_again_after, request);
}

void Simulator::hear(const Said& said) {
  Inbound inbound;
  inbound.kind = said.tap.empty() ? InboundKind::message : InboundKind::tap;
  inbound.from = person;
  inbound.id = std::to_string(++last_id_);
  inbound.message_id = "in-" + inbound.id;
  inbound.at = clock_.now();
  inbound.text = said.text;
  inbound.tap = said.tap;
  inbound.location = said.pin;
  const auto add = [&](AttachmentKind kind, const char* mime) {
    inbound.attachments.push_back(
        {kind, inbound.id + "-" + std::to_string(inbound.attachments.size()), mime, {}, 1000});
  };
  for (int i = 0; i < said.photos; ++i) add(AttachmentKind::image, "image/jpeg");
  if (said.photos > 1) inbound.album = "album-" + inbound.id;
  if (said.voice) add(AttachmentKind::voice, "audio/ogg");
  if (said.sticker) add(AttachmentKind::sticker, "image/webp");
  if (said.edits_last) {
    inbound.kind = InboundKind::edit;
    inbound.message_id = last_said_;
    inbound.reply_to = last_said_;
  } else {
    last_said_ = inbound.message_id;
  }
  http::Request request;
  request.method = "POST";
  request.target = std::string("/hooks/") + door;
  request.body = to_json(inbound);
  far_->person_wrote();
  if (!next_crash.empty()) {
    armed_ = next_crash.front();
    next_crash.pop_front();
  }
  for (int i = 0; i < deliveries; ++i) bring(request);
  armed_.reset();
}

void Simulator::pass(Duration by) {
  const Instant end = clock_.now() + by;
  for (;;) {
    const bool brings = !redeliveries_.empty() && redeliveries_.begin()->first <= end;
    const Instant until = brings ? std::max(redeliveries_.begin()->first, clock_.now()) : end;
    if (!survives([&] { loop_.run_for(until - clock_.now()); })) continue;
    if (!brings) return;
    const auto request = redeliveries_.extract(redeliveries_.begin()).mapped();
    bring(request);
  }
}

void Simulator::officer(const OfficerHappened& act) {
  const auto party = store_->party(PartyKey{door, person});
  if (!party) return;
  flow::Submission submission;
  submission.events.push_back(flow::Event{flow::OfficerActed{party->id, act}});
  survives([&] {
    process_->ledger.submit(std::move(submission));
    loop_.run_posted();
  });
}

Shown Simulator::shown_of(const Arrival& arrival) {
  Shown shown;
  shown.at = arrival.at;
  shown.message = arrival.message;
  shown.rendering = world_.channel(door)->renderer().render(arrival.message);
  const auto job = store_->job(JobId(std::strtoll(arrival.message.key.c_str(), nullptr, 10)));
  const auto line = job && job->message ? store_->message(job->message) : std::nullopt;
  if (!line) return shown;
  shown.asks = word_of(line->note, "asks");
  shown.step = word_of(line->note, "step");
  shown.guesses = word_of(line->note, "guesses");
  return shown;
}

const std::vector<Shown>& Simulator::shown() {
  for (; arrivals_seen_ < far_->arrivals.size(); ++arrivals_seen_) {
    const auto& arrival = far_->arrivals[arrivals_seen_];
    if (arrival.to == person) shown_.push_back(shown_of(arrival));
  }
  return shown_;
}

std::vector<Note> Simulator::notes() {
  std::vector<Note> notes;
  for (const auto& arrival : far_->arrivals) {
    if (arrival.to == person) continue;
    const auto job = store_->job(JobId(std::strtoll(arrival.message.key.c_str(), nullptr, 10)));
    notes.push_back({arrival.at, arrival.to, arrival.message.text, job ? job->lane : Lane::status});
  }
  return notes;
}

std::optional<Conversation> Simulator::conversation() {
  const auto party = store_->party(PartyKey{door, person});
  if (!party || party->conversation.empty()) return std::nullopt;
  return conversation_from_json(party->conversation);
}

std::vector<store::ReportRow> Simulator::reports() { return store_->reports(1000); }

std::vector<std::string> Simulator::parked() {
  std::vector<std::string> reasons;
  for (const auto& row : store_->parked(10)) reasons.push_back(row.reason);
  return reasons;
}

std::string Simulator::rule() {
  const auto party = store_->party(PartyKey{door, person});
  if (!party) return {};
  const auto lines = store_->transcript(party->id, most_lines);
  const auto last = std::find_if(lines.rbegin(), lines.rend(),
                                 [](const auto& line) { return line.direction == store::Direction::in; });
  return last == lines.rend() ? std::string() : last->note;
}

}  // namespace pintu::trial
