// Files and folders, read only as far as asked.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace trueup {

Result<std::string> read_file(const std::string& path);
// Writes through a temporary file beside it, so that a failure leaves the old content.
Result<Nothing> write_file(const std::string& path, std::string_view text);
bool is_file(const std::string& path);
bool is_folder(const std::string& path);
bool is_link(const std::string& path);  // a symbolic one
// Device and inode of what a path leads to; the same for all its names. Zeros where there is nothing.
using FileIdentity = std::pair<std::uint64_t, std::uint64_t>;
FileIdentity identity_of(const std::string& path);
// Names in a folder, sorted; empty when it cannot be read.
std::vector<std::string> names_in(const std::string& folder);

}  // namespace trueup
