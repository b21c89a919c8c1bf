// dump_python FILE…           for each file one line: "ok TREE" with places, or "error CODE LINE:COLUMN MESSAGE"
// dump_python --old-strings   without places inside f-strings, as CPython had before 3.12
// dump_python --lazy FILE…    the same, with function bodies parsed one by one on demand
// dump_python - …             names of files come from standard input, one a line
// dump_python --time FILE…    megabytes a second: all bodies, bodies on demand
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "base/file.h"
#include "python/dump.h"
#include "python/parse_bodies.h"
#include "python/parser.h"

using namespace trueup;

namespace {

std::string line_of(const std::string& path, Bodies bodies, ast::Places places) {
  Result<std::string> text = read_file(path);
  if (!text) return "error unreadable 0:0 " + text.error().message;
  auto tree = parse_python(*std::move(text), Symbol(path), {.bodies = bodies});
  if (!tree) {
    const Diag& diag = tree.error();
    return "error " + diag.code + " " + std::to_string(diag.origin.line) + ":" + std::to_string(diag.origin.column) +
           " " + diag.message;
  }
  std::string error;
  if (bodies == Bodies::on_demand) parse_bodies(**tree, (*tree)->module().body, error);
  if (!error.empty()) return "error body 0:0 " + error;
  return "ok " + ast::dump((*tree)->module(), places);
}

double seconds_of(const std::vector<std::string>& texts, Bodies bodies) {
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    std::vector<std::string> copies = texts;
    const auto begin = std::chrono::steady_clock::now();
    for (std::string& text : copies) (void)parse_python(std::move(text), Symbol("timed.py"), {.bodies = bodies});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    best = std::min(best, took.count());
  }
  return best;
}

void print_speed(const std::vector<std::string>& paths) {
  std::vector<std::string> texts;
  std::size_t bytes = 0;
  for (const std::string& path : paths) {
    Result<std::string> text = read_file(path);
    if (!text || !parse_python(*text, Symbol(path), {.bodies = Bodies::all})) continue;
    bytes += text->size();
    texts.push_back(*std::move(text));
  }
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::printf("%zu files, %.1f MB: all bodies %.1f MB/s, on demand %.1f MB/s\n", texts.size(), megabytes,
              megabytes / seconds_of(texts, Bodies::all), megabytes / seconds_of(texts, Bodies::on_demand));
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::string> paths;
  bool timed = false;
  Bodies bodies = Bodies::all;
  ast::Places places = ast::Places::all;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--time") {
      timed = true;
    } else if (argument == "--lazy") {
      bodies = Bodies::on_demand;
    } else if (argument == "--old-strings") {
      places = ast::Places::outside_strings;
    } else if (argument == "-") {
      for (std::string line; std::getline(std::cin, line);) paths.push_back(line);
    } else {
      paths.push_back(argument);
    }
  }
  if (timed) {
    print_speed(paths);
    return 0;
  }
  for (const std::string& path : paths) {
    const std::string line = line_of(path, bodies, places) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  return 0;
}
