// A folder for the modules that a fuzzer writes; it goes when the fuzzer ends.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <string>

namespace trueup {

inline const std::string& fuzz_folder() {
  struct Folder {
    std::string name = "/tmp/trueup-fuzz-XXXXXX";
    Folder() {
      if (!mkdtemp(name.data())) std::abort();
    }
    ~Folder() { std::filesystem::remove_all(name); }
  };
  static const Folder made;
  return made.name;
}

}  // namespace trueup
