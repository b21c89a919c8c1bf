// eval_python FILE…: evaluates each file as a module of its own and prints repr() of its names that begin with r_, in
// order: what tests/python/compare_eval.py compares with CPython.
// eval_python --root DIR… MODULE…: evaluates modules of a project and tells what could not be.
#include <cstdio>
#include <filesystem>

#include "python/interpreter.h"

using namespace trueup::py;

static void show_diags(const Interpreter& interp) {
  for (const trueup::Diag& diag : interp.diags()) std::fprintf(stderr, "%s\n", diag.str().c_str());
}

static int evaluate_project(Options options, const std::vector<std::string>& modules) {
  Interpreter interp(std::move(options));
  int failed = 0;
  for (const std::string& name : modules) {
    const auto module = interp.import(name);
    if (module) continue;
    ++failed;
    std::fprintf(stderr, "%s: %s\n", name.c_str(), module.error().str().c_str());
  }
  show_diags(interp);
  for (const Skip& skip : interp.skips())
    std::fprintf(stderr, "skipped: %s: %s\n", skip.origin.str().c_str(), skip.reason.c_str());
  std::size_t classes = 0;
  for (const Module* module : interp.modules_loaded())
    for (const Names::Entry& entry : module->attrs)
      if (const Class* cls = entry.value.as<Class>(); cls && cls->module == module) ++classes;
  std::printf("%zu modules, %zu classes, %zu diags, %zu skips, %llu steps, %zu kB of values\n",
              interp.modules_loaded().size(), classes, interp.diags().size(), interp.skips().size(),
              static_cast<unsigned long long>(interp.steps()), interp.heap().bytes() / 1024);
  return failed ? 1 : 0;
}

static bool evaluate_file(const std::string& path) {
  Options options;
  options.roots.push_back(std::filesystem::path(path).parent_path().string());
  if (options.roots[0].empty()) options.roots[0] = ".";
  Interpreter interp(std::move(options));
  const auto module = interp.import_file(path, std::filesystem::path(path).stem().string());
  show_diags(interp);
  if (!module) {
    std::fprintf(stderr, "%s\n", module.error().str().c_str());
    return false;
  }
  for (const Names::Entry& entry : (*module)->attrs) {
    if (!entry.name.view().starts_with("r_")) continue;
    const auto text = interp.attempt([&]() -> Value { return interp.text(interp.repr(entry.value)); }, {});
    std::printf("%s = %s\n", entry.name.str().c_str(),
                text ? std::string(*text_of(*text)).c_str() : text.error().message.c_str());
  }
  return true;
}

int main(int argc, char** argv) {
  Options options;
  std::vector<std::string> names;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--root" && i + 1 < argc) options.roots.emplace_back(argv[++i]);
    else names.emplace_back(argv[i]);
  }
  if (!options.roots.empty()) return evaluate_project(std::move(options), names);
  int failed = 0;
  for (const std::string& path : names) failed += !evaluate_file(path);
  return failed ? 1 : 0;
}
