// Any bytes: the parser must come back, and a tree read lazily must be one that reads to the end or says why not.
#include <cstddef>
#include <cstdint>

#include "python/dump.h"
#include "python/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace trueup;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  auto whole = parse_python(text, Symbol("fuzz.py"), {.bodies = Bodies::all});
  if (whole) ast::dump((*whole)->module(), ast::Places::all);
  auto lazy = parse_python(text, Symbol("fuzz.py"), {.bodies = Bodies::on_demand});
  if (whole && !lazy) __builtin_trap();  // stepping over bodies must not find fault with what is right
  if (lazy) {
    for (ast::Stmt* statement : (*lazy)->module().body) {
      auto* function = ast::as<ast::FunctionDef>(statement);
      if (function && !(*lazy)->body(*function) && whole) __builtin_trap();
    }
  }
  return 0;
}
