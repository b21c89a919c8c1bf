// Annotations: evaluated when somebody asks, in the scope they were written in. Names that are not there become
// ForwardRefs, which resolve() follows later: into modules imported only under TYPE_CHECKING, if need be.
#include "python/frame.h"
#include "python/internals.h"
#include "python/parser.h"

namespace trueup::py {

const ast::Expr* parse_expression(Interpreter& interp, std::string_view text) {
  Interpreter::Internals& in = interp.internals();
  if (text.size() > 10'000) return nullptr;
  auto [at, fresh] = in.texts.try_emplace(std::string(text), nullptr);
  if (fresh) {
    // In parentheses, so that line breaks in it do no harm.
    auto tree = parse_python("(" + std::string(text) + "\n)", Symbol("<text>"));
    if (tree) {
      at->second = tree->get();
      in.trees.push_back(std::move(*tree));
    }
  }
  if (!at->second) return nullptr;
  const ast::Module& module = at->second->module();
  const ast::ExprStmt* only = module.body.size() == 1 ? ast::as<ast::ExprStmt>(module.body[0]) : nullptr;
  return only ? only->value : nullptr;
}

namespace {

const ast::Expr* written_expression(const Annotation& annotation, ast::Arena& scratch) {
  if (annotation.expression || !annotation.scope || !annotation.scope->tree || !annotation.written.line) return annotation.expression;
  return annotation.scope->tree->expression(annotation.written, scratch);
}

}  // namespace

Value make_forward(Interpreter& interp, std::string_view text, Scope* scope) {
  ForwardRef* made = interp.heap().make<ForwardRef>();
  made->text = interp.heap().copy(text);
  made->scope = scope;
  made->module = scope->module;
  capture(scope);
  return made;
}

Value parse_forward(Interpreter& interp, std::string_view text, Scope* scope) {
  const ast::Expr* expression = parse_expression(interp, text);
  if (!expression || expression->kind == ast::Kind::Constant) {
    if (const ast::Constant* constant = ast::as<ast::Constant>(expression);
        constant && constant->type == ast::ConstantType::none)
      return interp.none();
    return make_forward(interp, text, scope);
  }
  try {
    Frame frame(interp, scope);
    frame.in_annotation = true;
    return frame.eval(expression);
  } catch (const Raised&) {
    return make_forward(interp, text, scope);
  }
}

Origin Annotation::origin() const { return scope ? Origin{scope->file, line, column} : value ? value->origin() : Origin{}; }

Value Interpreter::evaluate(const Annotation& annotation) {
  if (annotation.value) return annotation.value;
  if (!annotation.scope) return none();
  ast::Arena scratch;
  scratch.begin_with(512);
  const ast::Expr* expression = written_expression(annotation, scratch);
  if (!expression) return none();
  Entry entry(*internals_);
  try {
    Frame frame(*this, annotation.scope);
    frame.in_annotation = true;
    frame.annotation_line = annotation.line;
    return frame.eval(expression);
  } catch (const Raised& raised) {
    return opaque("could not be evaluated: " + exception_text(*this, raised.exception), annotation.origin(),
                  source(annotation));
  } catch (const Exhausted& exhausted) {
    return opaque("could not be evaluated: " + exhausted.what, annotation.origin());
  }
}

std::string Interpreter::source(const Annotation& annotation) const {
  ast::Arena scratch;
  const ast::Expr* expression = written_expression(annotation, scratch);
  return expression ? std::string(annotation.scope->tree->text(*expression)) : std::string();
}

namespace {

// A name that only code under `if TYPE_CHECKING:` binds: that statement is run, in a scope of its own.
Value run_deferred(Interpreter& interp, Scope* from, Symbol name) {
  for (Scope* scope = from; scope; scope = scope->parent) {
    const auto found = scope->deferred.find(name);
    if (found == scope->deferred.end()) continue;
    const ast::Stmt* statement = found->second;
    Scope* inner = interp.internals().new_scope(Scope::Sort::function, scope);
    inner->captured = true;
    ast::Stmt* only = const_cast<ast::Stmt*>(statement);
    Frame(interp, inner).run({&only, 1});
    if (Value value = inner->names->find(name)) return value;
  }
  return {};
}

}  // namespace

Value Interpreter::resolve(const ForwardRef& ref) {
  Entry entry(*internals_);
  try {
    const std::size_t end = ref.text.find_first_of(".[ |");
    const Symbol first(ref.text.substr(0, end));
    Value found = look_up(*this, ref.scope, first);
    if (!found) found = run_deferred(*this, ref.scope, first);
    if (!found || end == std::string_view::npos) return found;
    const ast::Expr* expression = parse_expression(*this, ref.text);
    if (!expression) return {};
    // The rest of the text, with the first name known.
    Scope* inner = internals_->new_scope(Scope::Sort::function, ref.scope);
    inner->names->set(first, found);
    Frame frame(*this, inner);
    frame.in_annotation = true;
    found = frame.eval(expression);
    internals_->release(inner);
    return found;
  } catch (const Raised&) {
    return {};
  } catch (const Exhausted&) {
    return {};
  }
}

Value Interpreter::evaluate_text(std::string_view expression, Module& module, const Origin& at) {
  Entry entry(*internals_);
  const ast::Expr* parsed = parse_expression(*this, expression);
  if (!parsed) return opaque("is not an expression", at, expression.substr(0, 60));
  if (!module.scope) {
    module.scope = internals_->new_scope(Scope::Sort::module, nullptr);
    module.scope->module = &module;
    module.scope->names = &module.attrs;
    module.scope->file = module.path;
    module.scope->captured = true;
  }
  try {
    return evaluate_expression(*this, parsed, module.scope);
  } catch (const Raised& raised) {
    return opaque("could not be evaluated: " + exception_text(*this, raised.exception), at, expression.substr(0, 60));
  } catch (const Exhausted& exhausted) {
    return opaque("could not be evaluated: " + exhausted.what, at);
  }
}

}  // namespace trueup::py
