// eval_python FILE…: evaluates each file as a module of its own and prints repr() of its names that begin with r_, in
// order: what tests/python/compare_eval.py compares with CPython.
#include <cstdio>
#include <filesystem>

#include "python/interpreter.h"

int main(int argc, char** argv) {
  using namespace trueup::py;
  bool stats = false;
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i];
    if (path == "--stats") {
      stats = true;
      continue;
    }
    Options options;
    options.roots.push_back(std::filesystem::path(path).parent_path().string());
    if (options.roots[0].empty()) options.roots[0] = ".";
    Interpreter interp(std::move(options));
    const auto module = interp.import_file(path, std::filesystem::path(path).stem().string());
    for (const trueup::Diag& diag : interp.diags()) std::fprintf(stderr, "%s\n", diag.str().c_str());
    if (!module) {
      std::fprintf(stderr, "%s\n", module.error().str().c_str());
      return 1;
    }
    for (const Names::Entry& entry : (*module)->attrs) {
      if (!entry.name.view().starts_with("r_")) continue;
      const auto text = interp.attempt([&]() -> Value { return interp.text(interp.repr(entry.value)); }, {});
      std::printf("%s = %s\n", entry.name.str().c_str(), text ? std::string(*text_of(*text)).c_str() : text.error().message.c_str());
    }
    if (stats)
      std::fprintf(stderr, "%s: %zu modules, %llu steps, %zu kB of values\n", path.c_str(), interp.modules_loaded().size(),
                   static_cast<unsigned long long>(interp.steps()), interp.heap().bytes() / 1024);
  }
}
