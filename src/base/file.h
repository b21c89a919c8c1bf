// Files and folders, read only as far as asked.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace trueup {

Result<std::string> read_file(const std::string& path);
// Writes through a temporary file beside it, so that a failure leaves the old content.
Result<Nothing> write_file(const std::string& path, std::string_view text);
bool is_file(const std::string& path);
bool is_folder(const std::string& path);
// Names in a folder, sorted; empty when it cannot be read.
std::vector<std::string> names_in(const std::string& folder);

}  // namespace trueup
