// Annotations: evaluated when somebody asks, in the scope they were written in. Names that are not there become
// ForwardRefs, which resolve() follows later: into modules imported only under TYPE_CHECKING, if need be.
#include <algorithm>
#include <optional>

#include "python/frame.h"
#include "python/internals.h"
#include "python/parser.h"
#include "python/tokenizer.h"

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

// The annotation as written where it is made of names, dots, brackets, commas and bars alone, on one line: what most are.
// Calls, texts and operators give something new each time, or may. Empty for all others.
std::string_view plain_text(const Annotation& annotation) {
  if (annotation.expression || !annotation.scope || !annotation.scope->tree || !annotation.written.line) return {};
  if (!annotation.scope->tree->recall_source()) return {};
  const std::string_view source = annotation.scope->tree->source().substr(annotation.written.offset);
  std::size_t end = 0;
  for (int depth = 0; end < source.size(); ++end) {
    const char c = source[end];
    if (c == '[') ++depth;
    else if (c == ']') --depth;
    else if (depth == 0 && (c == '=' || c == '\n' || c == '#')) break;
    else if (!ast::is_identifier_byte(c) && c != '.' && c != ',' && c != '|' && c != ' ') return {};
    if (depth < 0) return {};
  }
  while (end > 0 && source[end - 1] == ' ') --end;
  return source.substr(0, end);
}

// The names that a plain annotation looks up; nothing where it holds one that means something of its own (None apart).
std::optional<std::vector<Symbol>> names_in(std::string_view text) {
  std::vector<Symbol> names;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!ast::is_identifier_byte(text[at])) continue;
    std::size_t end = at;
    while (end < text.size() && ast::is_identifier_byte(text[end])) ++end;
    const std::string_view name = text.substr(at, end - at);
    const bool is_part = at > 0 && text[at - 1] == '.', is_number = name[0] >= '0' && name[0] <= '9';
    if (name.starts_with("__")) return std::nullopt;  // mangled
    if (!is_part && !is_number && name != "None") names.emplace_back(name);
    at = end;
  }
  return names;
}

// Whether evaluating the same names again would give an equal value: nothing in it is waiting to be known.
bool is_settled(Value value, int depth = 0) {
  if (!value || depth > 20 || value.as<Opaque>() || value.as<ForwardRef>()) return false;
  const Alias* alias = value.as<Alias>();
  if (!alias) return true;
  if (!is_settled(alias->origin, depth + 1)) return false;
  for (Value arg : alias->args)
    if (!is_settled(arg, depth + 1)) return false;
  return true;
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
  // A name alone, as most are: "User" needs no tree.
  const bool is_name = !text.empty() && (text[0] < '0' || text[0] > '9') && std::all_of(text.begin(), text.end(), ast::is_identifier_byte);
  if (is_name && text != "None" && text != "True" && text != "False") {
    Frame frame(interp, scope);
    const Value found = frame.look_up(frame.mangled(Symbol(text)));
    return found ? found : make_forward(interp, text, scope);
  }
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
  Entry entry(*internals_);
  Frame frame(*this, annotation.scope);
  frame.in_annotation = true;
  frame.annotation_line = annotation.line;
  // Thousands of columns share a few dozen texts: those whose names mean what they meant before are known.
  const std::string_view text = plain_text(annotation);
  auto& known = internals_->known_annotations;
  if (const auto found = text.empty() ? known.end() : known.find(text); found != known.end()) {
    const auto& names = found->second.names;
    if (std::all_of(names.begin(), names.end(), [&](const auto& name) { return frame.look_up(name.first) == name.second; })) return found->second.value;
  }
  ast::Arena scratch;
  scratch.begin_with(512);
  if (annotation.scope->tree && annotation.written.line)
    if (const auto there = annotation.scope->tree->recall_source(); !there) return opaque("could not be read again: " + there.error().message, annotation.origin());
  const ast::Expr* expression = written_expression(annotation, scratch);
  if (!expression) return none();
  try {
    const Value made = frame.eval(expression);
    if (!text.empty() && is_settled(made))
      if (const auto names = names_in(text)) {
        const auto before = known.find(text);
        KnownAnnotation& kept = before != known.end() ? before->second : known[heap().copy(text)];
        kept = {.value = made};
        for (Symbol name : *names) kept.names.emplace_back(name, frame.look_up(name));
      }
    return made;
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
