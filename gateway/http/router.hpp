// SPDX-License-Identifier: Apache-2.0
// Which route serves a request: a table look-up that tells 404 from 405. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "gateway/http/server.hpp"

namespace pintu::http {

struct RouteMatch {
  const Route* route = nullptr;  // points into the given routes
  std::string allow;             // methods of that path, for a 405; empty when no route has the path: 404
};
// `path` is percent-decoded, without query. An exact path goes before a "/*" one, the longer "/*" before the shorter;
// HEAD is served by GET's route.
RouteMatch find_route(std::span<const Route> routes, std::string_view method, std::string_view path);

}  // namespace pintu::http
