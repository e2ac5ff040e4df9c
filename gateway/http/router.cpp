// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/router.hpp"

#include <algorithm>
#include <vector>

namespace pintu::http {

namespace {

// How well a route's path fits: 0 = not at all, an exact one best.
std::size_t fit(std::string_view pattern, std::string_view path) {
  if (pattern.ends_with("/*")) {
    const auto prefix = pattern.substr(0, pattern.size() - 1);
    return path.starts_with(prefix) ? prefix.size() : 0;
  }
  return pattern == path ? std::string_view::npos : 0;
}

std::string joined(std::vector<std::string_view> methods) {
  std::ranges::sort(methods);
  const auto rest = std::ranges::unique(methods);
  methods.erase(rest.begin(), rest.end());
  std::string out;
  for (const auto method : methods) {
    if (!out.empty()) out += ", ";
    out += method;
  }
  return out;
}

}  // namespace

RouteMatch find_route(std::span<const Route> routes, std::string_view method, std::string_view path) {
  const std::string_view served_by = method == "HEAD" ? "GET" : method;
  RouteMatch match;
  std::size_t best = 0;
  std::vector<std::string_view> methods;
  for (const auto& route : routes) {
    const auto fits = fit(route.path, path);
    if (fits == 0) continue;
    methods.push_back(route.method);
    if (route.method == "GET") methods.emplace_back("HEAD");
    if (route.method == served_by && fits > best) {
      best = fits;
      match.route = &route;
    }
  }
  match.allow = joined(std::move(methods));
  return match;
}

}  // namespace pintu::http
