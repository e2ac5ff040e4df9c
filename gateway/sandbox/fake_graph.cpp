// SPDX-License-Identifier: Apache-2.0
// The wire: which request is which call, the webhook's verification, and the person's side over HTTP.
#include "gateway/sandbox/fake_graph.hpp"

#include <charconv>

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

using namespace std::chrono_literals;

namespace {

constexpr std::string_view person_path = "/person/";
constexpr std::string_view file_path = "/file/";
constexpr Duration ask_again = 1s;

http::Response good() { return json_response(200, R"({"success":true})"); }
http::Response no(int status, const char* why) { return json_response(status, dump({{"error", why}})); }

http::Response too_many() {
  auto response = graph_error({130429, "Cloud API message throughput has been reached."});
  response.headers.add("Retry-After", "1");
  return response;
}

// A code of the error table as a word of --faults.
std::optional<http::Response> refusal(std::string_view word) {
  int code = 0;
  const auto end = std::from_chars(word.data(), word.data() + word.size(), code);
  if (word.empty() || end.ec != std::errc() || end.ptr != word.data() + word.size() || !graph_words(code)) return {};
  return graph_error({code, "Asked for with a fault."});
}

// What stands after "/v23.0/"; "" for another path.
std::string below_version(const std::string& path) {
  if (!path.starts_with("/v")) return {};
  const auto slash = path.find('/', 2);
  return slash == std::string::npos ? std::string() : path.substr(slash + 1);
}

}  // namespace

FakeGraph::FakeGraph(AsioLoop& loop, GraphNumber number)
    : loop_(loop),
      number_(std::move(number)),
      faults_(loop),
      webhooks_(loop, faults_, {.tries = 0, .first_wait = 250ms, .growing = true, .only_200 = true}),
      alive_(std::make_shared<bool>(true)) {
  faults_.teach("131056, 131047, 130429 or another code of the Cloud API", refusal);
}

FakeGraph::~FakeGraph() { *alive_ = false; }

Result<void> FakeGraph::start(std::uint16_t port) {
  std::vector<http::Route> routes;
  for (const auto* method : {"GET", "POST", "DELETE"}) {
    http::Route route;
    route.method = method;
    route.path = "/*";
    route.body_limit = std::size_t{101} << 20U;
    route.handle = [this](const http::Request& request, http::Respond respond) { handle(request, std::move(respond)); };
    routes.push_back(std::move(route));
  }
  http::ServerOptions options;
  options.server_name = "fake-graph";
  options.bodies = std::size_t{256} << 20U;
  auto server = http::serve(loop_, options, std::move(routes));
  if (!server) return std::unexpected(server.error());
  server_ = *std::move(server);
  PINTU_TRY(door_, FaultProxy::start(loop_, port, server_->port()));
  return {};
}

std::string FakeGraph::base() const { return "http://127.0.0.1:" + std::to_string(door_->port()); }

void FakeGraph::handle(const http::Request& request, http::Respond respond) {
  const std::string path = http::url_decode(request.path(), false);
  if (path.starts_with(person_path) || path == "/faults" || path == "/clock") return respond(by_hand(request, path));
  const bool allowed = crypto::equal(request.headers.only("Authorization").value_or(""), "Bearer " + number_.token);
  if (path.starts_with(file_path)) {
    const auto ticket = path.substr(file_path.size());
    const auto answer = [&] { return allowed ? media_bytes(ticket) : graph_error({190, ""}); };
    return faults_.answer("file", std::move(respond), answer, too_many);
  }
  const auto rest = below_version(path);
  if (rest.empty()) return respond(graph_error({100, "Unknown path components: " + path.substr(0, 60)}));
  if (!allowed) return respond(graph_error({190, ""}));
  const auto word = rest.substr(rest.rfind('/') + 1);
  faults_.answer(
      rest.find('/') == std::string::npos ? "media" : word, std::move(respond), [&] { return call(request, rest); },
      too_many);
}

http::Response FakeGraph::call(const http::Request& request, const std::string& path) {
  const bool post = request.method == "POST";
  if (path.find('/') == std::string::npos) {
    if (request.method == "DELETE") return media_.erase(path) > 0 ? good() : graph_error({100, "No such media"});
    return post ? graph_error({100, "Unsupported post request."}) : media_place(path);
  }
  if (!path.starts_with(number_.phone_number_id + "/")) {
    return graph_error({100, "Object does not exist or cannot be loaded due to missing permissions."});
  }
  if (!post) return graph_error({100, "Unsupported get request."});
  if (path.ends_with("/media")) return upload(request);
  if (!path.ends_with("/messages")) return graph_error({100, "Unknown path components"});
  const auto body = object_from(request.body);
  if (body.is_null()) return graph_error({100, "The body is no JSON object."});
  return text_of(body, "status") == "read" ? mark_read(body) : send(body);
}

