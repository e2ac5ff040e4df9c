// SPDX-License-Identifier: Apache-2.0
#include "torture/checker.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "gateway/model/report.hpp"

namespace pintu::torture {

namespace {

constexpr std::size_t number_length = 9;  // "7K2M-9QX3"
constexpr std::size_t trace_length = 6;   // lines on each side

class Checker {
 public:
  explicit Checker(const Records& records) : records_(records) { read_agency(); }

  Verdict judge() {
    for (const auto& talk : records_.talks) {
      check_arrivals(talk);
      check_effects(talk);
      check_replies(talk);
      check_numbers_heard(talk);
      if (!talk.ended) violate(verdict_.other, "a talk did not end", talk.who, "heard last: " + talk.last_heard);
    }
    check_reports();
    for (const auto& reason : records_.parked) violate(verdict_.other, "I23 a harmless event was parked", reason, "");
    for (const auto& job : records_.open_jobs) violate(verdict_.other, "I6 a job was left open", job, "");
    for (const auto& trouble : records_.troubles) violate(verdict_.other, "the run itself", trouble, "");
    return std::move(verdict_);
  }

 private:
  void violate(std::size_t& counter, const char* invariant, const std::string& who, std::string trace) {
    ++counter;
    verdict_.violations.push_back({invariant, who, std::move(trace)});
  }

  struct Place {
    std::size_t report;  // at the agency
    std::size_t at;      // in its content
  };

  // Where each word stands, and which reports carry which number: a long run has thousands.
  void read_agency() {
    for (std::size_t i = 0; i < records_.agency.size(); ++i) {
      const auto& content = records_.agency[i].content;
      for (auto begin = std::ranges::find_if(content, is_letter); begin != content.end();) {
        const auto end = std::find_if_not(begin, content.end(), is_letter);
        words_[std::string(begin, end)].push_back({i, static_cast<std::size_t>(begin - content.begin())});
        begin = std::find_if(end, content.end(), is_letter);
      }
      const auto numbers = numbers_in(content);
      for (const auto& number : std::set<std::string>(numbers.begin(), numbers.end()))
        carriers_[number].push_back(records_.agency[i].id);
    }
  }
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  // I1, I3, I4 and the sequence numbers: the inbound rows are what the person wrote, each once, in that order.
  void check_arrivals(const Talk& talk) {
    std::map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < talk.said.size(); ++i) place[talk.said[i].id] = i;
    std::map<std::string, std::size_t> times;
    std::optional<std::size_t> before;
    std::int64_t sequence = 0;
    for (const auto& row : talk.rows) {
      if (row.sequence <= sequence)
        violate(verdict_.out_of_order, "I4 sequence does not rise", talk.who, std::to_string(row.sequence));
      sequence = row.sequence;
      if (!row.inbound) continue;
      if (++times[row.id] > 1) {
        violate(verdict_.doubled, "I3 message acted on twice", talk.who, around(talk, row.id));
        continue;
      }
      const auto found = place.find(row.id);
      if (found == place.end()) {
        violate(verdict_.other, "I2 a message that nobody wrote", talk.who, row.id);
        continue;
      }
      if (before && found->second < *before)
        violate(verdict_.out_of_order, "I4 messages out of order", talk.who, around(talk, row.id));
      before = std::max(before.value_or(0), found->second);
    }
    for (const auto& said : talk.said) {
      if (!said.acked) continue;
      ++verdict_.acked;
      if (!times.contains(said.id))
        violate(verdict_.lost, "I1 acked message is not in the transcript", talk.who, around(talk, said.id));
    }
  }

