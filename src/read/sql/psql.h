// psql's own part of a script: backslash commands, and the data that follows COPY … FROM stdin.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/diag.h"

namespace trueup {

struct PsqlPiece {
  std::string sql = {};      // blanks where psql's own lines were, so that every statement stays in its place
  std::string include = {};  // read this file next (\i, \ir); empty: the script ends
};

// In order. `complain` hears of commands that decide what is read (\if) or that nobody here can obey.
std::vector<PsqlPiece> psql_pieces(std::string_view script, Symbol file, Diags& diags);

}  // namespace trueup
