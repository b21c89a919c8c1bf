// Parses all bodies that were put off, so that a tree read on demand can be compared with one read at once.
#pragma once
#include <string>

#include "python/parser.h"

namespace trueup {

// `error` becomes the message of the first body that has one.
inline void parse_bodies(Tree& tree, const ast::Span<ast::Stmt*>& body, std::string& error) {
  for (ast::Stmt* statement : body) {
    switch (statement->kind) {
      case ast::Kind::FunctionDef: {
        auto parsed = tree.body(ast::to<ast::FunctionDef>(statement));
        if (!parsed) {
          if (error.empty()) error = parsed.error().message;
          break;
        }
        parse_bodies(tree, *parsed, error);
        break;
      }
      case ast::Kind::ClassDef: parse_bodies(tree, ast::to<ast::ClassDef>(statement).body, error); break;
      case ast::Kind::If:
        parse_bodies(tree, ast::to<ast::If>(statement).body, error);
        parse_bodies(tree, ast::to<ast::If>(statement).orelse, error);
        break;
      case ast::Kind::For:
        parse_bodies(tree, ast::to<ast::For>(statement).body, error);
        parse_bodies(tree, ast::to<ast::For>(statement).orelse, error);
        break;
      case ast::Kind::While:
        parse_bodies(tree, ast::to<ast::While>(statement).body, error);
        parse_bodies(tree, ast::to<ast::While>(statement).orelse, error);
        break;
      case ast::Kind::With: parse_bodies(tree, ast::to<ast::With>(statement).body, error); break;
      case ast::Kind::Match:
        for (ast::MatchCase& one : ast::to<ast::Match>(statement).cases) parse_bodies(tree, one.body, error);
        break;
      case ast::Kind::Try: {
        ast::Try& one = ast::to<ast::Try>(statement);
        parse_bodies(tree, one.body, error);
        for (ast::ExceptHandler* handler : one.handlers) parse_bodies(tree, handler->body, error);
        parse_bodies(tree, one.orelse, error);
        parse_bodies(tree, one.finalbody, error);
        break;
      }
      default: break;
    }
  }
}

}  // namespace trueup
