// SPDX-License-Identifier: Apache-2.0
// libcurl's multi interface on the Asio loop. curl tells which sockets it waits for; they stand in an epoll of our own,
// level-triggered, whose one descriptor the loop watches: curl may close and reuse numbers as it likes.
#include <curl/curl.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <set>
#include <stdexcept>
#include <typeinfo>

#include "gateway/base/asio_loop.hpp"
#include "gateway/base/log.hpp"
#include "gateway/http/client.hpp"
#include "gateway/http/curl_transfer.hpp"

namespace pintu::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

constexpr std::size_t idle_handles = 128;
constexpr long kept_connections = 256;

void start_curl() {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!started) throw std::runtime_error("libcurl cannot be initialised");
}

TransferRules rules_from(const ClientOptions& options) {
  TransferRules rules;
  for (const auto& base : options.allowed_bases) {
    if (const auto origin = origin_of(base)) rules.allowed.add(*origin);
  }
  rules.ca_file = options.ca_file;
  rules.proxy = options.proxy;
  rules.connect_timeout = options.connect_timeout;
  rules.slow_after = options.slow_after;
  rules.slowest_answer = options.slowest_answer;
  return rules;
}

// Shared with the handlers that wait in the loop, so that they find out when the client is gone.
class Multi {
 public:
  static std::shared_ptr<Multi> make(asio::io_context& context, const ClientOptions& options) {
    auto multi = std::make_shared<Multi>(context, options);
    multi->self_ = multi;
    return multi;
  }
  Multi(asio::io_context& context, const ClientOptions& options)
      : rules_(rules_from(options)),
        multi_(curl_multi_init()),
        epoll_(context, ::epoll_create1(EPOLL_CLOEXEC)),
        timer_(context) {
    if (multi_ == nullptr) throw std::bad_alloc();
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Multi::on_socket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Multi::on_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    // A connection carries one exchange at a time, HTTP/2 or not: one that hangs must hold up nobody else.
    curl_multi_setopt(multi_, CURLMOPT_PIPELINING, long{CURLPIPE_NOTHING});
    curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, static_cast<long>(options.connections_per_host));
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kept_connections);
  }
  ~Multi() {
    for (const auto& transfer : active_) curl_multi_remove_handle(multi_, transfer->handle());
    active_.clear();
    idle_.clear();
    curl_multi_cleanup(multi_);
  }
  Multi(const Multi&) = delete;
  Multi& operator=(const Multi&) = delete;

  void start(Request request, std::function<void(Exchange)> done) {
    auto transfer = take_handle();
    transfer->done = std::move(done);
    transfer->redirects = 0;
    begin(std::move(transfer), std::move(request));
  }

  void watch() {
    epoll_.async_wait(asio::posix::stream_descriptor::wait_read, [weak = self_](const error_code& error) {
      const auto self = weak.lock();
      if (!self || self->closed_ || error) return;
      self->act_on_sockets();
      if (!self->closed_) self->watch();
    });
  }

  // No `done` is called from here on, and the loop holds nothing of ours any more.
  void close() {
    closed_ = true;
    timer_.cancel();
    error_code ignored;
    epoll_.cancel(ignored);
  }

 private:
  using Handle = std::unique_ptr<Transfer>;

  Handle take_handle() {
    if (idle_.empty()) return std::make_unique<Transfer>(rules_);
    auto handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }

  void begin(Handle transfer, Request request) {
    auto reason = transfer->aim(std::move(request));
    if (!reason && curl_multi_add_handle(multi_, transfer->handle()) != CURLM_OK) reason = "out of memory";
    if (!reason) {
      active_.insert(std::move(transfer));
      return;
    }
    asio::post(timer_.get_executor(),
               [weak = self_, done = std::move(transfer->done), why = *std::move(reason)]() mutable {
                 const auto self = weak.lock();
                 if (self && !self->closed_) done(NotSent{std::move(why)});
               });
    keep(std::move(transfer));
  }

  void keep(Handle transfer) {
    transfer->forget();
    if (idle_.size() < idle_handles) idle_.push_back(std::move(transfer));
  }

  void act_on_sockets() {
    std::array<epoll_event, 64> events{};
    const int count = ::epoll_wait(epoll_.native_handle(), events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i) {
      const auto& event = events.at(static_cast<std::size_t>(i));
      int flags = 0;
      if ((event.events & EPOLLIN) != 0) flags |= CURL_CSELECT_IN;
      if ((event.events & EPOLLOUT) != 0) flags |= CURL_CSELECT_OUT;
      if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) flags |= CURL_CSELECT_ERR;
      int running = 0;
      curl_multi_socket_action(multi_, event.data.fd, flags, &running);
    }
    finish_transfers();
  }

  void finish_transfers() {
    int left = 0;
    while (!closed_) {
      const CURLMsg* message = curl_multi_info_read(multi_, &left);
      if (message == nullptr) return;
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      char* self = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &self);
      finish(reinterpret_cast<Transfer*>(self), code);
    }
  }

  void finish(Transfer* finished, CURLcode code) {
    auto node = active_.extract(active_.find(finished));
    Handle transfer = std::move(node.value());
    auto exchange = transfer->judge(code);
    auto next = transfer->redirect(exchange);
    curl_multi_remove_handle(multi_, transfer->handle());
    if (next) return begin(std::move(transfer), *std::move(next));
    const auto done = std::move(transfer->done);
    keep(std::move(transfer));
    try {
      done(std::move(exchange));  // may start the next exchange, or destroy the client
    } catch (const std::exception& error) {
      // The others' answers are still to be given. Only the type: what() may quote what a citizen wrote.
      log::error("http.answer_threw", {{"type", typeid(error).name()}});
    }
  }

  // `known` is what curl_multi_assign gave: null for a socket that does not stand in the epoll yet.
  static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known) {
    auto& me = *static_cast<Multi*>(self);
    const int epoll = me.epoll_.native_handle();
    epoll_event event{};
    event.data.fd = socket;
    if (what == CURL_POLL_REMOVE) {
      ::epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event);
      return 0;
    }
    if ((what & CURL_POLL_IN) != 0) event.events |= EPOLLIN;
    if ((what & CURL_POLL_OUT) != 0) event.events |= EPOLLOUT;
    const int first = known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    const int second = known == nullptr ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    if (::epoll_ctl(epoll, first, socket, &event) != 0) ::epoll_ctl(epoll, second, socket, &event);
    if (known == nullptr) curl_multi_assign(me.multi_, socket, self);
    return 0;
  }

  static int on_timer(CURLM*, long milliseconds, void* self) {
    auto& me = *static_cast<Multi*>(self);
    if (me.closed_) return 0;
    me.due_ = milliseconds < 0 ? never : std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    if (milliseconds == 0) {
      me.kick();
    } else if (me.due_ < me.armed_for_) {
      me.arm();
    }
    return 0;
  }

  // "At once" is asked for at each start of an exchange: a timer of the kernel for it would cost more than it.
  void kick() {
    if (std::exchange(kicked_, true)) return;
    asio::post(timer_.get_executor(), [weak = self_] {
      const auto self = weak.lock();
      if (!self || self->closed_) return;
      self->kicked_ = false;
      if (self->due_ <= std::chrono::steady_clock::now()) self->act_on_time();
    });
  }

  void arm() {
    armed_for_ = due_;
    timer_.expires_at(due_);
    timer_.async_wait([weak = self_](const error_code& error) {
      const auto self = weak.lock();
      if (!self || self->closed_ || error) return;
      self->armed_for_ = never;
      if (self->due_ <= std::chrono::steady_clock::now()) return self->act_on_time();
      if (self->due_ != never) self->arm();  // fired for a time that curl has moved since
    });
  }

  void act_on_time() {
    due_ = never;
    int running = 0;
    curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
    finish_transfers();
  }

  struct ByAddress {
    using is_transparent = void;
    static const Transfer* raw(const Handle& handle) { return handle.get(); }
    static const Transfer* raw(const Transfer* transfer) { return transfer; }
    bool operator()(const auto& a, const auto& b) const { return std::less<>{}(raw(a), raw(b)); }
  };

  std::weak_ptr<Multi> self_;
  TransferRules rules_;
  CURLM* multi_;
  asio::posix::stream_descriptor epoll_;
  asio::steady_timer timer_;
  static constexpr auto never = std::chrono::steady_clock::time_point::max();
  std::chrono::steady_clock::time_point due_ = never;        // when curl wants to act next
  std::chrono::steady_clock::time_point armed_for_ = never;  // when the timer fires
  bool kicked_ = false;
  std::set<Handle, ByAddress> active_;
  std::vector<Handle> idle_;
  bool closed_ = false;
};

class CurlClient final : public HttpClient {
 public:
  CurlClient(asio::io_context& context, const ClientOptions& options) : multi_(Multi::make(context, options)) {
    multi_->watch();
  }
  ~CurlClient() override { multi_->close(); }
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  void exchange(Request request, std::function<void(Exchange)> done) override {
    multi_->start(std::move(request), std::move(done));
  }

 private:
  std::shared_ptr<Multi> multi_;
};

}  // namespace

std::unique_ptr<HttpClient> make_client(AsioLoop& loop, ClientOptions options) {
  start_curl();
  return std::make_unique<CurlClient>(loop.context(), options);
}

Exchange exchange_over_socket(const std::string& socket_path, Request request) {
  start_curl();
  TransferRules rules;
  rules.socket_path = socket_path;
  Transfer transfer(rules);
  if (auto reason = transfer.aim(std::move(request))) return NotSent{*std::move(reason)};
  const CURLcode code = curl_easy_perform(transfer.handle());
  return transfer.judge(code);
}

}  // namespace pintu::http
