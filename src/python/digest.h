// Message digests that naming conventions use to shorten names. Results are raw bytes.
#pragma once
#include <string>
#include <string_view>

namespace trueup {

std::string md5(std::string_view data);     // RFC 1321
std::string sha1(std::string_view data);    // FIPS 180-4
std::string sha256(std::string_view data);  // FIPS 180-4

}  // namespace trueup
