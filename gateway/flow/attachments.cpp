// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/attachments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/model/file_type.hpp"

namespace pintu::flow {

using Absent = ReportFile::Absent;
using How = FilesGathered::How;

namespace {

constexpr std::array<std::pair<Absent, const char*>, 4> fate_words{
    {{Absent::no, "sent"}, {Absent::late, "late"}, {Absent::gone, "gone"}, {Absent::kept, "kept"}}};

// Whether the cleaner may make something of it that the agency takes.
bool cleanable(std::string_view mime, const FileRules& rules) {
  const auto takes = [&](std::string_view wanted) {
    return std::ranges::find(rules.mimes, wanted) != rules.mimes.end();
  };
  if (mime == "application/pdf") return takes(mime);
  const bool picture = mime == "image/jpeg" || mime == "image/png" || mime == "image/webp";
  return picture && (takes("image/jpeg") || takes("image/png"));
}

std::string_view word_for(AttachmentKind kind) {
  switch (kind) {
    case AttachmentKind::image:
      return "foto";
    case AttachmentKind::video:
      return "video";
    case AttachmentKind::audio:
      return "audio";
    case AttachmentKind::voice:
      return "suara";
    default:
      return "dokumen";
  }
}

MediaId id_from(const std::string& text) { return MediaId(std::strtoll(text.c_str(), nullptr, 10)); }

}  // namespace

struct Attachments::Work {
  FilesWanted wanted;
  std::function<void(FilesGathered)> done;
  std::vector<ReportFile> files;
  std::size_t at = 0;
};

Attachments::Attachments(Ledger& ledger, Loop& loop, media::Cleaner* cleaner)
    : ledger_(ledger), loop_(loop), cleaner_(cleaner), alive_(std::make_shared<bool>(true)) {}

Attachments::~Attachments() { *alive_ = false; }

void Attachments::gather(FilesWanted wanted, std::function<void(FilesGathered)> done) {
  auto work = std::make_shared<Work>();
  work->wanted = std::move(wanted);
  work->done = std::move(done);
  ++gathering_;
  look(std::move(work));
}

// Where each stands, before any bytes are read.
void Attachments::look(std::shared_ptr<Work> work) {
  ledger_.query([this, alive = alive_, &loop = loop_, work](store::Store& store) {
    bool fetching = false;
    std::size_t number = 0;
    for (const auto& id : work->wanted.ids) {
      ReportFile file;
      file.absent = Absent::gone;
      if (const auto row = store.media(id_from(id))) {
        file.kind = row->kind;
        file.mime = row->mime;
        if (row->state == "wanted") file.absent = Absent::late;
        if (row->state == "stored") file.absent = Absent::no;
      }
      file.name = fmt::format("{}-{}", word_for(file.kind), ++number);
      fetching = fetching || file.absent == Absent::late;
      work->files.push_back(std::move(file));
    }
    loop.post([this, alive, work, fetching] {
      if (!*alive) return;
      if (fetching && work->wanted.may_wait) {
        end(work, How::still_fetching);
      } else {
        next(work);
      }
    });
  });
}

void Attachments::next(std::shared_ptr<Work> work) {
  for (; work->at < work->files.size(); ++work->at) {
    auto& file = work->files[work->at];
    if (file.absent != Absent::no) continue;
    if (!work->wanted.to_agency || (cleaner_ != nullptr && cleanable(file.mime, work->wanted.rules))) {
      load(std::move(work));
      return;
    }
    file.absent = Absent::kept;
  }
  end(work, How::ready);
}

void Attachments::load(std::shared_ptr<Work> work) {
  ledger_.query([this, alive = alive_, &loop = loop_, work](store::Store& store) {
    auto bytes = store.media_bytes(id_from(work->wanted.ids[work->at]));
    loop.post([this, alive, work, bytes = std::move(bytes)]() mutable {
      if (!*alive) return;
      auto& file = work->files[work->at];
      const auto* type = bytes ? sniff(*bytes).type : nullptr;
      if (type == nullptr) {
        file.absent = Absent::gone;
      } else if (work->wanted.to_agency) {
        clean(std::move(work), *std::move(bytes));
        return;
      } else {
        file.mime = type->mime;
        file.name += fmt::format(".{}", type->ending);
        file.bytes = *std::move(bytes);
      }
      ++work->at;
      next(std::move(work));
    });
  });
}

void Attachments::clean(std::shared_ptr<Work> work, std::string bytes) {
  const auto largest = work->wanted.rules.largest;
  cleaner_->clean(std::move(bytes), largest, [this, alive = alive_, work](Result<media::CleanFile> cleaned) mutable {
    if (!*alive) return;
    if (!cleaned && cleaned.error().code() == Errc::unavailable) {
      end(work, How::no_cleaner);
      return;
    }
    auto& file = work->files[work->at];
    const auto& takes = work->wanted.rules.mimes;
    if (!cleaned) {
      keep(work, to_string(cleaned.error().code()));
    } else if (std::ranges::find(takes, cleaned->mime) == takes.end()) {
      keep(work, "not-taken");
    } else {
      file.name += "." + cleaned->ending;
      file.mime = cleaned->mime;
      file.bytes = std::move(cleaned->bytes);
    }
    ++work->at;
    next(std::move(work));
  });
}

void Attachments::keep(std::shared_ptr<Work> work, std::string_view why) {
  work->files[work->at].absent = Absent::kept;
  metrics::count("pintu_media_kept_total", {{"reason", std::string(why)}});
  log::info("media.kept", {{"media", work->wanted.ids[work->at]}, {"reason", why}});
}

void Attachments::end(const std::shared_ptr<Work>& work, How how) {
  --gathering_;
  FilesGathered gathered{how, {}};
  if (how == How::ready) gathered.files = std::move(work->files);
  work->done(std::move(gathered));
}

std::string fates_of(const std::vector<std::string>& ids, const std::vector<ReportFile>& files) {
  auto out = nlohmann::json::object();
  for (std::size_t i = 0; i < std::min(ids.size(), files.size()); ++i) {
    const auto* fate = std::ranges::find(fate_words, files[i].absent, &std::pair<Absent, const char*>::first);
    out[fate->second].push_back(ids[i]);
  }
  return out.dump();
}

std::vector<std::string> ids_under(std::string_view word, std::string_view text) {
  std::vector<std::string> ids;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  const auto list = json.is_object() ? json.find(word) : json.end();
  if (list == json.end() || !list->is_array()) return ids;
  for (const auto& id : *list) {
    if (id.is_string()) ids.push_back(id.get<std::string>());
  }
  return ids;
}

}  // namespace pintu::flow