  // I5: the words of an acked message are at the agency once, and in the order they were written.
  void check_effects(const Talk& talk) {
    std::map<std::size_t, std::size_t> last;  // by report
    for (const auto& said : talk.said) {
      if (said.token.empty()) continue;
      const auto found = words_.find(said.token);
      if (found == words_.end()) {
        if (said.acked)
          violate(verdict_.lost, "I5 words of an acked message are not at the agency", talk.who, around(talk, said.id));
        continue;
      }
      if (found->second.size() > 1)
        violate(verdict_.doubled, "I5 words of one message twice at the agency", talk.who, said.token);
      const auto& [report, at] = found->second.front();
      if (const auto before = last.find(report); before != last.end() && at < before->second)
        violate(verdict_.out_of_order, "I4 words out of order at the agency", talk.who,
                records_.agency[report].content);
      last[report] = std::max(last[report], at);
    }
  }

  // Which job each line on the phone is of: by our key, by the provider's id in the transcript, or, when the process
  // died before it noted that id, by the next line, which then is the same again.
  std::vector<std::string> jobs_of_lines(const Talk& talk) {
    std::map<std::string, std::string> by_id;
    for (const auto& row : talk.rows) {
      if (!row.inbound && !row.id.empty() && !row.edits) by_id.try_emplace(row.id, row.job);
    }
    std::vector<std::string> jobs(talk.heard.size());
    for (std::size_t i = talk.heard.size(); i-- > 0;) {
      const auto& heard = talk.heard[i];
      const auto found = by_id.find(heard.id);
      jobs[i] = !heard.job.empty() ? heard.job : found != by_id.end() ? found->second : std::string();
      const bool same_again = i + 1 < jobs.size() && talk.heard[i + 1].text == heard.text;
      if (jobs[i].empty() && same_again) jobs[i] = jobs[i + 1];
    }
    return jobs;
  }

  // I5, I6, I7 and the order of replies: the lines on the phone are our rows, each there, in that order; one that comes
  // twice comes from another process, right behind the first.
  void check_replies(const Talk& talk) {
    std::map<std::string, std::size_t> place;
    std::set<int> lives;
    for (std::size_t i = 0; i < talk.rows.size(); ++i) {
      if (!talk.rows[i].inbound) place[talk.rows[i].job] = i;
    }
    const auto jobs = jobs_of_lines(talk);
    std::optional<std::size_t> before;
    for (std::size_t i = 0; i < talk.heard.size(); ++i) {
      const auto& heard = talk.heard[i];
      lives.insert(heard.life);
      const auto found = place.find(jobs[i]);
      if (found == place.end()) {
        violate(verdict_.other, "I5 a reply that the transcript does not have", talk.who, lines_around(talk, i));
        continue;
      }
      if (before && found->second < *before) {
        violate(verdict_.out_of_order, "I4 replies out of order", talk.who, lines_around(talk, i));
      } else if (before && found->second == *before) {
        repeated(talk, i);
      }
      before = std::max(before.value_or(0), found->second);
    }
    verdict_.in_flight_bound += lives.empty() ? 0 : lives.size() - 1;
    const std::set<std::string> there(jobs.begin(), jobs.end());
    for (const auto& row : talk.rows) {
      if (row.inbound) continue;
      if (row.state != "done") {
        violate(verdict_.other, "I6 a reply was not sent", talk.who, row.job + " is " + row.state);
      } else if (!row.edits && !there.contains(row.job)) {
        violate(verdict_.lost, "I6 a sent reply did not come", talk.who, row.job);
      }
    }
  }

  // The line `i` is of the same job as the one before it. A text in several parts is no repeat.
  void repeated(const Talk& talk, std::size_t i) {
    if (talk.heard[i].text != talk.heard[i - 1].text) return;
    if (talk.heard[i].life == talk.heard[i - 1].life) {
      violate(verdict_.doubled, "I7 a reply twice from one process", talk.who, lines_around(talk, i));
    } else {
      ++verdict_.replies_repeated;
    }
  }

