// Scope: the names one piece of running code sees: a module, a class body, a call, a comprehension.
#pragma once
#include <unordered_map>
#include <vector>

#include "python/value.h"

namespace trueup::py {

class Scope {
 public:
  enum class Sort : std::uint8_t { module, class_body, function };

  Sort sort = Sort::module;
  bool captured = false;  // a function, class or generator made here may outlive the call: do not reuse
  bool is_comprehension = false;
  Symbol qualname = {};    // of the class or function
  Symbol class_name = {};  // of a class body: what __private names within are prefixed with
  Names* names = &own;     // a module's and a class's names are those of the module or class
  Names own = {};
  Scope* parent = nullptr;  // lexically; nullptr for a module
  Module* module = nullptr;
  Tree* tree = nullptr;  // the code that runs here
  Symbol file = {};
  Class* made = nullptr;  // class_body: the class, once it exists; super() and __class__ want it
  Value first = {};       // function: its first argument, for super()
  std::vector<Symbol> globals = {}, nonlocals = {};  // as declared so far
  // What stands under `if TYPE_CHECKING:`, by the names it would bind; run when an annotation needs them.
  std::unordered_map<Symbol, const ast::Stmt*> deferred = {};
  std::vector<Annotation>* annotations = nullptr;  // where `x: int` is noted; nullptr in functions
};

// Names assigned anywhere in these statements (not inside nested functions and classes), in order; and what the code
// may do besides, so that leaving it out can be made up for.
struct Effects {
  std::vector<Symbol> names = {};
  std::vector<const ast::Expr*> attributes = {};  // x.y = …, x[y] = …, x.append(…): the expressions changed
  std::vector<std::pair<const ast::Expr*, Symbol>> set_attributes = {};  // setattr(x, "y", …)
  bool returns = false, breaks = false, yields = false, star = false;
};
Effects effects_of(ast::Span<ast::Stmt*> statements);
void add_effects(ast::Span<ast::Stmt*> statements, Effects& into);

}  // namespace trueup::py
