// libFuzzer: any bytes as a module of models, read as a project's own. Nothing may crash, hang or leak.
#include <cstddef>
#include <cstdint>
#include <fstream>

#include "python/fuzz_folder.h"
#include "read/models.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace trueup;
  const std::string& folder = trueup::fuzz_folder();
  // Half of the inputs find SQLAlchemy's names imported: few mutations would come upon them.
  static constexpr std::string_view imports =
      "from sqlalchemy import *\nfrom sqlalchemy.orm import *\nfrom sqlalchemy.dialects.postgresql import *\nBase = declarative_base()\nmetadata = Base.metadata\n";
  std::ofstream file(folder + "/m.py", std::ios::binary | std::ios::trunc);
  if (size && data[size - 1] % 2) file << imports;
  file.write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  file.close();
  ModelsOptions options;
  options.path = folder;
  options.modules = {"m"};
  options.most_steps = 200'000;
  (void)read_models(options);
  return 0;
}
