// Expressions.
#include "python/frame.h"
#include "python/parser.h"

namespace trueup::py {

using namespace ast;
static const Words& w = words();

Value evaluate_expression(Interpreter& interp, const Expr* expression, Scope* scope) {
  return Frame(interp, scope).eval(expression);
}

// ---- names ----------------------------------------------------------------------------------------------------------

Value look_up(Interpreter& interp, Scope* scope, Symbol name) {
  Interpreter::Internals& in = interp.internals();
  bool global = false;
  for (Symbol one : scope->globals)
    if (one == name) global = true;
  if (!global) {
    if (Value found = scope->names->find(name)) return found;
    for (const Scope* outer = scope->parent; outer; outer = outer->parent) {
      if (outer->sort == Scope::Sort::class_body) {
        if (name == w.class_ && outer->made) return outer->made;
        continue;
      }
      if (Value found = outer->names->find(name)) return found;
    }
  }
  Module* module = scope->module;
  if (Value found = module->attrs.find(name)) return found;
  if (Value found = in.builtins->attrs.find(name)) return found;
  if (module->unknown_star) return interp.opaque_from(*module->unknown_star, "." + name.str());
  return {};
}

Symbol Frame::mangled(Symbol name) const {
  const std::string_view text = name.view();
  if (text.size() < 3 || text[0] != '_' || text[1] != '_' || text.ends_with("__")) return name;
  for (const Scope* scope = scope_; scope; scope = scope->parent) {
    if (scope->sort != Scope::Sort::class_body) continue;
    std::string_view cls = scope->class_name.view();
    while (cls.starts_with('_')) cls.remove_prefix(1);
    return cls.empty() ? name : Symbol("_" + std::string(cls) + std::string(text));
  }
  return name;
}

Value Frame::look_up(Symbol name) {
  if (annotation_line && scope_->sort == Scope::Sort::class_body) {
    // When Python looked, what the class body defines further down was not there; nor do annotations mean a column
    // that shadows its own type.
    const Names::Entry* entry = scope_->names->entry(name);
    if (entry && entry->line < annotation_line) return entry->value;
    Scope* outer = scope_->parent;
    return outer ? py::look_up(interp_, outer, name) : Value();
  }
  // The commonest: a name of the scope itself.
  if (scope_->globals.empty())
    if (Value found = scope_->names->find(name)) return found;
  return py::look_up(interp_, scope_, name);
}

// ---- dispatch -------------------------------------------------------------------------------------------------------

Value Frame::eval(const Expr* node) {
  in_.step();
  switch (node->kind) {
    case Kind::Name: {
      const Symbol name = mangled(to<Name>(node).id);
      if (Value found = look_up(name)) return found;
      if (in_annotation) return make_forward(interp_, name.view(), scope_);
      interp_.raise("NameError", "name '" + name.str() + "' is not defined");
    }
    case Kind::Constant:
      return eval_constant(to<Constant>(node));
    default:
      break;
  }
  in_.guard();
  switch (node->kind) {
    case Kind::Call:
      return eval_call(to<ast::Call>(node));
    case Kind::Attribute:
      return eval_attribute(to<Attribute>(node));
    case Kind::Subscript:
      return eval_subscript(to<Subscript>(node));
    case Kind::BoolOp:
      return eval_bool_op(to<BoolOp>(node));
    case Kind::BinOp:
      return eval_bin_op(to<BinOp>(node));
    case Kind::Compare:
      return eval_compare(to<Compare>(node));
    case Kind::IfExp:
      return eval_if_exp(to<IfExp>(node));
    case Kind::JoinedStr:
      return eval_joined(to<JoinedStr>(node));
    case Kind::Dict:
      return eval_dict(to<ast::Dict>(node));
    case Kind::Lambda:
      return make_lambda(to<Lambda>(node));
    case Kind::NamedExpr: {
      const Value value = eval(to<NamedExpr>(node).value);
      // In a comprehension the name belongs to the scope around it.
      Scope* scope = scope_;
      while (scope_->is_comprehension && scope_->parent) scope_ = scope_->parent;
      assign(to<NamedExpr>(node).target, value);
      scope_ = scope;
      return value;
    }
    case Kind::UnaryOp: {
      const UnaryOp& op = to<UnaryOp>(node);
      const Value operand = eval(op.operand);
      if (op.op != UnaryOperator::not_) return unary(interp_, op.op, operand, at(*node));
      const Truth answer = interp_.truth(operand);
      if (answer == Truth::unknown) {
        if (Opaque* unknown = opaque_in(operand)) return interp_.opaque_from(*unknown);
        return interp_.opaque("is not known", at(*node));
      }
      return interp_.boolean(answer == Truth::no);
    }
    case Kind::Tuple: {
      const Span<Expr*> elements = to<ast::Tuple>(node).elements;
      if (elements.empty()) return in_.empty_tuple;
      std::vector<Value> values;
      if (Opaque* unknown = push_elements(elements, values)) return interp_.opaque_from(*unknown);
      const Value made = interp_.tuple(values);
      made->place(at(*node));
      return made;
    }
    case Kind::List: {
      std::vector<Value> values;
      if (Opaque* unknown = push_elements(to<ast::List>(node).elements, values)) return interp_.opaque_from(*unknown);
      py::List* made = interp_.list(std::move(values));
      made->place(at(*node));
      return made;
    }
    case Kind::Set: {
      std::vector<Value> values;
      if (Opaque* unknown = push_elements(to<ast::Set>(node).elements, values)) return interp_.opaque_from(*unknown);
      py::Set* made = interp_.set();
      made->place(at(*node));
      for (Value value : values) {
        if (Opaque* unknown = opaque_in(value)) return interp_.opaque_from(*unknown);
        interp_.set_add(*made, value);
      }
      return made;
    }
    case Kind::ListComp:
      return eval_comprehension(node, to<ListComp>(node).generators);
    case Kind::SetComp:
      return eval_comprehension(node, to<SetComp>(node).generators);
    case Kind::DictComp:
      return eval_comprehension(node, to<DictComp>(node).generators);
    case Kind::GeneratorExp:
      return eval_comprehension(node, to<GeneratorExp>(node).generators);
    case Kind::Slice:
      return eval_slice(node);
    case Kind::Yield:
      return eval_yield(to<Yield>(node));
    case Kind::YieldFrom:
      return eval_yield_from(to<YieldFrom>(node));
    case Kind::Await: {
      const Value value = eval(to<Await>(node).value);
      if (Opaque* unknown = opaque_in(value)) return interp_.opaque_from(*unknown);
      if (interp_.options().runs_async) return value;
      return interp_.opaque("is awaited", at(*node));
    }
    case Kind::TemplateStr:
      return interp_.opaque("is a template string", at(*node));
    case Kind::Starred:
      return eval(to<Starred>(node).value);
    default:
      break;
  }
  interp_.raise("SyntaxError", "an expression that is not evaluated");
}

Value Frame::eval_constant(const Constant& node) {
  switch (node.type) {
    case ConstantType::none:
      return in_.none;
    case ConstantType::true_:
      return in_.yes;
    case ConstantType::false_:
      return in_.no;
    case ConstantType::ellipsis:
      return in_.ellipsis;
    case ConstantType::integer:
      return interp_.integer(node.integer);
    case ConstantType::big_integer: {
      const Value made = parse_integer(interp_, node.text, 0);
      return made ? made : interp_.opaque("is a number that could not be read", at(node));
    }
    case ConstantType::real:
      return interp_.real(node.real);
    case ConstantType::imaginary:
      return interp_.opaque("is a complex number", at(node));
    case ConstantType::string: {
      if (node.has_named_characters) return interp_.opaque("has a \\N{…} character", at(node));
      if (in_annotation) return parse_forward(interp_, node.text, scope_);
      Text* made = in_.heap.make<Text>();  // its text lies in the tree, which lives as long
      made->data = node.text.data();
      made->size = static_cast<std::uint32_t>(node.text.size());
      made->place(at(node));
      return made;
    }
    case ConstantType::bytes:
      return interp_.bytes(node.text);
  }
  return in_.none;
}

// ---- operators ------------------------------------------------------------------------------------------------------

Value Frame::eval_bool_op(const BoolOp& node) {
  Value value;
  for (std::size_t i = 0; i < node.values.size(); ++i) {
    value = eval(node.values[i]);
    if (i + 1 == node.values.size()) break;
    const Truth answer = interp_.truth(value);
    if (answer == Truth::unknown) {
      // x and False is false, x or True is true, whatever x is — but which object it is, nobody knows, unless the
      // last one decides and only its truth is asked. The rest may have effects (walrus) that are not run.
      if (Opaque* unknown = opaque_in(value)) return interp_.opaque_from(*unknown);
      return interp_.opaque("is not known", at(node));
    }
    if ((answer == Truth::yes) == (node.op == BoolOperator::or_)) return value;
  }
  return value;
}

Value Frame::eval_bin_op(const BinOp& node) {
  // Long chains lean to the left: a + b + c …
  std::vector<const BinOp*> chain = {&node};
  while (const BinOp* left = as<BinOp>(chain.back()->left)) chain.push_back(left);
  Value value = eval(chain.back()->left);
  while (!chain.empty()) {
    const BinOp& op = *chain.back();
    chain.pop_back();
    value = interp_.binary(op.op, value, eval(op.right), at(op));
  }
  return value;
}

Value Frame::eval_compare(const Compare& node) {
  Value left = eval(node.left), result = in_.yes;
  for (std::size_t i = 0; i < node.ops.size(); ++i) {
    const Value right = eval(node.comparators[i]);
    result = interp_.compare(node.ops[i], left, right, at(node));
    if (i + 1 == node.ops.size()) return result;
    const Truth answer = interp_.truth(result);
    if (answer == Truth::no) return result;
    if (answer == Truth::unknown) {
      Opaque* unknown = opaque_in(result);
      return unknown ? Value(unknown) : interp_.opaque("is not known", at(node));
    }
    left = right;
  }
  return result;
}

Value Frame::eval_if_exp(const IfExp& node) {
  const Value test = eval(node.test);
  switch (interp_.truth(test)) {
    case Truth::yes:
      return eval(node.body);
    case Truth::no:
      return eval(node.orelse);
    case Truth::unknown:
      break;
  }
  if (Opaque* unknown = opaque_in(test)) return dependent(*unknown, node);
  return interp_.opaque("is not known", at(node));
}

Value Frame::eval_attribute(const Attribute& node) {
  const Value object = eval(node.value);
  if (in_annotation)
    if (const ForwardRef* ref = object.as<ForwardRef>())
      return make_forward(interp_, std::string(ref->text) + "." + node.attr.str(), scope_);
  return interp_.get(object, mangled(node.attr), at(node));
}

Value Frame::eval_slice(const Expr* node) {
  const ast::Slice* slice = as<ast::Slice>(node);
  if (!slice) return eval(node);
  py::Slice* made = in_.heap.make<py::Slice>();
  made->lower = slice->lower ? eval(slice->lower) : in_.none;
  made->upper = slice->upper ? eval(slice->upper) : in_.none;
  made->step = slice->step ? eval(slice->step) : in_.none;
  return made;
}

Value Frame::eval_subscript(const Subscript& node) {
  const Value object = eval(node.value);
  if (!in_annotation) return interp_.subscript(object, eval_slice(node.slice), at(node));
  if (const ForwardRef* ref = object.as<ForwardRef>())
    return make_forward(interp_, std::string(ref->text) + std::string(scope_->tree->text(*node.slice)), scope_);
  // Literal["a"] holds texts, Annotated[int, "x"] from its second on; elsewhere a text is an annotation in quotes.
  const std::string name = interp_.dotted_name(object);
  const bool literal = name == "typing.Literal", annotated = name == "typing.Annotated";
  in_annotation = !literal && !annotated;
  struct Restore {
    bool& flag;
    ~Restore() { flag = true; }
  } restore{in_annotation};
  const ast::Tuple* several = as<ast::Tuple>(node.slice);
  if (annotated && several && !several->elements.empty()) {
    in_annotation = true;
    std::vector<Value> values = {eval(several->elements[0])};
    in_annotation = false;
    for (std::size_t i = 1; i < several->elements.size(); ++i) values.push_back(eval(several->elements[i]));
    return interp_.subscript(object, interp_.tuple(values), at(node));
  }
  return interp_.subscript(object, eval_slice(node.slice), at(node));
}

// ---- calls ----------------------------------------------------------------------------------------------------------

void Frame::push_arguments(const ast::Call& node, Arguments& arguments) {
  for (const Expr* arg : node.args) {
    if (arg->kind != Kind::Starred) {
      arguments.push(eval(arg));
      continue;
    }
    const auto [values, unknown] = interp_.elements(eval(to<Starred>(arg).value), at(*arg));
    for (Value value : values) arguments.push(value);
    if (unknown) arguments.unknown = unknown;
  }
  for (const Keyword* keyword : node.keywords) {
    const Value value = eval(keyword->value);
    if (!keyword->name.empty()) {
      arguments.push(Named{value, keyword->name, keyword->line});
      continue;
    }
    if (Opaque* unknown = opaque_in(value)) {
      arguments.unknown = unknown;
      continue;
    }
    if (const py::Dict* dict = held(value).as<py::Dict>()) {
      for (const Keyed::Entry& entry : dict->entries) {
        if (!entry.key) continue;
        const auto name = text_of(entry.key);
        if (!name) interp_.raise("TypeError", "keywords must be strings");
        for (const Named& given : arguments.named())
          if (given.name == *name)
            interp_.raise("TypeError", "got multiple values for keyword argument '" + std::string(*name) + "'");
        arguments.push(Named{entry.value, Symbol(*name), keyword->line});
      }
      continue;
    }
    const Value keys = interp_.find(value, Symbol("keys"), at(*keyword));
    if (!keys)
      interp_.raise("TypeError", "argument after ** must be a mapping, not " + interp_.class_of(value)->name.str());
    for (Value key : interp_.elements(interp_.call(keys, {}, at(*keyword)), at(*keyword)).values)
      if (auto name = text_of(key))
        arguments.push(Named{interp_.subscript(value, key, at(*keyword)), Symbol(*name), keyword->line});
  }
}

// super() without arguments: the class whose body the function stands in, and the function's first argument.
Value Frame::eval_super(const ast::Call& node) {
  Class* cls = nullptr;
  Value self;
  for (Scope* scope = scope_; scope; scope = scope->parent) {
    if (scope->sort == Scope::Sort::function && scope->first && !self) self = scope->first;
    if (scope->sort == Scope::Sort::class_body) {
      cls = scope->made;
      break;
    }
  }
  if (!self) interp_.raise("RuntimeError", "super(): no arguments");
  // While the class is being made by its metaclass, there is no cell yet either.
  if (!cls) interp_.raise("RuntimeError", "super(): empty __class__ cell");
  if (Opaque* unknown = opaque_in(self)) return interp_.opaque_from(*unknown);
  Super* made = in_.heap.make<Super>();
  made->place(at(node));
  made->after = cls;
  made->self = self;
  Class* receiver = self.as<Class>();
  made->start = receiver && receiver->is_subclass_of(cls) ? receiver : interp_.class_of(self);
  return made;
}

Value Frame::eval_call(const ast::Call& node) {
  Value function, self;
  if (const Attribute* attribute = as<Attribute>(node.function)) {
    const Value object = eval(attribute->value);
    const Symbol attr = mangled(attribute->attr);
    function = find_for_call(interp_, object, attr, self, at(*attribute));
    if (!function) function = interp_.get(object, attr, at(*attribute));
  } else {
    function = eval(node.function);
  }
  if (function.object() == in_.classes.super && node.args.empty() && node.keywords.empty()) return eval_super(node);
  Arguments arguments(in_);
  if (in_annotation) {
    in_annotation = false;
    push_arguments(node, arguments);
    in_annotation = true;
  } else {
    push_arguments(node, arguments);
  }
  py::Call call{interp_, function, self, arguments.values(), arguments.named(), at(node), arguments.unknown};
  // What a native function found through an instance is given as its receiver; a plain value becomes an argument.
  if (self && function->type != Type::function && function->type != Type::native_function) {
    call.function = bind_again(function, self);
    call.self = {};
  }
  const Value made = interp_.call(call);
  if (made->line == 0 && made->type >= Type::tuple) {
    // Singletons and values that were there before keep their places.
    if (made->type != Type::module && made != in_.empty_tuple) made->place(call.origin);
  }
  return made;
}

Value Frame::bind_again(Value function, Value self) {
  Method* made = in_.heap.make<Method>();
  made->self = self;
  made->function = function;
  return made;
}

// ---- displays -------------------------------------------------------------------------------------------------------

Opaque* Frame::push_elements(Span<Expr*> elements, std::vector<Value>& into) {
  into.reserve(elements.size());
  for (const Expr* element : elements) {
    if (element->kind != Kind::Starred) {
      into.push_back(eval(element));
      continue;
    }
    const auto [values, unknown] = interp_.elements(eval(to<Starred>(element).value), at(*element));
    in_.grew(into.size() + values.size(), 0);
    into.insert(into.end(), values.begin(), values.end());
    if (unknown) return unknown;
  }
  return nullptr;
}

Value Frame::eval_dict(const ast::Dict& node) {
  py::Dict* made = interp_.dict();
  made->place(at(node));
  Opaque* unknown = nullptr;
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    if (node.keys[i]) {
      const Value key = eval(node.keys[i]), value = eval(node.values[i]);
      if (Opaque* found = opaque_in(key); found && !is_outside_class(*found)) unknown = found;
      else interp_.dict_set(*made, key, value);
      continue;
    }
    const Value other = eval(node.values[i]);
    if (Opaque* found = opaque_in(other)) {
      unknown = found;
    } else if (const py::Dict* dict = held(other).as<py::Dict>()) {
      for (const Keyed::Entry& entry : std::vector<Keyed::Entry>(dict->entries))
        if (entry.key) interp_.dict_set(*made, entry.key, entry.value);
      if (dict->doubt) made->doubt = dict->doubt;
    } else if (interp_.find(other, Symbol("keys"), at(node))) {
      if (Opaque* found = update_dict(interp_, *made, other, at(node))) unknown = found;
    } else {
      interp_.raise("TypeError", "'" + interp_.class_of(other)->name.str() + "' object is not a mapping");
    }
  }
  if (unknown) return interp_.opaque_from(*unknown);
  return made;
}

