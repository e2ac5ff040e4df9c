// SPDX-License-Identifier: Apache-2.0
#include "gateway/control/publishing.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "dialogs/difference.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/control/operations.hpp"
#include "gateway/model/conversation.hpp"

namespace pintu::control {

using nlohmann::json;

namespace {

constexpr std::size_t at_once = 256;  // people looked at between two batches

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

struct Standing {
  int talks = 0;
  int drafts = 0;
};
using Places = std::map<std::pair<std::string, std::string>, Standing>;  // script and step

json view(const dialogs::Change& change) {
  return {{"what", std::string(dialogs::to_string(change.what))},
          {"script", change.script},
          {"name", change.name},
          {"before", change.before},
          {"after", change.after}};
}

json findings_json(const std::vector<dialogs::Finding>& findings) {
  json out = json::array();
  for (const auto& finding : findings) out.push_back(dialogs::to_string(finding));
  return out;
}

dialogs::Loaded load_version(const std::string& files, std::int64_t version) {
  auto loaded = dialogs::load(unpack(files));
  loaded.set.version = version;
  return loaded;
}

}  // namespace

std::string pack(const std::vector<dialogs::SourceFile>& files) {
  json out = json::object();
  for (const auto& file : files) out[file.name] = file.bytes;
  return dump(out);
}

std::vector<dialogs::SourceFile> unpack(const std::string& text) {
  std::vector<dialogs::SourceFile> files;
  const auto in = json::parse(text, nullptr, false);
  if (!in.is_object()) return files;
  for (const auto& [name, bytes] : in.items()) {
    if (bytes.is_string()) files.push_back({name, bytes.get<std::string>()});
  }
  return files;
}

struct Publishing::Work {
  json wish;
  std::string who;
  std::function<void(http::Response)> respond;
  Places places;
  PartyId after{};

