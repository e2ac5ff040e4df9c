// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/curl_transfer.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <new>

namespace pintu::http {

namespace {

// A kept connection whose other end vanished is found out before the exchange's own time is over.
constexpr unsigned unacknowledged_limit_ms = 10'000;
constexpr std::size_t answer_header_limit = std::size_t{64} * 1024;

template <class T>
void set(CURL* easy, CURLoption option, T value) {
  curl_easy_setopt(easy, option, value);
}

bool breaks_line(std::string_view text) { return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos; }

}  // namespace

Transfer::Transfer(const TransferRules& rules) : rules_(rules), easy_(curl_easy_init()) {
  if (easy_ == nullptr) throw std::bad_alloc();
  set_once();
}

Transfer::~Transfer() {
  curl_easy_cleanup(easy_);
  curl_slist_free_all(headers_);
}

void Transfer::set_once() {
  set(easy_, CURLOPT_PRIVATE, this);
  set(easy_, CURLOPT_NOSIGNAL, 1L);
  set(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy_, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy_, CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
  set(easy_, CURLOPT_NOPROXY, "");  // else the environment's no_proxy is read
  set(easy_, CURLOPT_SSL_VERIFYPEER, 1L);
  set(easy_, CURLOPT_SSL_VERIFYHOST, 2L);
  set(easy_, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  if (!rules_.ca_file.empty()) set(easy_, CURLOPT_CAINFO, rules_.ca_file.c_str());
  if (!rules_.socket_path.empty()) set(easy_, CURLOPT_UNIX_SOCKET_PATH, rules_.socket_path.c_str());
  set(easy_, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_2TLS});
  set(easy_, CURLOPT_TCP_KEEPALIVE, 1L);
  set(easy_, CURLOPT_USERAGENT, "pintu");
  set(easy_, CURLOPT_WRITEFUNCTION, &Transfer::take_body);
  set(easy_, CURLOPT_WRITEDATA, this);
  set(easy_, CURLOPT_HEADERFUNCTION, &Transfer::take_header);
  set(easy_, CURLOPT_HEADERDATA, this);
  set(easy_, CURLOPT_OPENSOCKETFUNCTION, &Transfer::open_socket);
  set(easy_, CURLOPT_OPENSOCKETDATA, this);
  set(easy_, CURLOPT_PREREQFUNCTION, &Transfer::before_request);
  set(easy_, CURLOPT_PREREQDATA, this);
}

std::optional<std::string> Transfer::aim(Request request) {
  request_ = std::move(request);
  response_ = {};
  header_bytes_ = 0;
  header_whole_ = false;
  first_came_ = last_came_ = {};
  drips_ = 0;
  refused_.clear();
  sent_before_ = false;
  const auto origin = origin_of(request_.target);
  if (!origin) return "not a usable http or https URL";
  origin_ = *origin;
  address_free_ = rules_.allowed.contains(origin_) || !rules_.socket_path.empty();
  if (!address_free_ && is_local_name(origin_.host)) return "private address";
  if (!set_headers()) return "a method or header of the request would break out of its line";
  // A proxy cannot reach what is on this machine or in its own network; the configuration allowed it by name.
  const bool direct = rules_.proxy.empty() || is_local_name(origin_.host) || !rules_.socket_path.empty();
  set(easy_, CURLOPT_PROXY, direct ? "" : rules_.proxy.c_str());
  if (!direct) address_free_ = true;  // the address we connect to is the proxy's
  set(easy_, CURLOPT_URL, request_.target.c_str());
  set_method();
  const auto total = std::max<Duration::rep>(1, request_.timeout.count());
  set(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(total));
  set(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(total, rules_.connect_timeout.count())));
  return std::nullopt;
}

void Transfer::set_method() {
  const auto& method = request_.method;
  set(easy_, CURLOPT_CUSTOMREQUEST, static_cast<const char*>(nullptr));
  set(easy_, CURLOPT_HTTPGET, 1L);  // undoes HEAD and POST of the request before
  if (method == "HEAD") {
    set(easy_, CURLOPT_NOBODY, 1L);
  } else if (method == "POST" || !request_.body.empty()) {
    set(easy_, CURLOPT_POST, 1L);
    set(easy_, CURLOPT_POSTFIELDS, request_.body.c_str());
    set(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    if (method != "POST") set(easy_, CURLOPT_CUSTOMREQUEST, method.c_str());
  } else if (method != "GET") {
    set(easy_, CURLOPT_CUSTOMREQUEST, method.c_str());
  }
}

bool Transfer::set_headers() {
  curl_slist_free_all(headers_);
  // No "Expect: 100-continue", which costs a second at servers that do not know it, and no content type that the
  // adapter did not choose.
  headers_ = curl_slist_append(nullptr, "Expect:");
  if (request_.headers.count("content-type") == 0) headers_ = curl_slist_append(headers_, "Content-Type:");
  const bool odd_method = !std::ranges::all_of(request_.method, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (request_.method.empty() || odd_method) return false;
  for (const auto& [name, value] : request_.headers.all()) {
    if (name.empty() || breaks_line(name) || breaks_line(value) || name.find_first_of(":; ") != name.npos) return false;
    headers_ = curl_slist_append(headers_, (value.empty() ? name + ";" : name + ": " + value).c_str());
  }
  set(easy_, CURLOPT_HTTPHEADER, headers_);
  return true;
}

bool Transfer::drips() {
  constexpr int enough_drips = 5;
  const auto now = std::chrono::steady_clock::now();
  if (drips_ == 0) first_came_ = now;
  if (drips_ == 0 || now - last_came_ > rules_.slow_after / 100) ++drips_;
  last_came_ = now;
  if (drips_ < enough_drips || now - first_came_ < rules_.slow_after) return false;
  const auto bytes = static_cast<double>(header_bytes_ + response_.body.size());
  return bytes < rules_.slowest_answer * std::chrono::duration<double>(now - first_came_).count();
}

std::size_t Transfer::take_body(char* data, std::size_t size, std::size_t count, void* self) {
  auto& me = *static_cast<Transfer*>(self);
  if (me.response_.body.size() + size * count > me.request_.answer_limit) {
    me.refused_ = answer_too_large;
    return 0;
  }
  me.response_.body.append(data, size * count);
  if (me.drips()) {
    me.refused_ = "too slow";
    return 0;
  }
  return size * count;
}

std::size_t Transfer::take_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& me = *static_cast<Transfer*>(self);
  std::string_view line(data, size * count);
  me.header_bytes_ += line.size();
  if (me.header_bytes_ > answer_header_limit) {
    me.refused_ = "header too large";
    return 0;
  }
  if (me.drips()) {
    me.refused_ = "too slow";
    return 0;
  }
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  const auto colon = line.find(':');
  if (line.empty()) {
    me.header_whole_ = true;
  } else if (line.starts_with("HTTP/")) {
    me.header_whole_ = false;
    me.response_.headers = {};  // what came before was a 1xx or a proxy's answer
  } else if (colon != std::string_view::npos) {
    auto value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    me.response_.headers.add(std::string(line.substr(0, colon)), std::string(value));
  }
  return size * count;
}

curl_socket_t Transfer::open_socket(void* self, curlsocktype purpose, curl_sockaddr* address) {
  auto& me = *static_cast<Transfer*>(self);
  if (purpose != CURLSOCKTYPE_IPCXN) return CURL_SOCKET_BAD;
  if (!me.address_free_ && !is_public(address->addr, address->addrlen)) {
    me.refused_ = "private address";
    return CURL_SOCKET_BAD;
  }
  const int fd = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (fd >= 0 && address->family != AF_UNIX) {
    ::setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &unacknowledged_limit_ms, sizeof unacknowledged_limit_ms);
  }
  return fd;
}

// Called before each try of curl itself. It tries again, on a new connection, when a reused one was closed before a
// byte of the answer came, even though the request had left: what creates something would then be done twice.
int Transfer::before_request(void* self, char*, char*, int, int) {
  auto& me = *static_cast<Transfer*>(self);
  long sent = 0;  // over all tries, unlike the counter of body bytes
  curl_easy_getinfo(me.easy_, CURLINFO_REQUEST_SIZE, &sent);
  if (me.request_.effect == Effect::none || sent == 0) return CURL_PREREQFUNC_OK;
  me.sent_before_ = true;
  me.refused_ = "connection lost before an answer";
  return CURL_PREREQFUNC_ABORT;
}

// Whether a byte of the body, or of a request that has none, left us.
bool Transfer::anything_sent() const {
  long request_bytes = 0;
  curl_off_t body_bytes = 0;
  curl_easy_getinfo(easy_, CURLINFO_REQUEST_SIZE, &request_bytes);
  curl_easy_getinfo(easy_, CURLINFO_SIZE_UPLOAD_T, &body_bytes);
  return request_.body.empty() ? request_bytes > 0 : body_bytes > 0;
}

void Transfer::forget() {
  done = nullptr;
  request_ = {};
  response_ = {};
}

Exchange Transfer::judge(CURLcode code) {
  // curl takes a header that was cut off in the middle for a whole one.
  if (code == CURLE_OK && !header_whole_) return NoAnswer{"answer cut off"};
  if (code == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    return std::move(response_);
  }
  std::string reason = refused_.empty() ? curl_easy_strerror(code) : refused_;
  if (sent_before_ || anything_sent()) return NoAnswer{std::move(reason)};
  return NotSent{std::move(reason)};
}

std::optional<Request> Transfer::redirect(const Exchange& exchange) {
  constexpr int most_redirects = 2;
  const auto* response = std::get_if<Response>(&exchange);
  if (response == nullptr || !request_.to_file_host || redirects >= most_redirects) return std::nullopt;
  const char* location = nullptr;
  curl_easy_getinfo(easy_, CURLINFO_REDIRECT_URL, &location);
  if (location == nullptr || (request_.method != "GET" && request_.method != "HEAD")) return std::nullopt;
  const auto to = origin_of(location);
  if (!to || (origin_.scheme == "https" && to->scheme != "https")) return std::nullopt;
  ++redirects;
  Request next = std::move(request_);
  next.target = location;
  if (*to != origin_) {
    const auto accept = next.headers.first("accept");
    next.headers = accept ? Headers{{"Accept", std::string(*accept)}} : Headers{};
  }
  return next;
}

}  // namespace pintu::http