Value Frame::eval_joined(const JoinedStr& node) {
  std::string text;
  for (const Expr* part : node.values) {
    if (const Constant* constant = as<Constant>(part)) {
      if (constant->has_named_characters) return interp_.opaque("has a \\N{…} character", at(node));
      text += constant->text;
      continue;
    }
    const FormattedValue& field = to<FormattedValue>(part);
    Value value = eval(field.value);
    std::string spec;
    if (field.format_spec) {
      const Value made = eval(field.format_spec);
      if (Opaque* unknown = opaque_in(made)) return interp_.opaque_from(*unknown);
      spec = std::string(*text_of(made));
    }
    if (Opaque* unknown = opaque_in(value)) return interp_.opaque_from(*unknown);
    if (field.conversion == 's') value = interp_.text_or_opaque(value, Interpreter::Conversion::str);
    if (field.conversion == 'r' || field.conversion == 'a')
      value = interp_.text_or_opaque(value, Interpreter::Conversion::repr);
    const Value made = format_value(interp_, value, spec, at(*part));
    if (Opaque* unknown = opaque_in(made)) return interp_.opaque_from(*unknown);
    text += *text_of(made);
    if (text.size() > in_.options.budgets.text_bytes) break;
  }
  const Value made = interp_.text(text);
  made->place(at(node));
  return made;
}

}  // namespace trueup::py
