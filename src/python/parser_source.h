// Bytes of a Python file to the text its tokenizer reads.
#pragma once
#include <string>

#include "base/result.h"
#include "base/symbol.h"

namespace trueup::ast {

// To UTF-8 without byte order mark, lines ended by "\n". Errors: python-encoding, python-syntax for a zero byte.
Result<Nothing> normalise_source(std::string& source, Symbol file);

}  // namespace trueup::ast
