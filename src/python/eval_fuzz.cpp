// libFuzzer: any bytes as a module, evaluated within small budgets. Nothing may crash, hang or leak.
#include <cstddef>
#include <cstdint>
#include <fstream>

#include "python/fuzz_folder.h"
#include "python/interpreter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace trueup::py;
  const std::string& folder = trueup::fuzz_folder();
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