  std::string text(const char* key) const {
    const auto it = wish.find(key);
    return it != wish.end() && it->is_string() ? it->get<std::string>() : std::string();
  }
  bool says(const char* key) const {
    const auto it = wish.find(key);
    return it != wish.end() && it->is_boolean() && it->get<bool>();
  }
  std::optional<std::int64_t> number(const char* key) const {
    const auto it = wish.find(key);
    return it != wish.end() && it->is_number_integer() ? std::optional(it->get<std::int64_t>()) : std::nullopt;
  }
  json standing() const {
    json out = json::array();
    for (const auto& [place, count] : places)
      out.push_back(
          {{"script", place.first}, {"step", place.second}, {"talks", count.talks}, {"drafts", count.drafts}});
    return out;
  }
};

void Publishing::handle(const std::string& body, const std::string& who, std::function<void(http::Response)> respond) {
  auto work = std::make_shared<Work>();
  work->wish = json::parse(body, nullptr, false);
  work->who = who;
  work->respond = std::move(respond);
  const bool files = work->wish.is_object() && work->wish.contains("files") && work->wish["files"].is_object();
  if (!work->wish.is_object() || (!files && !work->number("rollback"))) {
    work->respond(json_answer(400, dump({{"error", "say files or rollback"}})));
    return;
  }
  count(std::move(work));
}

// In slices: a million people take their time, and nobody's message waits for it.
void Publishing::count(std::shared_ptr<Work> work) {
  ledger_.query([this, work, &loop = loop_](store::Store& store) {
    bool more = false;
    try {
      const auto ids = store.parties_after(work->after, at_once);
      for (const auto id : ids) {
        work->after = id;
        const auto row = store.party(id);
        const auto talker =
            row && !row->conversation.empty() ? conversation_from_json(row->conversation) : std::nullopt;
        if (!talker) continue;
        if (talker->talk && !talker->talk->stack.empty()) {
          const auto& frame = talker->talk->stack.back();
          ++work->places[{frame.script, frame.step}].talks;
        }
        for (const auto& draft : talker->drafts) {
          if (draft.talk.stack.empty()) continue;
          ++work->places[{draft.talk.stack.back().script, draft.talk.stack.back().step}].drafts;
        }
      }
      more = ids.size() == at_once;
    } catch (const std::exception& error) {
      loop.post([work] { work->respond(json_answer(503, dump({{"error", "the data cannot be read now"}}))); });
      throw;
    }
    loop.post([this, work, more] { more ? count(work) : decide(work); });
  });
}

void Publishing::decide(const std::shared_ptr<Work>& work) {
  ledger_.query([this, work, &loop = loop_](store::Store& store) {
    const auto answer = [&](int status, const json& body) {
      loop.post([work, status, body] { work->respond(json_answer(status, dump(body))); });
    };
    try {
      const auto versions = store.script_versions();
      const auto newest = versions.empty() ? 0 : versions.back().version;
      const auto rollback = work->number("rollback");
      const auto refuse = [&](int status, const std::string& why, json body) {
        metrics::count("pintu_publish_total", {{"result", "refused"}});
        log::warning("scripts.refused", {{"reason", why}, {"newest", newest}});
        if (!work->says("dry_run"))
          store.note({store.now(), work->who, "scripts.refused", std::to_string(newest), why});
        body["error"] = why;
        answer(status, body);
      };
      store::ScriptSetRow row{newest + 1, store.now(), work->text("author"), work->text("note"), {}};
      if (row.author.empty()) row.author = work->who;
      if (rollback) {
        const auto wanted = *rollback == 0 ? newest - 1 : *rollback;
        const auto old = store.script_set(wanted);
        if (!old) return refuse(409, "there is no version " + std::to_string(wanted) + " to go back to", {});
        row.files = old->files;
        if (row.note.empty()) row.note = "kembali ke versi " + std::to_string(wanted);
      } else {
        const auto base = work->number("base");
        if (!base || *base != newest) {
          return refuse(409,
                        (base ? "the folder was begun from version " + std::to_string(*base)
                              : std::string("it is not known from which version the folder was begun")) +
                            " and version " + std::to_string(newest) +
                            " is published: look at the difference, then say --base " + std::to_string(newest),
                        {{"newest", newest}});
        }
        row.files = work->wish["files"].dump(-1, ' ', false, json::error_handler_t::replace);
      }
      auto loaded = load_version(row.files, row.version);
      if (!loaded.good() || loaded.set.scripts.empty())
        return refuse(422, "the scripts have faults", {{"findings", findings_json(loaded.findings)}});
      json lost = json::array();
      for (const auto& [place, count] : work->places) {
        const auto* script = loaded.set.find(place.first);
        if (script != nullptr && script->step(place.second) != nullptr) continue;
        lost.push_back(
            {{"script", place.first}, {"step", place.second}, {"talks", count.talks}, {"drafts", count.drafts}});
      }
      if (!lost.empty() && !work->says("stay") && !rollback)
        return refuse(409,
                      "talks stand in steps that the new version has no more: say --stay to let them end on theirs",
                      {{"lost", lost}});
      json changes = json::array();
      for (const auto& change : dialogs::difference(library_.newest(), loaded.set)) changes.push_back(view(change));
      json body{{"version", row.version},
                {"base", newest},
                {"changes", changes},
                {"talks", work->standing()},
                {"lost", lost},
                {"findings", findings_json(loaded.findings)},
                {"published", !work->says("dry_run")}};
      if (work->says("dry_run")) return answer(200, body);
      const auto about = std::to_string(row.version);
      store.publish(row,
                    {row.at, work->who, rollback ? "scripts.rollback" : "scripts.publish", about,
                     row.author + ": " + row.note + (work->text("tests").empty() ? "" : "; " + work->text("tests"))});
      library_.add(std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set)));
      metrics::count("pintu_publish_total", {{"result", "published"}});
      metrics::set("pintu_scripts_version", static_cast<double>(row.version));
      log::info("scripts.published", {{"version", row.version}, {"author", row.author}});
      answer(200, body);
    } catch (const std::exception& error) {
      answer(503, {{"error", std::string("not published: ") + error.what()}});
      throw;
    }
  });
}

}  // namespace pintu::control
