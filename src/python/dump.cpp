#include "python/dump.h"

#include <array>
#include <vector>

#include "python/dump_values.h"

namespace trueup::ast {
namespace {

constexpr std::array operators = {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow",
                                  "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"};
constexpr std::array unary_operators = {"Invert", "Not", "UAdd", "USub"};
constexpr std::array compare_operators = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};

class Dump {
 public:
  Dump(std::string& out, Places places) : out_(out), places_(places) {}

  void node(const Node* node);

 private:
  // ---- "Kind(" … ")" and members between them ----
  void open(const char* name, const Node* node) {
    out_ += name;
    if (node && places_ != Places::none) {
      ((((out_ += '@') += std::to_string(node->line)) += ':') += std::to_string(node->column));
    }
    out_ += '(';
    first_ = true;
  }
  void close() {
    out_ += ')';
    first_ = false;
  }
  void member(const char* name) {
    if (!first_) out_ += ", ";
    first_ = false;
    (out_ += name) += '=';
  }
  void word(const char* name, const char* value) {
    member(name);
    (out_ += value) += "()";
  }
  void number(const char* name, std::int64_t value) {
    member(name);
    out_ += std::to_string(value);
  }
  void symbol(const char* name, Symbol value) {
    if (value.empty()) return;
    member(name);
    append_quoted(value.view(), Text::string, out_);
  }
  void child(const char* name, const Node* value) {
    if (!value) return;
    member(name);
    node(value);
  }
  template <class List, class Write>
  void list(const char* name, const List& values, Write write) {
    if (values.empty()) return;
    member(name);
    out_ += '[';
    bool any = false;
    for (const auto& value : values) {
      if (any) out_ += ", ";
      any = true;
      write(value);
    }
    out_ += ']';
    first_ = false;
  }
  template <class T>
  void children(const char* name, const Span<T*>& values) {
    list(name, values, [&](const T* value) { value ? node(value) : void(out_ += "None"); });
  }
  void symbols(const char* name, const Span<Symbol>& values) {
    list(name, values, [&](Symbol value) { append_quoted(value.view(), Text::string, out_); });
  }
  void context(Context context) {
    if (context != Context::load) word("ctx", context == Context::store ? "Store" : "Del");
  }

  void statement(const Node* node);
  void expression(const Node* node);
  void pattern(const Node* node);
  void part(const Node* node);
  void function(const FunctionDef& def);
  void chain_of_ifs(const If* node);
  void left_chain(const Node* node);
  void link_open(const Node* node);
  void link_close(const Node* node);
  void parameters(const Span<Parameter*>& all);
  void generators(const Span<Comprehension>& all);
  void constant(const Constant& constant);

