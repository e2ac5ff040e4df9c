// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/proofs.hpp"

#include <algorithm>

#include "gateway/base/asio_loop.hpp"
#include "gateway/http/client.hpp"

namespace pintu::commands {

std::vector<Proof> prove(const app::Installation& installation) {
  std::vector<Proof> proofs;
  AsioLoop loop;
  const auto client = http::make_client(loop, installation.client);
  std::size_t waiting = 0;
  for (const auto& [name, channel] : installation.world.channels) {
    auto request = channel->probe();
    if (!request) continue;
    ++waiting;
    client->exchange(*std::move(request), [&, name, asked = channel.get()](const http::Exchange& exchange) {
      proofs.push_back({name, asked->proof(exchange)});
      if (--waiting == 0) loop.stop();
    });
  }
  if (waiting > 0) loop.run();
  std::ranges::sort(proofs, {}, &Proof::channel);
  return proofs;
}

}  // namespace pintu::commands
