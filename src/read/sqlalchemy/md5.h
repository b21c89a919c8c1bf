// MD5 in hexadecimal: SQLAlchemy ends names that it had to shorten with four digits of it.
#pragma once
#include <string>
#include <string_view>

namespace trueup::sqla {

std::string md5_hex(std::string_view text);

}  // namespace trueup::sqla