  std::string& out_;
  Places places_;
  bool first_ = true;
};

void Dump::constant(const Constant& constant) {
  member("value");
  switch (constant.type) {
    case ConstantType::none: out_ += "None"; break;
    case ConstantType::true_: out_ += "True"; break;
    case ConstantType::false_: out_ += "False"; break;
    case ConstantType::ellipsis: out_ += "Ellipsis"; break;
    case ConstantType::integer: out_ += std::to_string(constant.integer); break;
    case ConstantType::big_integer: append_big_integer(constant.text, out_); break;
    case ConstantType::real: append_real(constant.real, out_); break;
    case ConstantType::imaginary:
      append_real(constant.real, out_);
      out_ += 'j';
      break;
    case ConstantType::string: append_quoted(constant.text, Text::string, out_); break;
    case ConstantType::bytes: append_quoted(constant.text, Text::bytes, out_); break;
  }
  if (constant.has_named_characters) out_ += "!named";
  if (constant.is_u_string) {
    member("kind");
    out_ += "'u'";
  }
}

void Dump::parameters(const Span<Parameter*>& all) {
  const auto of = [&](ParameterKind sort) {
    std::vector<Parameter*> some;
    for (Parameter* one : all) {
      if (one->sort == sort) some.push_back(one);
    }
    return some;
  };
  const auto write = [&](const Parameter* one) { one ? node(one) : void(out_ += "None"); };
  open("arguments", nullptr);
  list("posonlyargs", of(ParameterKind::positional_only), write);
  list("args", of(ParameterKind::positional), write);
  for (Parameter* one : of(ParameterKind::var_positional)) child("vararg", one);
  const std::vector<Parameter*> keyword_only = of(ParameterKind::keyword_only);
  list("kwonlyargs", keyword_only, write);
  list("kw_defaults", keyword_only,
       [&](const Parameter* one) { one->value ? node(one->value) : void(out_ += "None"); });
  for (Parameter* one : of(ParameterKind::var_keyword)) child("kwarg", one);
  std::vector<const Node*> defaults;
  for (Parameter* one : all) {
    if (one->value && one->sort != ParameterKind::keyword_only) defaults.push_back(one->value);
  }
  list("defaults", defaults, [&](const Node* value) { node(value); });
  close();
}

void Dump::generators(const Span<Comprehension>& all) {
  list("generators", all, [&](const Comprehension& one) {
    open("comprehension", nullptr);
    child("target", one.target);
    child("iter", one.iter);
    children("ifs", one.ifs);
    number("is_async", one.is_async);
    close();
  });
}

void Dump::function(const FunctionDef& def) {
  open(def.is_async ? "AsyncFunctionDef" : "FunctionDef", &def);
  symbol("name", def.name);
  member("args");
  parameters(def.parameters);
  children("body", def.body);
  children("decorator_list", def.decorators);
  child("returns", def.returns);
  children("type_params", def.type_params);
  close();
}

void Dump::chain_of_ifs(const If* node) {
  unsigned links = 0;
  for (;; ++links) {
    open("If", node);
    child("test", node->test);
    children("body", node->body);
    const If* next = node->orelse.size() == 1 ? as<If>(node->orelse[0]) : nullptr;
    if (!next) break;
    member("orelse");
    out_ += '[';
    node = next;
  }
  children("orelse", node->orelse);
  close();
  for (; links; --links) {
    out_ += ']';
    close();
  }
}

void Dump::statement(const Node* node) {
  switch (node->kind) {
    case Kind::FunctionDef: return function(to<FunctionDef>(node));
    case Kind::If: return chain_of_ifs(&to<If>(node));
    case Kind::ClassDef: {
      const ClassDef& def = to<ClassDef>(node);
      open("ClassDef", node);
      symbol("name", def.name);
      children("bases", def.bases);
      children("keywords", def.keywords);
      children("body", def.body);
      children("decorator_list", def.decorators);
      children("type_params", def.type_params);
      break;
    }
    case Kind::Return: open("Return", node), child("value", to<Return>(node).value); break;
    case Kind::Delete: open("Delete", node), children("targets", to<Delete>(node).targets); break;
    case Kind::Assign:
      open("Assign", node);
      children("targets", to<Assign>(node).targets);
      child("value", to<Assign>(node).value);
      break;
    case Kind::TypeAlias:
      open("TypeAlias", node);
      child("name", to<TypeAlias>(node).name);
      children("type_params", to<TypeAlias>(node).type_params);
      child("value", to<TypeAlias>(node).value);
      break;
    case Kind::AugAssign:
      open("AugAssign", node);
      child("target", to<AugAssign>(node).target);
      word("op", operators[static_cast<unsigned>(to<AugAssign>(node).op)]);
      child("value", to<AugAssign>(node).value);
      break;
    case Kind::AnnAssign:
      open("AnnAssign", node);
      child("target", to<AnnAssign>(node).target);
      child("annotation", to<AnnAssign>(node).annotation);
      child("value", to<AnnAssign>(node).value);
      number("simple", to<AnnAssign>(node).is_simple);
      break;
    case Kind::For:
      open(to<For>(node).is_async ? "AsyncFor" : "For", node);
      child("target", to<For>(node).target);
      child("iter", to<For>(node).iter);
      children("body", to<For>(node).body);
      children("orelse", to<For>(node).orelse);
      break;
    case Kind::While:
      open("While", node);
      child("test", to<While>(node).test);
      children("body", to<While>(node).body);
      children("orelse", to<While>(node).orelse);
      break;
    case Kind::With:
      open(to<With>(node).is_async ? "AsyncWith" : "With", node);
      list("items", to<With>(node).parts, [&](const WithItem& item) {
        open("withitem", nullptr);
        child("context_expr", item.context);
        child("optional_vars", item.target);
        close();
      });
      children("body", to<With>(node).body);
      break;
    case Kind::Match:
      open("Match", node);
      child("subject", to<Match>(node).subject);
      list("cases", to<Match>(node).cases, [&](const MatchCase& one) {
        open("match_case", nullptr);
        child("pattern", one.pattern);
        child("guard", one.guard);
        children("body", one.body);
        close();
      });
      break;
    case Kind::Raise:
      open("Raise", node);
      child("exc", to<Raise>(node).exception);
      child("cause", to<Raise>(node).cause);
      break;
    case Kind::Try:
      open(to<Try>(node).is_star ? "TryStar" : "Try", node);
      children("body", to<Try>(node).body);
      children("handlers", to<Try>(node).handlers);
      children("orelse", to<Try>(node).orelse);
      children("finalbody", to<Try>(node).finalbody);
      break;
    case Kind::Assert:
      open("Assert", node);
      child("test", to<Assert>(node).test);
      child("msg", to<Assert>(node).message);
      break;
    case Kind::Import: open("Import", node), children("names", to<Import>(node).names); break;
    case Kind::ImportFrom:
      open("ImportFrom", node);
      symbol("module", to<ImportFrom>(node).module);
      children("names", to<ImportFrom>(node).names);
      number("level", to<ImportFrom>(node).level);
      break;
    case Kind::Global: open("Global", node), symbols("names", to<Global>(node).names); break;
    case Kind::Nonlocal: open("Nonlocal", node), symbols("names", to<Nonlocal>(node).names); break;
    case Kind::ExprStmt: open("Expr", node), child("value", to<ExprStmt>(node).value); break;
    case Kind::Pass: open("Pass", node); break;
    case Kind::Break: open("Break", node); break;
    default: open("Continue", node);
  }
  close();
}

// The child by which chains lean to the left, or nullptr.
const Node* left_of(const Node* node) {
  switch (node->kind) {
    case Kind::BinOp: return to<BinOp>(node).left;
    case Kind::Call: return to<Call>(node).function;
    case Kind::Attribute: return to<Attribute>(node).value;
    case Kind::Subscript: return to<Subscript>(node).value;
    default: return nullptr;
  }
}

void Dump::link_open(const Node* node) {
  switch (node->kind) {
    case Kind::BinOp: open("BinOp", node), member("left"); break;
    case Kind::Call: open("Call", node), member("func"); break;
    case Kind::Attribute: open("Attribute", node), member("value"); break;
    default: open("Subscript", node), member("value");
  }
}

void Dump::link_close(const Node* node) {
  switch (node->kind) {
    case Kind::BinOp:
      word("op", operators[static_cast<unsigned>(to<BinOp>(node).op)]);
      child("right", to<BinOp>(node).right);
      break;
    case Kind::Call:
      children("args", to<Call>(node).args);
      children("keywords", to<Call>(node).keywords);
      break;
    case Kind::Attribute:
      symbol("attr", to<Attribute>(node).attr);
      context(to<Attribute>(node).context);
      break;
    default:
      child("slice", to<Subscript>(node).slice);
      context(to<Subscript>(node).context);
  }
  close();
}

void Dump::left_chain(const Node* node) {
  std::vector<const Node*> links;
  for (; left_of(node); node = left_of(node)) {
    links.push_back(node);
    link_open(node);
  }
  expression(node);
  for (std::size_t i = links.size(); i-- > 0;) link_close(links[i]);
}

void Dump::expression(const Node* node) {
  switch (node->kind) {
    case Kind::BinOp: case Kind::Call: case Kind::Attribute: case Kind::Subscript: return left_chain(node);
    case Kind::BoolOp:
      open("BoolOp", node);
      word("op", to<BoolOp>(node).op == BoolOperator::and_ ? "And" : "Or");
      children("values", to<BoolOp>(node).values);
      break;
    case Kind::NamedExpr:
      open("NamedExpr", node);
      child("target", to<NamedExpr>(node).target);
      child("value", to<NamedExpr>(node).value);
      break;
    case Kind::UnaryOp:
      open("UnaryOp", node);
      word("op", unary_operators[static_cast<unsigned>(to<UnaryOp>(node).op)]);
      child("operand", to<UnaryOp>(node).operand);
      break;
    case Kind::Lambda:
      open("Lambda", node);
      member("args");
      parameters(to<Lambda>(node).parameters);
      child("body", to<Lambda>(node).body);
      break;
    case Kind::IfExp:
      open("IfExp", node);
      child("test", to<IfExp>(node).test);
      child("body", to<IfExp>(node).body);
      child("orelse", to<IfExp>(node).orelse);
      break;
    case Kind::Dict:
      open("Dict", node);
      children("keys", to<Dict>(node).keys);
      children("values", to<Dict>(node).values);
      break;
    case Kind::Set: open("Set", node), children("elts", to<Set>(node).elements); break;
    case Kind::ListComp:
      open("ListComp", node), child("elt", to<ListComp>(node).element), generators(to<ListComp>(node).generators);
      break;
    case Kind::SetComp:
      open("SetComp", node), child("elt", to<SetComp>(node).element), generators(to<SetComp>(node).generators);
      break;
    case Kind::GeneratorExp:
      open("GeneratorExp", node), child("elt", to<GeneratorExp>(node).element);
      generators(to<GeneratorExp>(node).generators);
      break;
    case Kind::DictComp:
      open("DictComp", node);
      child("key", to<DictComp>(node).key);
      child("value", to<DictComp>(node).value);
      generators(to<DictComp>(node).generators);
      break;
    case Kind::Await: open("Await", node), child("value", to<Await>(node).value); break;
    case Kind::Yield: open("Yield", node), child("value", to<Yield>(node).value); break;
    case Kind::YieldFrom: open("YieldFrom", node), child("value", to<YieldFrom>(node).value); break;
    case Kind::Compare:
      open("Compare", node);
      child("left", to<Compare>(node).left);
      list("ops", to<Compare>(node).ops,
           [&](CompareOperator op) { (out_ += compare_operators[static_cast<unsigned>(op)]) += "()"; });
      children("comparators", to<Compare>(node).comparators);
      break;
    case Kind::FormattedValue: {
      const FormattedValue& field = to<FormattedValue>(node);
      open(field.text.empty() ? "FormattedValue" : "Interpolation", node);
      child("value", field.value);
      if (!field.text.empty()) member("str"), append_quoted(field.text, Text::string, out_);
      number("conversion", field.conversion ? field.conversion : -1);
      child("format_spec", field.format_spec);
      break;
    }
    case Kind::JoinedStr: {
      open("JoinedStr", node);
      const Places outside = places_;
      if (places_ == Places::outside_strings) places_ = Places::none;
      children("values", to<JoinedStr>(node).values);
      places_ = outside;
      break;
    }
    case Kind::TemplateStr: open("TemplateStr", node), children("values", to<TemplateStr>(node).values); break;
    case Kind::Constant: open("Constant", node), constant(to<Constant>(node)); break;
    case Kind::Starred:
      open("Starred", node), child("value", to<Starred>(node).value), context(to<Starred>(node).context);
      break;
    case Kind::Name: open("Name", node), symbol("id", to<Name>(node).id), context(to<Name>(node).context); break;
    case Kind::List:
      open("List", node), children("elts", to<List>(node).elements), context(to<List>(node).context);
      break;
    case Kind::Tuple:
      open("Tuple", node), children("elts", to<Tuple>(node).elements), context(to<Tuple>(node).context);
      break;
    default:
      open("Slice", node);
      child("lower", to<Slice>(node).lower);
      child("upper", to<Slice>(node).upper);
      child("step", to<Slice>(node).step);
  }
  close();
}

void Dump::pattern(const Node* node) {
  switch (node->kind) {
    case Kind::MatchValue: open("MatchValue", node), child("value", to<MatchValue>(node).value); break;
    case Kind::MatchSingleton: {
      const ConstantType value = to<MatchSingleton>(node).value;
      open("MatchSingleton", node), member("value");
      out_ += value == ConstantType::none ? "None" : value == ConstantType::true_ ? "True" : "False";
      break;
    }
    case Kind::MatchSequence:
      open("MatchSequence", node), children("patterns", to<MatchSequence>(node).patterns);
      break;
    case Kind::MatchMapping:
      open("MatchMapping", node);
      children("keys", to<MatchMapping>(node).keys);
      children("patterns", to<MatchMapping>(node).patterns);
      symbol("rest", to<MatchMapping>(node).rest);
      break;
    case Kind::MatchClass:
      open("MatchClass", node);
      child("cls", to<MatchClass>(node).cls);
      children("patterns", to<MatchClass>(node).patterns);
      symbols("kwd_attrs", to<MatchClass>(node).keyword_names);
      children("kwd_patterns", to<MatchClass>(node).keyword_patterns);
      break;
    case Kind::MatchStar: open("MatchStar", node), symbol("name", to<MatchStar>(node).name); break;
    case Kind::MatchAs:
      open("MatchAs", node), child("pattern", to<MatchAs>(node).pattern), symbol("name", to<MatchAs>(node).name);
      break;
    default: open("MatchOr", node), children("patterns", to<MatchOr>(node).patterns);
  }
  close();
}

void Dump::part(const Node* node) {
  switch (node->kind) {
    case Kind::Module: open("Module", nullptr), children("body", to<Module>(node).body); break;
    case Kind::Parameter:
      open("arg", node), symbol("arg", to<Parameter>(node).name), child("annotation", to<Parameter>(node).annotation);
      break;
    case Kind::Keyword:
      open("keyword", node), symbol("arg", to<Keyword>(node).name), child("value", to<Keyword>(node).value);
      break;
    case Kind::Alias:
      open("alias", node), symbol("name", to<Alias>(node).name), symbol("asname", to<Alias>(node).asname);
      break;
    case Kind::ExceptHandler:
      open("ExceptHandler", node);
      child("type", to<ExceptHandler>(node).type);
      symbol("name", to<ExceptHandler>(node).name);
      children("body", to<ExceptHandler>(node).body);
      break;
    default: {
      const TypeParam& one = to<TypeParam>(node);
      const char* name = one.sort == TypeParamKind::type_var     ? "TypeVar"
                         : one.sort == TypeParamKind::param_spec ? "ParamSpec"
                                                                 : "TypeVarTuple";
      open(name, node), symbol("name", one.name), child("bound", one.bound), child("default_value", one.value);
    }
  }
  close();
}

void Dump::node(const Node* node) {
  if (node->kind >= Kind::FunctionDef && node->kind <= Kind::Continue) return statement(node);
  if (node->kind >= Kind::BoolOp && node->kind <= Kind::Slice) return expression(node);
  if (node->kind >= Kind::MatchValue && node->kind <= Kind::MatchOr) return pattern(node);
  part(node);
}

}  // namespace

std::string dump(const Module& module, Places places) {
  std::string out;
  Dump(out, places).node(&module);
  return out;
}

}  // namespace trueup::ast
