// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/commands.hpp"

int main(int argc, char** argv) { return pintu::commands::run(argc, argv); }
