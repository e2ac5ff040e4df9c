// SPDX-License-Identifier: Apache-2.0
// The files that a try takes along: loaded from the store, cleaned for an agency, or absent with the reason why. Loop
// thread only.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/agency.hpp"
#include "gateway/base/loop.hpp"
#include "gateway/flow/ledger.hpp"
#include "gateway/media/cleaner.hpp"
#include "gateway/model/report.hpp"

namespace pintu::flow {

struct FilesWanted {
  std::vector<std::string> ids;  // MediaId as text
  bool may_wait = false;         // come back later when one is still being fetched
  bool to_agency = false;        // cleaned, by `rules`; else as they are
  FileRules rules;
};

struct FilesGathered {
  enum class How { ready, still_fetching, no_cleaner } how = How::ready;  // files only when ready
  std::vector<ReportFile> files;                                          // one for each id, in their order
};

class Attachments {
 public:
  // `cleaner` may be nullptr: then nothing goes to an agency. Both must outlive this.
  Attachments(Ledger& ledger, Loop& loop, media::Cleaner* cleaner);
  ~Attachments();

  // One after another, so that one job holds one original in memory at a time. `done` once, later.
  void gather(FilesWanted wanted, std::function<void(FilesGathered)> done);
  std::size_t gathering() const { return gathering_; }

 private:
  struct Work;
  void look(std::shared_ptr<Work> work);
  void next(std::shared_ptr<Work> work);
  void load(std::shared_ptr<Work> work);
  void clean(std::shared_ptr<Work> work, std::string bytes);
  void keep(std::shared_ptr<Work> work, std::string_view why);
  void end(const std::shared_ptr<Work>& work, FilesGathered::How how);

  Ledger& ledger_;
  Loop& loop_;
  media::Cleaner* cleaner_;
  std::size_t gathering_ = 0;
  std::shared_ptr<bool> alive_;
};

// What became of each, for the report's life: {"sent":["12"],"late":[],"gone":[],"kept":[]}, empty lists left out.
std::string fates_of(const std::vector<std::string>& ids, const std::vector<ReportFile>& files);
// The ids under one of these words.
std::vector<std::string> ids_under(std::string_view word, std::string_view fates);

}  // namespace pintu::flow
