// SPDX-License-Identifier: Apache-2.0
// What a webhook's item changes.
#include <algorithm>

#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/step.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

void Step::operator()(const Arrived& arrived) {
  const auto& inbound = arrived.inbound;
  metrics::count("pintu_inbound_total", {{"channel", arrived.channel}, {"kind", std::string(to_string(inbound.kind))}});
  switch (inbound.kind) {
    case InboundKind::message:
    case InboundKind::tap:
    case InboundKind::edit:
    case InboundKind::revoke:
    case InboundKind::reaction:
      arrived_from_person(arrived);
      return;
    case InboundKind::receipt:
      arrived_receipt(arrived);
      return;
    case InboundKind::system:
      arrived_system(arrived);
      return;
    case InboundKind::ignored:
      // A group is nobody; that of a desk is its officers.
      if (inbound.reason == "group") officer_wrote(arrived.channel, inbound.chat, inbound);
      return;
    case InboundKind::rejected: {
      store::ParkedRow row;
      row.id = draw<ParkedId>(0);
      row.at = now();
      row.channel = arrived.channel;
      row.reason = inbound.reason == "malformed" ? "malformed" : "rejected-item";
      row.raw = arrived.raw;
      metrics::count("pintu_parked_total", {{"reason", row.reason}});
      fragment_.changes.parked.push_back(std::move(row));
      return;
    }
  }
}

void Step::open_person(const PartyKey& key, const std::string& name, const std::string& alias) {
  const Person* known = batch_.find(key);
  const PartyKey other{key.channel, alias};
  const bool linked = alias.empty() || (known != nullptr && known->conversation.alias == alias);
  const Person* also = linked ? nullptr : batch_.find(other);
  if (known != nullptr) {
    fragment_.person = *known;
  } else if (also != nullptr) {
    fragment_.person = *also;
    fragment_.changes.aliases.push_back({key, also->row.id});
  } else {
    Person fresh;
    const Shard shard = crypto::shard_of(key.channel, key.address);
    fresh.row.id = draw<PartyId>(shard);
    fresh.row.key = key;
    fresh.conversation.first_seen = now();
    fragment_.person = std::move(fresh);
  }
  if (!name.empty()) person().row.name = name;
  if (linked) return;
  // Whoever talks already under the other address stays a person of their own.
  if (also == nullptr) fragment_.changes.aliases.push_back({other, person().row.id});
  person().conversation.alias = alias;
}

bool Step::open_person(PartyId id) {
  const Person* known = batch_.find(id);
  if (known == nullptr) return false;
  fragment_.person = *known;
  return true;
}

bool Step::turn_to(PartyId id) {
  if (fragment_.person && person().row.id == id) return true;
  auto& others = fragment_.others;
  const auto before = std::ranges::find_if(others, [id](const Person& other) { return other.row.id == id; });
  std::optional<Person> next;
  if (before != others.end()) {
    next = std::move(*before);
    others.erase(before);
  } else if (const Person* known = batch_.find(id)) {
    next = *known;
  }
  if (fragment_.person) others.push_back(*std::move(fragment_.person));
  fragment_.person = std::move(next);
  return fragment_.person.has_value();
}

void Step::arrived_from_person(const Arrived& arrived) {
  const auto& inbound = arrived.inbound;
  open_person({arrived.channel, inbound.from}, inbound.name, inbound.alias);
  auto& row = person().row;
  row.unreachable = false;
  row.last_inbound = now();
  release_held();
  if (!inbound.part) {
    if (!officer_wrote(arrived.channel, inbound.from, inbound)) take_message(arrived);
  } else if (auto whole = join_pieces(inbound)) {
    if (!officer_wrote(arrived.channel, whole->from, *whole)) take_message({arrived.channel, *std::move(whole), {}});
  }
}

void Step::take_message(const Arrived& arrived) {
  const auto& inbound = arrived.inbound;
  auto& row = person().row;
  store::MessageRow message;
  message.id = draw<MessageId>(row.id.shard());
  message.party = row.id;
  message.sequence = ++row.sequence;
  message.direction = store::Direction::in;
  message.at = now();
  message.external_id = inbound.message_id;
  message.body = to_json(inbound);
  const std::size_t place = fragment_.changes.messages.size();
  fragment_.changes.messages.push_back(std::move(message));
  advance(InboundHappened{inbound, keep_attachments(arrived)}, &rule_);
  fragment_.changes.messages[place].note = rule_;
}

void Step::arrived_receipt(const Arrived& arrived) {
  const auto& inbound = arrived.inbound;
  if (!inbound.status) return;
  const auto message = batch_.transaction_.message_by_external(arrived.channel, inbound.reply_to);
  // A receipt may be here before the answer that tells us the message's id: then our own key in it says which it is.
  auto job = message ? find_job(message->job) : find_job_by_key(arrived.channel, inbound.key);
  if (!message && !job) {
    metrics::count("pintu_receipts_unmatched_total", {{"channel", arrived.channel}});
    return;
  }
  metrics::count("pintu_receipts_total",
                 {{"channel", arrived.channel}, {"status", std::string(to_string(*inbound.status))}});
  if (job && *inbound.status != ReceiptStatus::sent) batch_.undelivered_.heard(job->target, job->id);
  if (job && *inbound.status == ReceiptStatus::failed) {
    failed_later(*job, inbound.reason);
    if (job->state == store::JobState::waiting) return;
  } else if (job) {
    arrived_after_all(*job, inbound.reply_to);
  }
  const auto id = message ? message->id : job->message;
  if (id) fragment_.changes.receipts.push_back({id, *inbound.status});
}

void Step::arrived_system(const Arrived& arrived) {
  const auto& inbound = arrived.inbound;
  log::info("channel.system", {{"channel", arrived.channel}, {"reason", inbound.reason}});
  if (inbound.reason == "migrated" && !inbound.moved_to.empty()) {
    fragment_.changes.moved.push_back({{arrived.channel, inbound.from}, inbound.moved_to});
    return;
  }
  if (inbound.reason != "blocked" && inbound.reason != "unblocked") return;
  if (batch_.find({arrived.channel, inbound.from}) == nullptr) return;
  open_person({arrived.channel, inbound.from}, {});
  person().row.unreachable = inbound.reason == "blocked";
}

void Step::apologise(const Arrived& arrived) {
  const auto& inbound = arrived.inbound;
  if (inbound.kind != InboundKind::message && inbound.kind != InboundKind::tap) return;
  open_person({arrived.channel, inbound.from}, inbound.name);
  const auto& set = batch_.library_.newest();
  const auto* umum = set.find("umum");
  const auto* text = umum == nullptr ? nullptr : umum->text("apology");
  if (text == nullptr) return;
  const auto* channel = world().channel(arrived.channel);
  Reply reply;
  reply.message.text =
      set.say(*umum, *text, person().conversation.language, channel == nullptr ? std::string_view() : channel->kind());
  apply(reply);
}

}  // namespace pintu::flow