  void check_numbers_heard(const Talk& talk) {
    std::set<std::string> own;
    for (const auto& report : records_.reports) {
      if (report.who == talk.who) own.insert(report.number);
    }
    for (const auto& heard : talk.heard) {
      for (const auto& number : numbers_in(heard.text)) {
        if (own.contains(number)) continue;
        if (std::ranges::find(records_.reports, number, &StoredReport::number) == records_.reports.end()) {
          violate(verdict_.lost, "I8 a number without a stored report", talk.who, number);
        } else {
          violate(verdict_.doubled, "I8 a number of somebody else", talk.who, number);
        }
      }
    }
  }

  // I8, I9: every stored report has a number of its own and is at the agency exactly once, as we believe.
  void check_reports() {
    std::set<std::string> numbers;
    for (const auto& report : records_.reports) {
      if (!numbers.insert(report.number).second)
        violate(verdict_.doubled, "I8 a number twice", report.who, report.number);
      const auto carriers = carriers_.find(report.number);
      const auto there = carriers == carriers_.end() ? std::vector<std::string>() : carriers->second;
      if (there.size() > 1)
        violate(verdict_.duplicate_tickets, "I8 a report twice at the agency", report.number, joined(there));
      if (there.empty()) violate(verdict_.lost, "I9 a report is not at the agency", report.number, report.forward);
      if (report.forward != "accepted")
        violate(verdict_.other, "I9 a report was left " + report.forward, report.number, joined(there));
      else if (there.size() == 1 && there[0] != report.agency_id)
        violate(verdict_.other, "I8 not the agency's number of it", report.number, report.agency_id);
    }
    for (const auto& each : records_.agency) {
      const bool ours =
          std::ranges::any_of(numbers_in(each.content), [&](const auto& n) { return numbers.contains(n); });
      if (!ours) violate(verdict_.other, "I8 a report at the agency that is not ours", each.id, each.content);
    }
  }

  void violate(std::size_t& counter, const std::string& invariant, const std::string& who, std::string trace) {
    violate(counter, invariant.c_str(), who, std::move(trace));
  }

  static std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
  }

  // What the person wrote around a message, and what the transcript has of it.
  static std::string around(const Talk& talk, const std::string& id) {
    const auto at = std::ranges::find(talk.said, id, &Said::id) - talk.said.begin();
    std::string trace = "written:";
    for (auto i = std::max<std::ptrdiff_t>(0, at - 3); i < std::min(std::ssize(talk.said), at + 4); ++i) {
      const auto& said = talk.said[static_cast<std::size_t>(i)];
      const auto rows = std::ranges::count(talk.rows, said.id, &Row::id);
      trace += "\n  " + std::string(i == at ? "> " : "  ") + said.id + (said.acked ? " acked" : " not acked") +
               (said.token.empty() ? "" : " " + said.token) + ", rows: " + std::to_string(rows);
    }
    return trace;
  }

  std::string lines_around(const Talk& talk, std::size_t at) {
    const auto jobs = jobs_of_lines(talk);
    std::string trace = "heard:";
    for (std::size_t i = at - std::min(at, trace_length); i < std::min(talk.heard.size(), at + trace_length); ++i) {
      const auto& heard = talk.heard[i];
      trace += "\n  " + std::string(i == at ? "> " : "  ") + "life " + std::to_string(heard.life) + " job " + jobs[i] +
               " id " + heard.id + ": " + heard.text.substr(0, 60);
    }
    return trace;
  }

  const Records& records_;
  std::map<std::string, std::vector<Place>> words_;
  std::map<std::string, std::vector<std::string>> carriers_;  // number → ids of reports at the agency
  Verdict verdict_;
};

}  // namespace

std::vector<std::string> numbers_in(const std::string& text) {
  std::vector<std::string> numbers;
  for (auto dash = text.find('-', 4); dash != std::string::npos; dash = text.find('-', dash + 1)) {
    const auto number = ReportNumber::read(text.substr(dash - 4, number_length));
    if (number && text.compare(dash - 4, number_length, number->shown()) == 0) numbers.push_back(number->shown());
  }
  return numbers;
}

Verdict check(const Records& records) { return Checker(records).judge(); }

}  // namespace pintu::torture
