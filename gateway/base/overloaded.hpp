// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pintu {

// A visitor made of lambdas: std::visit(overloaded{[](A) {}, [](B) {}}, variant).
template <class... Fs>
struct overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

}  // namespace pintu
