// What string, bytes and number literals mean.
#pragma once
#include <string>
#include <string_view>

#include "python/ast.h"

namespace trueup::ast {

// Append what `raw`, the text between the quotes, stands for; throw a SyntaxError without a place.
enum class NamedCharacters { none, some };  // \N{…} stays as it is written
NamedCharacters decode_string(std::string_view raw, std::string& out);
void decode_bytes(std::string_view raw, std::string& out);

// A code point in UTF-8; of a surrogate the three bytes it would have.
void append_utf8(std::uint32_t code, std::string& out);

// Fills type and value; `text` is a valid number as the tokenizer found it. Digits that must be kept go to the arena.
void read_number(std::string_view text, Constant& constant, Arena& arena);

}  // namespace trueup::ast
