// SPDX-License-Identifier: Apache-2.0
// One exchange on one curl easy handle: set up, fed, and judged when it ends. Handles are used again, for their memory
// and buffers; every option that one request sets, the next one sets too.
#pragma once

#include <curl/curl.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "gateway/http/address_guard.hpp"
#include "gateway/http/client.hpp"

namespace pintu::http {

// What all transfers of a client share; outlives them.
struct TransferRules {
  AllowedPlaces allowed;
  std::string ca_file;
  std::string proxy;
  std::string socket_path;  // a unix socket instead of every address
  Duration connect_timeout = std::chrono::seconds(5);
  Duration slow_after = std::chrono::seconds(10);
  double slowest_answer = 100;  // bytes a second
};

class Transfer {
 public:
  explicit Transfer(const TransferRules& rules);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  // Sets the handle up for this request. A reason when it cannot be sent at all: bad URL, forbidden address, a header
  // that would break out of its line.
  std::optional<std::string> aim(Request request);
  CURL* handle() const { return easy_; }
  // After curl finished with `code`: what became of it.
  Exchange judge(CURLcode code);
  // The next request, when `exchange` is a redirect that is to be followed; with nothing of ours that is secret when
  // it leads to another host.
  std::optional<Request> redirect(const Exchange& exchange);

  // Lets go of what the exchange held: an idle handle keeps nobody's words.
  void forget();

  std::function<void(Exchange)> done;
  int redirects = 0;

 private:
  void set_once();
  void set_method();
  bool set_headers();
  static std::size_t take_body(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t take_header(char* data, std::size_t size, std::size_t count, void* self);
  static curl_socket_t open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int before_request(void* self, char*, char*, int, int);
  bool anything_sent() const;
  bool drips();  // a piece of the answer has come: is it one of many small ones?

  const TransferRules& rules_;
  CURL* easy_;
  curl_slist* headers_ = nullptr;
  Request request_;
  Origin origin_;
  Response response_;
  std::size_t header_bytes_ = 0;
  bool header_whole_ = false;
  std::chrono::steady_clock::time_point first_came_{}, last_came_{};  // of the answer's pieces
  int drips_ = 0;                                                     // pieces that came apart from each other
  std::string refused_;                                               // why we ended it ourselves
  bool address_free_ = false;
  bool sent_before_ = false;  // curl wanted to send it a second time
};

}  // namespace pintu::http
