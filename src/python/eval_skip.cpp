// Code of which nobody knows whether it runs: what it would have changed becomes opaque, so that no reader takes a
// value for known that an unknown setting decides.
#include <algorithm>

#include "python/frame.h"
#include "python/parser.h"

namespace trueup::py {

using namespace ast;

namespace {

// Methods that change what they are called on; their receivers are spoilt with the names.
bool changes_receiver(std::string_view method) {
  for (const std::string_view one : {"append", "extend", "insert", "update", "add", "setdefault", "pop", "popitem",
                                     "remove", "discard", "clear", "sort", "reverse", "__setitem__"})
    if (method == one) return true;
  return false;
}

class EffectsFinder {
 public:
  explicit EffectsFinder(Effects& into) : into_(into) {}

  void statements(Span<Stmt*> all, bool in_loop) {
    for (const Stmt* one : all) statement(one, in_loop);
  }

 private:
  void name(Symbol name) {
    for (Symbol one : into_.names)
      if (one == name) return;
    into_.names.push_back(name);
  }

  void target(const Expr* node) {
    switch (node->kind) {
      case Kind::Name:
        name(to<Name>(node).id);
        break;
      case Kind::Tuple:
        for (const Expr* one : to<ast::Tuple>(node).elements) target(one);
        break;
      case Kind::List:
        for (const Expr* one : to<ast::List>(node).elements) target(one);
        break;
      case Kind::Starred:
        target(to<Starred>(node).value);
        break;
      case Kind::Attribute:
        into_.attributes.push_back(node);
        break;
      case Kind::Subscript:
        into_.attributes.push_back(to<Subscript>(node).value);
        break;
      default:
        break;
    }
  }

  void expression(const Expr* node) {
    if (const NamedExpr* named = as<NamedExpr>(node)) {
      target(named->target);
    } else if (node && (node->kind == Kind::Yield || node->kind == Kind::YieldFrom)) {
      into_.yields = true;
    } else if (const ast::Call* call = as<ast::Call>(node)) {
      const Attribute* function = as<Attribute>(call->function);
      if (function && changes_receiver(function->attr.view())) into_.attributes.push_back(function->value);
      const Name* named = as<Name>(call->function);
      if (named && named->id == "setattr" && call->args.size() == 3)
        if (const Constant* attr = as<Constant>(call->args[1]); attr && attr->type == ConstantType::string) {
          // setattr(x, "y", …) is x.y = …; without a literal name nothing more is known than that x changed.
          into_.set_attributes.push_back({call->args[0], Symbol(attr->text)});
        }
    }
  }

  void statement(const Stmt* node, bool in_loop) {
    switch (node->kind) {
      case Kind::FunctionDef:
        name(to<FunctionDef>(node).name);
        break;
      case Kind::ClassDef:
        name(to<ClassDef>(node).name);
        break;
      case Kind::Return:
        into_.returns = true;
        break;
      case Kind::Break:
      case Kind::Continue:
        if (!in_loop) into_.breaks = true;
        break;
      case Kind::Delete:
        for (const Expr* one : to<Delete>(node).targets) target(one);
        break;
      case Kind::Assign:
        for (const Expr* one : to<Assign>(node).targets) target(one);
        expression(to<Assign>(node).value);
        break;
      case Kind::TypeAlias:
        target(to<TypeAlias>(node).name);
        break;
      case Kind::AugAssign:
        target(to<AugAssign>(node).target);
        break;
      case Kind::AnnAssign:
        if (to<AnnAssign>(node).value) target(to<AnnAssign>(node).target);
        break;
      case Kind::For: {
        const For& loop = to<For>(node);
        target(loop.target);
        statements(loop.body, true);
        statements(loop.orelse, in_loop);
        break;
      }
      case Kind::While: {
        const While& loop = to<While>(node);
        statements(loop.body, true);
        statements(loop.orelse, in_loop);
        break;
      }
      case Kind::If: {
        const If* branch = &to<If>(node);
        for (;;) {
          expression(branch->test);
          statements(branch->body, in_loop);
          const If* next = branch->orelse.size() == 1 ? as<If>(branch->orelse[0]) : nullptr;
          if (!next) break;
          branch = next;
        }
        statements(branch->orelse, in_loop);
        break;
      }
      case Kind::With:
        for (const WithItem& part : to<With>(node).parts)
          if (part.target) target(part.target);
        statements(to<With>(node).body, in_loop);
        break;
      case Kind::Match:
        for (const MatchCase& one : to<Match>(node).cases) {
          pattern(one.pattern);
          statements(one.body, in_loop);
        }
        break;
      case Kind::Try: {
        const Try& block = to<Try>(node);
        statements(block.body, in_loop);
        for (const ExceptHandler* handler : block.handlers) statements(handler->body, in_loop);
        statements(block.orelse, in_loop);
        statements(block.finalbody, in_loop);
        break;
      }
      case Kind::Import:
        for (const ast::Alias* alias : to<Import>(node).names) {
          const std::string_view dotted = alias->name.view();
          name(alias->asname.empty() ? Symbol(dotted.substr(0, dotted.find('.'))) : alias->asname);
        }
        break;
      case Kind::ImportFrom:
        for (const ast::Alias* alias : to<ImportFrom>(node).names)
          if (alias->name != words().star) name(alias->asname.empty() ? alias->name : alias->asname);
          else into_.star = true;
        break;
      case Kind::ExprStmt:
        expression(to<ExprStmt>(node).value);
        break;
      default:
        break;
    }
  }

