// Statements, except definitions (eval_definitions.cpp), match (eval_match.cpp) and the undecided (eval_skip.cpp).
#include "python/frame.h"
#include "python/parser.h"

namespace trueup::py {

using namespace ast;
static const Words& w = words();

Flow Frame::run(Span<Stmt*> statements) {
  for (const Stmt* one : statements) {
    const Flow flow = is_contained() ? contained(one) : statement(one);
    if (flow != Flow::normal) return flow;
  }
  return Flow::normal;
}

// One that stands at the very margin, under no `if`.
static bool is_unconditional_raise(const Stmt& one) { return one.kind == Kind::Raise && one.column == 0; }

// At the top of a module or class an exception that no `except` awaits ends one statement, not the reading: a model
// with one odd line is still a model.
Flow Frame::contained(const Stmt* one) {
  try {
    return statement(one);
  } catch (const Raised& raised) {
    if (would_be_caught(raised.exception)) throw;
    const Origin place = at(*one);
    std::string said = exception_text(interp_, raised.exception);
    Diag diag{.code = "python-exception", .message = said, .origin = place, .severity = Severity::warning};
    for (const auto& hook : in_.failures) hook(*one, *scope_->module, diag);
    if (scope_->module->is_installed) diag.code.clear();  // what it lacks stays unknown where somebody needs it
    if (!diag.code.empty() && in_.diags.size() < 1000) in_.diags.push_back(std::move(diag));
    Effects effects;
    Stmt* only = const_cast<Stmt*>(one);
    add_effects({&only, 1}, effects);
    spoil(effects, interp_.opaque("could not be evaluated: " + said, place));
    // What stands behind a `raise` that no condition guards never runs.
    return is_unconditional_raise(*one) && scope_->sort == Scope::Sort::module ? Flow::return_ : Flow::normal;
  }
}

bool Frame::would_be_caught(Value exception) {
  for (std::size_t i = in_.tries.size(); i-- > 0;) {
    const ActiveTry active = in_.tries[i];
    if (!active.statement) return true;  // a context manager is to be asked
    Frame frame(interp_, active.scope);
    for (const ExceptHandler* handler : active.statement->handlers)
      if (frame.catches(*handler, exception)) return true;
  }
  return false;
}

Flow Frame::statement(const Stmt* node) {
  in_.step();
  in_.at = at(*node);
  switch (node->kind) {
    case Kind::ExprStmt:
      eval(to<ExprStmt>(node).value);
      return Flow::normal;
    case Kind::Assign: {
      const Assign& assignment = to<Assign>(node);
      const Value value = eval(assignment.value);
      for (const Expr* target : assignment.targets) assign(target, value);
      return Flow::normal;
    }
    case Kind::AnnAssign:
      exec_ann_assign(to<AnnAssign>(node));
      return Flow::normal;
    case Kind::AugAssign:
      exec_aug_assign(to<AugAssign>(node));
      return Flow::normal;
    case Kind::FunctionDef:
      exec_function(to<FunctionDef>(node));
      return Flow::normal;
    case Kind::ClassDef:
      exec_class(to<ClassDef>(node));
      return Flow::normal;
    case Kind::Import:
      exec_import(to<Import>(node));
      return Flow::normal;
    case Kind::ImportFrom:
      exec_import_from(to<ImportFrom>(node));
      return Flow::normal;
    case Kind::Return: {
      const Return& back = to<Return>(node);
      returned_ = back.value ? eval(back.value) : in_.none;
      return Flow::return_;
    }
    case Kind::If:
      return exec_if(&to<If>(node));
    case Kind::For:
      return exec_for(to<For>(node));
    case Kind::While:
      return exec_while(to<While>(node));
    case Kind::With:
      return exec_with(to<With>(node), 0);
    case Kind::Try:
      return exec_try(to<Try>(node));
    case Kind::Match:
      return exec_match(to<Match>(node));
    case Kind::Raise:
      exec_raise(to<Raise>(node));
      return Flow::normal;
    case Kind::Assert: {
      const Assert& check = to<Assert>(node);
      if (interp_.truth(eval(check.test)) == Truth::no) {
        std::string message;
        if (check.message) message = interp_.str(eval(check.message));
        interp_.raise("AssertionError", message);
      }
      return Flow::normal;
    }
    case Kind::Delete:
      for (const Expr* target : to<Delete>(node).targets) exec_delete(target);
      return Flow::normal;
    case Kind::Global:
      for (Symbol name : to<Global>(node).names) scope_->globals.push_back(name);
      return Flow::normal;
    case Kind::Nonlocal:
      for (Symbol name : to<Nonlocal>(node).names) scope_->nonlocals.push_back(name);
      return Flow::normal;
    case Kind::TypeAlias:
      exec_type_alias(to<TypeAlias>(node));
      return Flow::normal;
    case Kind::Break:
      return Flow::break_;
    case Kind::Continue:
      return Flow::continue_;
    default:
      return Flow::normal;
  }
}

// ---- names and targets ----------------------------------------------------------------------------------------------

static bool contains_name(const std::vector<Symbol>& names, Symbol name) {
  for (Symbol one : names)
    if (one == name) return true;
  return false;
}

void Frame::bind(Symbol given, Value value, std::uint32_t line) {
  const Symbol name = mangled(given);
  if (!scope_->globals.empty() && contains_name(scope_->globals, name)) {
    scope_->module->attrs.set(name, value, line);
    return;
  }
  if (!scope_->nonlocals.empty() && contains_name(scope_->nonlocals, name)) {
    for (Scope* outer = scope_->parent; outer; outer = outer->parent)
      if (outer->sort == Scope::Sort::function && outer->names->has(name)) return outer->names->set(name, value, line);
  }
  if (scope_->sort == Scope::Sort::module) {
    if (const auto found = in_.bare_defines.find(name); found != in_.bare_defines.end()) value = found->second;
    if (const auto of = in_.dotted_defines.find(scope_->module->name); of != in_.dotted_defines.end())
      if (const auto found = of->second.find(name); found != of->second.end()) value = found->second;
  }
  scope_->names->set(name, value, line);
}

void Frame::assign(const Expr* target, Value value) {
  switch (target->kind) {
    case Kind::Name:
      bind(to<Name>(target).id, value, target->line);
      return;
    case Kind::Attribute: {
      const Attribute& node = to<Attribute>(target);
      interp_.set(eval(node.value), mangled(node.attr), value, at(*target));
      return;
    }
    case Kind::Subscript: {
      const Subscript& node = to<Subscript>(target);
      const Value object = eval(node.value);
      set_subscript(interp_, object, eval_slice(node.slice), value, at(*target));
      return;
    }
    case Kind::Starred:
      assign(to<Starred>(target).value, value);
      return;
    case Kind::Tuple:
    case Kind::List:
      break;
    default:
      return;
  }
  const Span<Expr*> targets =
      target->kind == Kind::Tuple ? to<ast::Tuple>(target).elements : to<ast::List>(target).elements;
  switch (value->type) {
    case Type::none:
    case Type::boolean:
    case Type::integer:
    case Type::real:
    case Type::function:
      interp_.raise("TypeError", "cannot unpack non-iterable " + interp_.class_of(value)->name.str() + " object");
    default:
      break;
  }
  const auto [values, unknown] = interp_.elements(value, at(*target));
  std::size_t starred = targets.size();
  for (std::size_t i = 0; i < targets.size(); ++i)
    if (targets[i]->kind == Kind::Starred) starred = i;
  if (unknown) {
    // Those before the unknown part are known.
    for (std::size_t i = 0; i < targets.size(); ++i)
      assign(targets[i], i < starred && i < values.size()
                             ? values[i]
                             : interp_.opaque_from(*unknown, "[" + std::to_string(i) + "]"));
    return;
  }
  if (starred == targets.size()) {
    if (values.size() > targets.size())
      interp_.raise("ValueError", "too many values to unpack (expected " + std::to_string(targets.size()) + ")");
    if (values.size() < targets.size())
      interp_.raise("ValueError", "not enough values to unpack (expected " + std::to_string(targets.size()) + ", got " +
                                      std::to_string(values.size()) + ")");
    for (std::size_t i = 0; i < targets.size(); ++i) assign(targets[i], values[i]);
    return;
  }
  const std::size_t behind = targets.size() - starred - 1;
  if (values.size() < starred + behind)
    interp_.raise("ValueError", "not enough values to unpack (expected at least " + std::to_string(starred + behind) +
                                    ", got " + std::to_string(values.size()) + ")");
  for (std::size_t i = 0; i < starred; ++i) assign(targets[i], values[i]);
  assign(targets[starred], interp_.list({values.begin() + static_cast<std::ptrdiff_t>(starred),
                                         values.end() - static_cast<std::ptrdiff_t>(behind)}));
  for (std::size_t i = 0; i < behind; ++i) assign(targets[starred + 1 + i], values[values.size() - behind + i]);
}

void Frame::exec_delete(const Expr* target) {
  switch (target->kind) {
    case Kind::Name: {
      const Symbol name = to<Name>(target).id;
      if (contains_name(scope_->globals, name) ? scope_->module->attrs.erase(name) : scope_->names->erase(name)) return;
      interp_.raise("NameError", "name '" + name.str() + "' is not defined");
    }
    case Kind::Attribute:
      interp_.del(eval(to<Attribute>(target).value), mangled(to<Attribute>(target).attr), at(*target));
      return;
    case Kind::Subscript: {
      const Value object = eval(to<Subscript>(target).value);
      del_subscript(interp_, object, eval_slice(to<Subscript>(target).slice), at(*target));
      return;
    }
    case Kind::Tuple:
      for (const Expr* one : to<ast::Tuple>(target).elements) exec_delete(one);
      return;
    case Kind::List:
      for (const Expr* one : to<ast::List>(target).elements) exec_delete(one);
      return;
    default:
      return;
  }
}

void Frame::exec_aug_assign(const AugAssign& node) {
  Value object, key, old;
  switch (node.target->kind) {
    case Kind::Attribute:
      object = eval(to<Attribute>(node.target).value);
      old = interp_.get(object, mangled(to<Attribute>(node.target).attr), at(*node.target));
      break;
    case Kind::Subscript:
      object = eval(to<Subscript>(node.target).value);
      key = eval_slice(to<Subscript>(node.target).slice);
      old = interp_.subscript(object, key, at(*node.target));
      break;
    default:
      old = eval(node.target);
      break;
  }
  const Value operand = eval(node.value);
  Value made;
  // Lists, sets and dicts change in place: others that hold them see it.
  if (List* list = held(old).as<List>(); list && node.op == Operator::add) {
    const auto [values, unknown] = interp_.elements(operand, at(node));
    if (unknown) {
      made = interp_.opaque_from(*unknown);
    } else {
      in_.grew(list->elements.size() + values.size(), values.size());
      list->elements.insert(list->elements.end(), values.begin(), values.end());
      made = old;
    }
  } else if (Set* set = old.as<Set>(); set && !set->frozen && node.op == Operator::bitor_ && operand.as<Set>()) {
    for (const Keyed::Entry& entry : std::vector<Keyed::Entry>(operand.as<Set>()->entries))
      if (entry.key) interp_.set_add(*set, entry.key);
    if (operand.as<Set>()->doubt) set->doubt = operand.as<Set>()->doubt;
    made = old;
  } else if (Dict* dict = old.as<Dict>(); dict && node.op == Operator::bitor_ && operand.as<Dict>()) {
    for (const Keyed::Entry& entry : std::vector<Keyed::Entry>(operand.as<Dict>()->entries))
      if (entry.key) interp_.dict_set(*dict, entry.key, entry.value);
    if (operand.as<Dict>()->doubt) dict->doubt = operand.as<Dict>()->doubt;
    made = old;
  } else {
    static constexpr const char* names[] = {"__iadd__", "__isub__", "__imul__",     "__imatmul__", "__itruediv__",
                                            "__imod__", "__ipow__", "__ilshift__",  "__irshift__", "__ior__",
                                            "__ixor__", "__iand__", "__ifloordiv__"};
    if (old.as<Instance>())
      if (Value method = find_special(interp_, old, Symbol(names[static_cast<int>(node.op)]))) {
        made = interp_.call(method, {old, operand}, at(node));
        if (made->type == Type::not_implemented) made = {};
      }
    if (!made) made = interp_.binary(node.op, old, operand, at(node));
  }
  switch (node.target->kind) {
    case Kind::Attribute:
      interp_.set(object, mangled(to<Attribute>(node.target).attr), made, at(*node.target));
      break;
    case Kind::Subscript:
      set_subscript(interp_, object, key, made, at(*node.target));
      break;
    default:
      assign(node.target, made);
      break;
  }
}

void Frame::exec_ann_assign(const AnnAssign& node) {
  if (scope_->annotations && node.is_simple)
    if (const Name* name = as<Name>(node.target)) {
      Annotation note{.name = name->id,
                      .line = node.line,
                      .column = node.column + 1,
                      .written = node.annotation_place,
                      .scope = scope_};
      bool known = false;
      for (Annotation& one : *scope_->annotations)
        if (one.name == name->id) one = note, known = true;
      if (!known) scope_->annotations->push_back(note);
    }
  if (node.value) assign(node.target, eval(node.value));
}

// ---- control flow ---------------------------------------------------------------------------------------------------

static bool asks_type_checking(const Expr* test) {
  if (const Name* name = as<Name>(test)) return name->id == w.type_checking;
  if (const Attribute* attribute = as<Attribute>(test)) return attribute->attr == w.type_checking;
  return false;
}

Flow Frame::exec_if(const If* node) {
  for (;;) {
    if (asks_type_checking(node->test)) {
      defer(node->body);
    } else {
      const Value test = eval(node->test);
      const Truth answer = interp_.truth(test);
      if (answer == Truth::yes) return run(node->body);
      if (answer == Truth::unknown) {
        if (Opaque* why = opaque_in(test)) return skip(*node, *why, {node->body, node->orelse});
        return skip(*node, *interp_.opaque("is not known", at(*node->test)).as<Opaque>(), {node->body, node->orelse});
      }
    }
    const If* next = node->orelse.size() == 1 ? as<If>(node->orelse[0]) : nullptr;
    if (!next) return run(node->orelse);
    node = next;
    in_.step();
  }
}

Flow Frame::exec_for(const For& node) {
  const Value iterable = eval(node.iter);
  if (node.is_async)
    return skip_loop(node, *interp_.opaque("is asynchronous", at(node)).as<Opaque>(), node.body, node.orelse);
  Opaque* unknown = opaque_in(iterable);
  if (!unknown) {
    const Value iterator = make_iterator(interp_, iterable, at(*node.iter));
    unknown = opaque_in(iterator);
    while (!unknown) {
      in_.step();
      const Value next = next_of(interp_, iterator, unknown, at(*node.iter));
      if (unknown) break;
      if (!next) return run(node.orelse);
      assign(node.target, next);
      const Flow flow = run(node.body);
      if (flow == Flow::return_) return flow;
      if (flow == Flow::break_) {
        if (!undecided_loop_) return Flow::normal;
        unknown = undecided_loop_;
        undecided_loop_ = nullptr;
        break;
      }
    }
  }
  // The target's names are not known either.
  Effects effects;
  Stmt* self = const_cast<For*>(&node);
  add_effects({&self, 1}, effects);
  spoil(effects, dependent(*unknown, node));
  return skip_loop(node, *unknown, node.body, node.orelse);
}

Flow Frame::exec_while(const While& node) {
  for (;;) {
    in_.step();
    const Value test = eval(node.test);
    const Truth answer = interp_.truth(test);
    if (answer == Truth::no) return run(node.orelse);
    Opaque* unknown = nullptr;
    if (answer == Truth::unknown) {
      unknown = opaque_in(test);
      if (!unknown) unknown = interp_.opaque("is not known", at(node)).as<Opaque>();
    } else {
      const Flow flow = run(node.body);
      if (flow == Flow::return_) return flow;
      if (flow == Flow::break_ && !undecided_loop_) return Flow::normal;
      if (flow == Flow::break_) unknown = undecided_loop_;
      undecided_loop_ = nullptr;
    }
    if (unknown) return skip_loop(node, *unknown, node.body, node.orelse);
  }
}

Flow Frame::exec_with(const With& node, std::size_t part) {
  if (part == node.parts.size()) return run(node.body);
  const WithItem& item = node.parts[part];
  const Value entered = eval(item.context);
  if (Opaque* unknown = opaque_in(entered)) {
    if (item.target) assign(item.target, interp_.opaque_from(*unknown, ".__enter__()"));
    return exec_with(node, part + 1);
  }
  const Value enter = interp_.find(entered, w.enter_, at(node)), leave = interp_.find(entered, w.exit_, at(node));
  if (!enter || !leave)
    interp_.raise("TypeError", "'" + interp_.class_of(entered)->name.str() +
                                   "' object does not support the context manager protocol");
  const Value given = interp_.call(enter, {}, at(node));
  if (item.target) assign(item.target, given);
  Flow flow;
  try {
    Trying trying(in_, nullptr, scope_);
    flow = exec_with(node, part + 1);
  } catch (const Raised& raised) {
    const Value cls = raised.exception.as<Instance>() ? Value(raised.exception.as<Instance>()->cls) : in_.none;
    if (interp_.truth(interp_.call(leave, {cls, raised.exception, in_.none}, at(node))) == Truth::yes)
      return Flow::normal;
    throw;
  }
  interp_.call(leave, {in_.none, in_.none, in_.none}, at(node));
  return flow;
}

bool Frame::catches(const ExceptHandler& handler, Value exception) {
  if (!handler.type) return true;
  try {
    return interp_.is_instance(exception, eval(handler.type)) == Truth::yes;
  } catch (const Raised&) {
    return false;
  }
}

Flow Frame::exec_try(const Try& node) {
  Flow flow = Flow::normal;
  const auto body = [&]() -> Flow {
    Value caught;
    try {
      Trying trying(in_, &node, scope_);
      flow = run(node.body);
    } catch (const Raised& raised) {
      caught = raised.exception;
    }
    if (!caught) {
      if (flow == Flow::normal) flow = run(node.orelse);
      if (const Opaque* guessed = guessed_import(node)) doubt_branches(node, *guessed);
      return flow;
    }
    for (const ExceptHandler* handler : node.handlers) {
      if (!catches(*handler, caught)) continue;
      if (!handler->name.empty()) bind(handler->name, caught, handler->line);
      in_.handling.push_back(caught);
      struct Pop {
        std::vector<Value>& values;
        ~Pop() { values.pop_back(); }
      } pop{in_.handling};
      const Flow after = run(handler->body);
      if (!handler->name.empty()) scope_->names->erase(handler->name);
      return after;
    }
    throw Raised{caught};
  };
  if (node.finalbody.empty()) return body();
  Value pending;
  try {
    flow = body();
  } catch (const Raised& raised) {
    pending = raised.exception;
  }
  const Value kept = returned_;
  const Flow last = run(node.finalbody);
  if (last != Flow::normal) return last;
  if (pending) throw Raised{pending};
  returned_ = kept;
  return flow;
}

void Frame::exec_raise(const Raise& node) {
  if (!node.exception) {
    if (in_.handling.empty()) interp_.raise("RuntimeError", "No active exception to reraise");
    throw Raised{in_.handling.back()};
  }
  Value exception = eval(node.exception);
  if (exception.as<Class>()) exception = interp_.call(exception, {}, at(node));
  if (Opaque* unknown = opaque_in(exception)) interp_.raise("Exception", "raised " + describe(*unknown));
  if (interp_.is_instance(exception, in_.classes.base_exception) == Truth::no)
    interp_.raise("TypeError", "exceptions must derive from BaseException");
  if (node.cause)
    if (Instance* instance = exception.as<Instance>()) instance->attrs.set(w.cause_, eval(node.cause));
  throw Raised{exception};
}

// ---- imports --------------------------------------------------------------------------------------------------------

void Frame::exec_import(const Import& node) {
  for (const ast::Alias* alias : node.names) {
    const Value module = import_module(interp_, alias->name, at(*alias));
    if (!alias->asname.empty()) {
      bind(alias->asname, module, alias->line);
      continue;
    }
    // `import a.b` binds a.
    const std::string_view dotted = alias->name.view();
    const std::size_t dot = dotted.find('.');
    if (dot == std::string_view::npos) {
      bind(alias->name, module, alias->line);
    } else {
      const Symbol top(dotted.substr(0, dot));
      bind(top, import_module(interp_, top, at(*alias)), alias->line);
    }
  }
}

void Frame::exec_import_from(const ImportFrom& node) {
  const Symbol name = absolute_name(interp_, *scope_->module, node.level, node.module);
  const Value module = import_module(interp_, name, at(node));
  for (const ast::Alias* alias : node.names) {
    if (alias->name == w.star) {
      if (Opaque* unknown = opaque_in(module)) {
        scope_->module->unknown_star = unknown;
        continue;
      }
      Module& from = *module.as<Module>();
      if (from.unknown_star) scope_->module->unknown_star = from.unknown_star;
      // Native modules hold what is modelled of them; they have more names than that.
      if (from.is_native && from.missing)
        scope_->module->unknown_star = interp_.opaque("is not modelled", at(node), from.name.view()).as<Opaque>();
      if (Value all = from.attrs.find(w.all_); all && !opaque_in(all)) {
        for (Value one : interp_.elements(all, at(node)).values)
          if (auto text = text_of(one))
            bind(Symbol(*text), import_from(interp_, module, Symbol(*text), at(node)), node.line);
        continue;
      }
      for (const Names::Entry& entry : std::vector<Names::Entry>(from.attrs.entries()))
        if (!entry.name.view().starts_with('_')) bind(entry.name, entry.value, node.line);
      continue;
    }
    bind(alias->asname.empty() ? alias->name : alias->asname, import_from(interp_, module, alias->name, at(*alias)),
         alias->line);
  }
}

}  // namespace trueup::py
