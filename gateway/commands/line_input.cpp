// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/line_input.hpp"

#include <histedit.h>
#include <poll.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <iostream>

namespace pintu::commands {

namespace {

constexpr int glance_ms = 100;
constexpr int remembered_lines = 500;
char prompt_text[] = "Anda  > ";

char* prompt(EditLine*) { return prompt_text; }

}  // namespace

struct LineInput::Editor {
  explicit Editor(std::function<std::string()> when_idle) : idle(std::move(when_idle)) {
    std::setlocale(LC_CTYPE, "");
    line = el_init("pintu", stdin, stdout, stderr);
    past = history_init();
    HistEvent event;
    history(past, &event, H_SETSIZE, remembered_lines);
    el_set(line, EL_CLIENTDATA, this);
    el_set(line, EL_PROMPT, prompt);
    el_set(line, EL_EDITOR, "emacs");
    el_set(line, EL_SIGNAL, 1);
    el_set(line, EL_HIST, history, past);
    el_set(line, EL_GETCFN, read_character);
  }
  ~Editor() {
    history_end(past);
    el_end(line);
  }
  Editor(const Editor&) = delete;
  Editor& operator=(const Editor&) = delete;

  static int read_character(EditLine* of, wchar_t* out) {
    void* data = nullptr;
    el_get(of, EL_CLIENTDATA, &data);
    auto& self = *static_cast<Editor*>(data);
    for (;;) {
      pollfd input{STDIN_FILENO, POLLIN, 0};
      const int ready = ::poll(&input, 1, glance_ms);
      if (ready != 0) return self.decode(out);
      const auto shown = self.idle();
      if (shown.empty()) continue;
      std::fprintf(stdout, "\r\x1b[K%s", shown.c_str());
      std::fflush(stdout);
      el_set(of, EL_REFRESH);
    }
  }

  // One character of the locale's encoding, byte by byte as the terminal sends it.
  int decode(wchar_t* out) {
    std::mbstate_t state{};
    for (int length = 0; length < 8; ++length) {
      char byte = 0;
      const auto got = ::read(STDIN_FILENO, &byte, 1);
      if (got <= 0) return static_cast<int>(got);
      const auto used = std::mbrtowc(out, &byte, 1, &state);
      if (used == static_cast<std::size_t>(-2)) continue;
      if (used == static_cast<std::size_t>(-1)) *out = L'?';
      return 1;
    }
    return 0;
  }

  std::function<std::string()> idle;
  EditLine* line = nullptr;
  History* past = nullptr;
};

LineInput::LineInput(std::function<std::string()> idle) {
  if (::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1) editor_ = std::make_unique<Editor>(std::move(idle));
}

LineInput::~LineInput() = default;

bool LineInput::terminal() const { return editor_ != nullptr; }

std::optional<std::string> LineInput::next() {
  if (!editor_) {
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    return line;
  }
  int length = 0;
  const char* read = el_gets(editor_->line, &length);
  if (read == nullptr || length <= 0) return std::nullopt;
  std::string line(read, static_cast<std::size_t>(length));
  if (line.ends_with('\n')) line.pop_back();
  if (line.empty()) return line;
  HistEvent event;
  history(editor_->past, &event, H_ENTER, line.c_str());
  return line;
}

}  // namespace pintu::commands