void FakeGraph::subscribe(std::string url, std::function<void()> done) {
  webhook_ = std::move(url);
  verified_ = false;
  verify(webhook_, std::move(done));
}

void FakeGraph::verify(const std::string& url, std::function<void()> done) {
  const auto challenge = std::to_string(100000000 + crypto::random_below(900000000));
  http::Request request;
  request.target = url + "?hub.mode=subscribe&hub.challenge=" + challenge +
                   "&hub.verify_token=" + http::url_encode(number_.verify_token);
  webhooks_.once(std::move(request),
                 [this, url, challenge, done = std::move(done)](bool, const http::Exchange& last) mutable {
                   if (url != webhook_) return;  // another address was set meanwhile
                   const auto* response = std::get_if<http::Response>(&last);
                   if (response != nullptr && response->status == 200 && response->body == challenge) {
                     verified_ = true;
                     if (done) done();
                     return flush();
                   }
                   loop_.after(ask_again, [this, alive = alive_, url, done = std::move(done)]() mutable {
                     if (*alive && url == webhook_) verify(url, std::move(done));
                   });
                 });
}

// For whoever runs this alone: GET /person/WHO, POST /person/WHO/{say|tap|pin|photo|voice|video|document|contact|react|
// edit|revoke|block|unblock|look|leave|forget}, POST /faults, POST /clock {"seconds":90000}.
http::Response FakeGraph::by_hand(const http::Request& request, const std::string& path) {
  const bool post = request.method == "POST";
  const auto body = object_from(request.body);
  if (post && body.is_null()) return no(400, "a JSON object is wanted");
  if (path == "/faults" || path == "/clock") {
    if (!post) return no(405, "POST is wanted");
    if (path == "/faults")
      return faults_.order(body) ? good() : json_response(400, dump({{"error", "faults are: " + faults_.names()}}));
    const auto by = integer_of(body, "seconds", -1);
    if (by < 0 || by > 366 * 86400) return no(400, "seconds are wanted, at most a year");
    move_clock(std::chrono::seconds(by));
    return good();
  }
  const auto rest = path.substr(person_path.size());
  const auto slash = rest.find('/');
  const auto person = rest.substr(0, slash);
  if (person.empty()) return no(404, "no such person");
  if (post)
    return slash == std::string::npos ? no(404, "no such act") : act_by_hand(rest.substr(slash + 1), person, body);
  Json lines = Json::array();
  for (const auto& line : phone(person)) {
    lines.push_back(
        {{"id", line.id}, {"from_person", line.from_person}, {"status", line.status}, {"message", line.message}});
  }
  return json_response(200, dump({{"lines", std::move(lines)}, {"typing", typing(person)}}));
}

http::Response FakeGraph::act_by_hand(const std::string& verb, const std::string& person, const Json& body) {
  struct File {
    std::string_view verb;
    const char* kind;
    const char* mime;
  };
  static constexpr File files[] = {{"photo", "image", "image/jpeg"},
                                   {"voice", "voice", "audio/ogg; codecs=opus"},
                                   {"video", "video", "video/mp4"},
                                   {"document", "document", "application/pdf"},
                                   {"sticker", "sticker", "image/webp"}};
  const auto* const known = std::ranges::find(files, verb, &File::verb);
  if (known != std::end(files)) {
    auto bytes = crypto::from_base64(text_of(body, "bytes"));
    if (!bytes || bytes->empty()) return no(400, "bytes as base64 are wanted");
    const auto mime = text_of(body, "mime");
    file(person, known->kind, mime.empty() ? known->mime : mime, *std::move(bytes), text_of(body, "caption"));
  } else if (verb == "say" || verb == "edit") {
    const auto text = text_of(body, "text");
    if (text.empty()) return no(400, "text is wanted");
    verb == "say" ? static_cast<void>(say(person, text)) : edit_last(person, text);
  } else if (verb == "tap") {
    if (!tap(person, text_of(body, "id"))) return no(404, "no such button");
  } else if (verb == "pin") {
    pin(person, number_of(body, "lat"), number_of(body, "lon"));
  } else if (verb == "contact") {
    contact(person, text_of(body, "name"), text_of(body, "phone"));
  } else if (verb == "react") {
    react(person, text_of(body, "emoji"));
  } else if (verb == "revoke") {
    revoke_last(person);
  } else if (verb == "block" || verb == "unblock") {
    block(person, verb == "block");
  } else if (verb == "look" || verb == "leave") {
    look(person, verb == "look");
  } else if (verb == "forget") {
    forget(person);
  } else {
    return no(404, "no such act");
  }
  return good();
}

}  // namespace pintu::sandbox
