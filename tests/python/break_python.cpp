// break_python ROUNDS FILE-OR-FOLDER…: parses broken versions of Python files, the same ones on every run. Nothing may
// crash; and where the whole file parses, stepping over its function bodies must work too and give the same tree.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/hash.h"
#include "python/dump.h"
#include "python/parser.h"
#include "python/parse_bodies.h"

using namespace trueup;

namespace {

constexpr std::string_view pieces[] = {"(",
                                       ")",
                                       "[",
                                       "]",
                                       "{",
                                       "}",
                                       "'",
                                       "\"",
                                       "'''",
                                       "\"\"\"",
                                       "\\",
                                       "\n",
                                       "\n ",
                                       "\n\t",
                                       "\n    ",
                                       "\r",
                                       ":",
                                       ":=",
                                       ",",
                                       ".",
                                       "=",
                                       "*",
                                       "**",
                                       "->",
                                       "@",
                                       "!",
                                       "#",
                                       "f'",
                                       "f\"{",
                                       "t'{",
                                       "rb'",
                                       "\\N{",
                                       "\\u",
                                       "0x",
                                       "1e",
                                       "1_",
                                       "0777",
                                       " if ",
                                       " else ",
                                       " for ",
                                       " in ",
                                       " not ",
                                       "lambda ",
                                       "yield ",
                                       "await ",
                                       "async ",
                                       "def f(",
                                       "class ",
                                       "match x:\n case ",
                                       "with (",
                                       "try:\n",
                                       "except* ",
                                       "type X[",
                                       "import ",
                                       "from . ",
                                       "\xFF",
                                       "\xC3\xA9",
                                       "\xEF\xBB\xBF",
                                       ";",
                                       "`",
                                       "<>"};

std::string broken(std::string text, std::mt19937_64& random) {
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % (limit + 1)); };
  for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
    const std::size_t at = below(text.size());
    switch (random() % 6) {
      case 0: text.resize(at); break;
      case 1: text.erase(at, below(40)); break;
      case 2: text.insert(at, text.substr(below(text.size()), below(200))); break;
      case 3:
        if (at < text.size()) text[at] = static_cast<char>(random() % 128);
        break;
      default: text.insert(at, pieces[random() % std::size(pieces)]);
    }
  }
  return text;
}

// False when the two ways to read it contradict each other.
bool agrees(const std::string& text) {
  auto whole = parse_python(text, Symbol("broken.py"), {.bodies = Bodies::all});
  auto lazy = parse_python(text, Symbol("broken.py"), {.bodies = Bodies::on_demand});
  if (!lazy) return !whole;
  std::string error;
  parse_bodies(**lazy, (*lazy)->module().body, error);
  const std::string seen = ast::dump((*lazy)->module());
  if (!whole) return !error.empty();
  return error.empty() && seen == ast::dump((*whole)->module());
}

}  // namespace

int main(int count, char** arguments) {
  const int rounds = count > 1 ? std::atoi(arguments[1]) : 1;
  std::vector<std::string> paths;
  for (int i = 2; i < count; ++i) {
    if (!std::filesystem::is_directory(arguments[i])) {
      paths.push_back(arguments[i]);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments[i])) {
      const std::string path = entry.path().string();
      if (path.ends_with(".py") && path.find("site-packages") == path.npos) paths.push_back(path);
    }
  }
  int wrong = 0, tried = 0;
  for (const std::string& path : paths) {
    Result<std::string> text = read_file(path);
    if (!text || text->size() > 100'000) continue;
    std::mt19937_64 random(hash_of(*text));
    for (int round = 0; round < rounds; ++round, ++tried) {
      const std::string bad = broken(*text, random);
      if (agrees(bad)) continue;
      ++wrong;
      std::printf("%s, round %d: the lazy and the whole parse differ\n", path.c_str(), round);
      if (const char* keep = std::getenv("BREAK_PYTHON_KEEP")) (void)write_file(keep, bad);
    }
  }
  std::printf("%d broken files, %d wrong\n", tried, wrong);
  return wrong || !tried ? 1 : 0;
}