  void pattern(const Pattern* node) {
    if (!node) return;
    switch (node->kind) {
      case Kind::MatchStar:
        if (!to<MatchStar>(node).name.empty()) name(to<MatchStar>(node).name);
        break;
      case Kind::MatchAs:
        if (!to<MatchAs>(node).name.empty()) name(to<MatchAs>(node).name);
        pattern(to<MatchAs>(node).pattern);
        break;
      case Kind::MatchSequence:
        for (const Pattern* one : to<MatchSequence>(node).patterns) pattern(one);
        break;
      case Kind::MatchMapping:
        for (const Pattern* one : to<MatchMapping>(node).patterns) pattern(one);
        if (!to<MatchMapping>(node).rest.empty()) name(to<MatchMapping>(node).rest);
        break;
      case Kind::MatchClass:
        for (const Pattern* one : to<MatchClass>(node).patterns) pattern(one);
        for (const Pattern* one : to<MatchClass>(node).keyword_patterns) pattern(one);
        break;
      case Kind::MatchOr:
        for (const Pattern* one : to<MatchOr>(node).patterns) pattern(one);
        break;
      default:
        break;
    }
  }

  Effects& into_;
};

}  // namespace

void add_effects(Span<Stmt*> statements, Effects& into) { EffectsFinder(into).statements(statements, false); }
Effects effects_of(Span<Stmt*> statements) {
  Effects found;
  add_effects(statements, found);
  return found;
}

Value Frame::dependent(const Opaque& why, const Node& node) {
  // "depends on (depends on (…": the first reason is the one that helps.
  if (why.reason.starts_with("depends on ") || why.reason.starts_with("could not be evaluated"))
    return interp_.opaque_from(why);
  return interp_.opaque("depends on " + describe(why), at(node));
}

void Frame::spoil(const Effects& effects, Value with) {
  const Opaque& unknown = *with.as<Opaque>();
  for (Symbol name : effects.names) {
    Opaque* made = interp_.opaque_from(unknown).as<Opaque>();
    made->name = name;
    bind(name, made, 0);
  }
  if (effects.star) scope_->module->unknown_star = with.as<Opaque>();
  const auto quietly = [&](const Expr* node) -> Value {
    // Only what can be named without running code.
    for (const Expr* part = node; part;) {
      if (part->kind == Kind::Name) {
        try {
          return eval(node);
        } catch (const Raised&) {
          return {};
        }
      }
      const Attribute* attribute = as<Attribute>(part);
      if (!attribute) return {};
      part = attribute->value;
    }
    return {};
  };
  for (const Expr* node : effects.attributes) {
    if (const Name* name = as<Name>(node)) {
      // Changed by a method or by name[…] = …: whoever asks this name gets no answer.
      Opaque* made = interp_.opaque_from(unknown).as<Opaque>();
      made->name = name->id;
      bind(name->id, made, 0);
    } else if (const Attribute* attribute = as<Attribute>(node)) {
      const Value object = quietly(attribute->value);
      if (object && !opaque_in(object))
        interp_.set(object, attribute->attr, interp_.opaque_from(unknown), with->origin());
    }
  }
  for (const auto& [node, attr] : effects.set_attributes) {
    const Value object = quietly(node);
    if (object && !opaque_in(object)) interp_.set(object, attr, interp_.opaque_from(unknown), with->origin());
  }
}

Flow Frame::skip(const Stmt& statement, const Opaque& why, std::initializer_list<Span<Stmt*>> bodies) {
  const Value unknown = dependent(why, statement);
  Effects effects;
  for (Span<Stmt*> body : bodies) add_effects(body, effects);
  in_.skips.push_back({at(statement), std::string(unknown.as<Opaque>()->reason), &statement, scope_->module});
  spoil(effects, unknown);
  if (effects.yields && generator_) {
    generator_->unknown = unknown.as<Opaque>();
    returned_ = unknown;
    return Flow::return_;
  }
  if (effects.returns && scope_->sort == Scope::Sort::function) {
    returned_ = unknown;
    if (generator_) generator_->unknown = unknown.as<Opaque>();
    return Flow::return_;
  }
  if (effects.breaks) {
    undecided_loop_ = unknown.as<Opaque>();
    return Flow::break_;
  }
  return Flow::normal;
}

// A loop that does not run, or not any further: what its body breaks out of is itself.
Flow Frame::skip_loop(const Stmt& loop, const Opaque& why, Span<Stmt*> body, Span<Stmt*> orelse) {
  const Flow flow = skip(loop, why, {body, orelse});
  undecided_loop_ = nullptr;
  return flow == Flow::return_ ? flow : Flow::normal;
}

// A handler that raises, or leaves the program, is no other way.
static bool is_other_way(const ExceptHandler* handler) {
  if (handler->body.empty()) return true;
  const Stmt* last = handler->body[handler->body.size() - 1];
  const ExprStmt* expression = as<ExprStmt>(last);
  const ast::Call* call = expression ? as<ast::Call>(expression->value) : nullptr;
  const Attribute* function = call ? as<Attribute>(call->function) : nullptr;
  return last->kind != Kind::Raise && !(function && function->attr == "exit");
}

bool Frame::has_other_way(const Try& node) {
  if (std::none_of(node.handlers.begin(), node.handlers.end(), is_other_way)) return false;
  const Value exception = interp_.instance(*interp_.builtin("ModuleNotFoundError"), at(node));
  for (const ExceptHandler* handler : node.handlers)
    if (catches(*handler, exception)) return is_other_way(handler);
  return false;
}

// try: import x, except ImportError: of a package that nobody knows the import is taken to succeed, which is a guess
// where something is done without it.
const Opaque* Frame::guessed_import(const Try& node) {
  const Opaque* missing = nullptr;
  for (const Stmt* one : node.body) {
    if (const Import* names = as<Import>(one))
      for (const ast::Alias* alias : names->names)
        if (!missing) missing = package_outside(interp_, alias->name);
    if (const ImportFrom* names = as<ImportFrom>(one); names && !missing)
      missing = package_outside(interp_, absolute_name(interp_, *scope_->module, names->level, names->module));
  }
  return missing && has_other_way(node) ? missing : nullptr;
}

// Names that the other branch leaves otherwise are as unknown as what decides.
void Frame::doubt_branches(const Try& node, const Opaque& guessed) {
  Effects imported, bound;
  for (Stmt* one : node.body) add_effects({&one, 1}, one->kind == Kind::Import || one->kind == Kind::ImportFrom ? imported : bound);
  for (const ExceptHandler* handler : node.handlers) add_effects(handler->body, bound);
  add_effects(node.orelse, bound);
  const Value unknown = interp_.opaque("depends on whether " + guessed.name.str() + " is installed", at(node));
  in_.skips.push_back({at(node), std::string(unknown.as<Opaque>()->reason), &node, scope_->module});
  Effects known;
  for (Symbol name : bound.names)
    if (const Value now = scope_->names->find(name); !now || !opaque_in(now)) known.names.push_back(name);
  spoil(known, unknown);
}

// What stands under `if TYPE_CHECKING:` does not run, but annotations may need its names.
void Frame::defer(Span<Stmt*> statements) {
  for (const Stmt* one : statements) {
    Effects effects;
    Stmt* only = const_cast<Stmt*>(one);
    add_effects({&only, 1}, effects);
    for (Symbol name : effects.names) scope_->deferred.emplace(name, one);
  }
}

}  // namespace trueup::py
