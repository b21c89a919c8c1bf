// Source text in, syntax tree out. A tree is read by one thread at a time; different trees by as many as there are.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/symbol.h"
#include "python/ast.h"

namespace trueup {

enum class Bodies {
  on_demand,  // a function's body is stepped over and parsed when Tree::body first asks for it
  all,
};
enum class Keep {
  all,
  // Statements that run once, on the first level of the module and of its classes, lie apart from what code may come
  // back to (functions, lambdas, annotations, what stands in compound statements): Tree::forget_what_ran frees them.
  what_outlives_running,
};
struct ParseOptions {
  Bodies bodies = Bodies::on_demand;
  Keep keep = Keep::all;
  // Texts are copied out of the source, so that Tree::forget_source may be called.
  bool source_may_go = false;
};

class Tree {
 public:
  ast::Module& module() const { return *module_; }
  Symbol file() const { return file_; }
  // The text as parsed: UTF-8, without byte order mark, lines end in "\n".
  std::string_view source() const { return {source_.data(), size_}; }  // empty once it is forgotten, see recall_source

  // The statements of a function; parses them when that has not been done. Errors: as of parse_python.
  Result<ast::Span<ast::Stmt*>> body(ast::FunctionDef& function);

  // Parses an expression of the source once more; the nodes lie in `scratch`, unless code may come back to them.
  const ast::Expr* expression(const ast::Place& place, ast::Arena& scratch);

  Origin origin(const ast::Node& node) const { return {file_, node.line, node.column + 1}; }
  // The node as written, without parentheses around it.
  std::string_view text(const ast::Node& node);

  ast::Arena& arena() { return arena_; }

  // When the module has run. The bodies of the module and of its classes are not to be walked afterwards;
  // ClassDef::functions stays. Nothing happens to a tree that was parsed to keep all.
  void forget_what_ran() { passing_.clear(); }

  // Gives the memory of the source back. What needs it later (body, expression, text) has it read again from `file`,
  // where the tree was parsed with source_may_go; nothing happens otherwise.
  void forget_source(std::string file);
  // Has the source there for source(). Errors: python-changed (the file holds another text by now), as of read_file.
  Result<Nothing> recall_source();

 private:
  friend Result<std::unique_ptr<Tree>> parse_python(std::string, Symbol, ParseOptions);
  Tree() = default;

  Symbol file_ = {};
  std::string source_;    // with zeros behind the text, where the tokenizer may look
  std::size_t size_ = 0;  // without them
  ParseOptions options_ = {};
  std::string forgotten_ = {};  // the file to read again; empty: the source is there
  std::size_t digest_ = 0;      // of what was forgotten
  ast::Arena arena_;
  ast::Arena passing_;  // statements that run once, see Keep
  ast::Module* module_ = nullptr;
  std::vector<std::uint32_t> line_starts_;  // filled by the first text()
};

// `source` are the bytes of a file, in UTF-8 or in the encoding of its coding cookie (ASCII, Latin-1, Latin-9,
// Windows-1252). Errors: python-syntax, python2-syntax (written in Python 2), python-encoding; each with its place.
// Names are not NFKC-normalised: two spellings of one name that differ so are two names here.
Result<std::unique_ptr<Tree>> parse_python(std::string source, Symbol file, ParseOptions options = {});

}  // namespace trueup
