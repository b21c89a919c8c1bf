// libFuzzer: any bytes as a module, evaluated within small budgets. Nothing may crash, hang or leak.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "python/interpreter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace trueup::py;
  struct Folder {
    char name[24] = "/tmp/trueup-fuzz-XXXXXX";
    Folder() { if (!mkdtemp(name)) std::abort(); }
    ~Folder() { std::filesystem::remove_all(name); }
  };
  static const Folder made;
  static const std::string folder = made.name;
  const std::string path = folder + "/m.py";
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  Options options;
  options.roots = {folder};
  options.budgets = {
      .steps = 200'000, .module_steps = 100'000, .bytes = 64u << 20, .text_bytes = 1u << 16, .yields = 1'000};
  Interpreter interp(std::move(options));
  const auto module = interp.import_file(path, "m");
  if (!module) return 0;
  for (const Names::Entry& entry : (*module)->attrs)
    (void)interp.attempt([&]() -> Value { return interp.text(interp.repr(entry.value)); }, {});
  return 0;
}
