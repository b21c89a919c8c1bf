// Values as Python's repr() and ascii() write them.
#pragma once
#include <string>
#include <string_view>

namespace trueup::ast {

enum class Text { string, bytes };
void append_quoted(std::string_view text, Text what, std::string& out);  // ascii()
// The shortest digits that read back the same.
void append_real(double value, std::string& out);
// Digits with 0x, 0o, 0b or without, in hexadecimal: hex().
void append_big_integer(std::string_view text, std::string& out);

}  // namespace trueup::ast
