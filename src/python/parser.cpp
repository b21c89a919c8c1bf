#include "python/parser.h"

#include <algorithm>
#include <limits>

#include "base/file.h"
#include "python/parser_rules.h"
#include "python/parser_source.h"

namespace trueup {
namespace ast {

Parser::Parser(std::string_view source, Tokenizer::Range range, Arena& arena, ParseOptions options, Arena* passing)
    : source_(source), lasting_(arena), passing_(passing), arena_(&arena), options_(options), tokenizer_(source, range), previous_end_(source.data()) {
  collected_.reserve(256);
}

Module* Parser::module() {
  advance();
  Module* module = make<Module>({1, 0});
  Collect<Stmt*> body(*this);
  while (!is(TokenKind::end)) statement(body);
  module->body = body.keep();
  module->end = static_cast<std::uint32_t>(source_.size());
  return module;
}

void Parser::body_of(FunctionDef& function) {
  advance();
  advance();  // the indent
  Collect<Stmt*> body(*this);
  while (!is(TokenKind::dedent) && !is(TokenKind::end)) statement(body);
  function.body = body.keep();
  function.is_generator = yields_;
  function.is_parsed = true;
}

Expr* Parser::expression_at(const Place& place) {
  const char* begin = source_.data() + place.offset;
  const Tokenizer::Mark mark{.at = begin, .line_begin = begin - place.column, .line = place.line, .depth = 0, .at_line_start = false};
  for (Arena* arena : {passing_, &lasting_}) {
    arena_ = arena;
    outlives_ = false;
    tokenizer_.go_to(mark);
    advance();
    Expr* made = expression();
    if (!outlives_ || arena == &lasting_) return made;
  }
  return nullptr;
}

Symbol Parser::expect_name() {
  if (!is(TokenKind::name)) fail("invalid syntax");
  const Symbol name = token_.symbol;
  advance();
  return name;
}

Symbol Parser::dotted_name() {
  const Symbol first = expect_name();
  if (!is(TokenKind::dot)) return first;
  std::string whole = first.str();
  while (accept(TokenKind::dot)) (whole += '.') += expect_name().view();
  return Symbol(whole);
}

void Parser::fail(std::string message) const { throw SyntaxError{std::move(message), token_.line, token_.column}; }
void Parser::fail_at(const Node& node, std::string message) const {
  throw SyntaxError{std::move(message), node.line, node.column};
}
void Parser::fail_python2(std::string what) const {
  throw SyntaxError{std::move(what), token_.line, token_.column, true};
}

}  // namespace ast

namespace {

Diag diag_of(ast::SyntaxError&& error, Symbol file) {
  const Origin origin{file, error.line, error.column + 1};
  if (error.is_python2) {
    return {.code = "python2-syntax", .message = "written in Python 2: " + std::move(error.message), .origin = origin,
            .hint = "convert the file to Python 3, or leave it out"};
  }
  return {.code = "python-syntax", .message = std::move(error.message), .origin = origin};
}

}  // namespace

Result<std::unique_ptr<Tree>> parse_python(std::string source, Symbol file, ParseOptions options) {
  if (source.size() > std::numeric_limits<std::uint32_t>::max() / 4) {
    return Diag{.code = "python-syntax", .message = "file too large", .origin = {.file = file}};
  }
  TRY(ast::normalise_source(source, file));
  std::unique_ptr<Tree> tree(new Tree);
  tree->file_ = file;
  tree->options_ = {.source_may_go = options.source_may_go};
  tree->size_ = source.size();
  tree->source_ = std::move(source);
  tree->source_.append(ast::Tokenizer::padding, '\0');
  // An expression in a string is a tree, too.
  tree->arena_.begin_with(std::clamp<std::size_t>(tree->size_ * 8, 256, 4096));
  try {
    const ast::Tokenizer::Range whole{.begin = 0, .end = static_cast<std::uint32_t>(tree->size_)};
    tree->module_ = ast::Parser(tree->source(), whole, tree->arena_, options,
                                 options.keep == Keep::all ? nullptr : &tree->passing_)
                         .module();
  } catch (ast::SyntaxError& error) {
    return diag_of(std::move(error), file);
  }
  return tree;
}

Result<ast::Span<ast::Stmt*>> Tree::body(ast::FunctionDef& function) {
  if (function.is_parsed) return function.body;
  TRY(recall_source());
  try {
    const ast::Tokenizer::Range range{.begin = function.body_begin, .end = function.body_end,
                                      .line = function.body_line, .indent = function.indent,
                                      .alternative_indent = function.alternative_indent};
    ast::Parser(source(), range, arena_, options_).body_of(function);
  } catch (ast::SyntaxError& error) {
    return diag_of(std::move(error), file_);
  }
  return function.body;
}

const ast::Expr* Tree::expression(const ast::Place& place, ast::Arena& scratch) {
  if (!recall_source()) return nullptr;
  try {
    const ast::Tokenizer::Range whole{.begin = 0, .end = static_cast<std::uint32_t>(size_)};
    return ast::Parser(source(), whole, arena_, options_, &scratch).expression_at(place);
  } catch (const ast::SyntaxError&) {
    return nullptr;
  }
}

void Tree::forget_source(std::string file) {
  if (!options_.source_may_go || !forgotten_.empty()) return;
  digest_ = std::hash<std::string_view>()(source());
  std::string().swap(source_);  // assigning {} would keep the room
  size_ = 0;
  forgotten_ = std::move(file);
}

Result<Nothing> Tree::recall_source() {
  if (forgotten_.empty()) return Nothing{};
  std::string source = TRY(read_file(forgotten_));
  TRY(ast::normalise_source(source, file_));
  if (std::hash<std::string_view>()(source) != digest_)
    return Diag{.code = "python-changed", .message = "the file was changed while it was being read", .origin = {.file = file_}, .hint = "run it again"};
  forgotten_.clear();
  size_ = source.size();
  source_ = std::move(source);
  source_.append(ast::Tokenizer::padding, '\0');
  return Nothing{};
}

std::string_view Tree::text(const ast::Node& node) {
  if (!recall_source()) return {};
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t at = source().find('\n'); at != std::string_view::npos; at = source().find('\n', at + 1)) {
      line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }
  const std::size_t begin = line_starts_[std::min<std::size_t>(node.line, line_starts_.size()) - 1] + node.column;
  return source().substr(begin, node.end > begin ? node.end - begin : 0);
}

}  // namespace trueup
