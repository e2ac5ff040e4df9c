// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/proofs.hpp"

#include <algorithm>

#include "gateway/base/asio_loop.hpp"
#include "gateway/http/client.hpp"

namespace pintu::commands {

namespace {

// All questions go out together; the loop ends with the last answer.
struct Asking {
  AsioLoop loop;
  std::unique_ptr<http::HttpClient> client;
  std::vector<Proof> proofs;
  std::size_t waiting = 0;

  template <class Asked>
  void ask(Proof::Of of, const std::string& name, const Asked& asked) {
    auto request = asked.probe();
    if (!request) return;
    ++waiting;
    client->exchange(*std::move(request), [this, of, name, &asked](const http::Exchange& exchange) {
      proofs.push_back({of, name, asked.proof(exchange)});
      if (--waiting == 0) loop.stop();
    });
  }
};

}  // namespace

std::vector<Proof> prove(const app::Installation& installation) {
  Asking asking;
  asking.client = http::make_client(asking.loop, installation.client);
  for (const auto& [name, channel] : installation.world.channels) asking.ask(Proof::Of::channel, name, *channel);
  for (const auto& [name, agency] : installation.world.agencies) asking.ask(Proof::Of::agency, name, *agency);
  if (asking.waiting > 0) asking.loop.run();
  asking.client.reset();
  std::ranges::sort(asking.proofs, {}, [](const Proof& proof) { return std::pair(proof.of, proof.name); });
  return std::move(asking.proofs);
}

}  // namespace pintu::commands
