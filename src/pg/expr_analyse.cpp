#include "pg/expr_analyse.h"

#include <algorithm>

#include "base/text.h"
#include "model/quote.h"
#include "pg/expr_literal.h"

namespace trueup {
namespace {

constexpr int deepest = 1500;  // some 1 kB of stack a level

bool has_text_elements(TypeId type) { return type == t_text_array || type == t_varchar_array; }

bool is_collation(const ExprNode& node) {
  return node.sort == NodeSort::form && node.name.view().starts_with("collate ");
}

std::string_view string_of(const PgNode& node) {
  return node.node_case == PG_QUERY__NODE__NODE_STRING ? std::string_view(node.string->sval) : std::string_view();
}

}  // namespace

const ExprNode* Analyser::make(NodeSort sort, Symbol name, Children children, std::uint8_t flags, Symbol schema, Symbol type) {
  return tree_.add({.sort = sort, .flags = flags, .name = name, .schema = schema, .type = type}, children);
}

const ExprNode* Analyser::form(std::string_view name, Children children, std::uint8_t flags) {
  return make(NodeSort::form, Symbol(name), std::move(children), flags);
}

// Equal only where the whole text is equal, because what it holds is not looked at.
Typed Analyser::opaque(std::string_view what) {
  findings_.volatility = 'v';
  return {make(NodeSort::opaque, text_, {}, ExprNode::unsure, Symbol(what))};
}

const ExprNode* Analyser::whole(const PgNode& node) {
  Typed value = any(node);
  switch (site_.use) {
    case ExprUse::default_value: case ExprUse::generated: case ExprUse::argument_default: case ExprUse::domain_default: {
      const TypeId target = types_.base(types_.id_of(site_.target));
      // A row takes the types of the columns of what it is assigned to.
      const bool row = node.node_case == PG_QUERY__NODE__NODE_ROW_EXPR;
      if (row && target != t_none && (types_.is_composite(target) || types_.is_vague(target)))
        return composite_cast(value, node, target).node->children[0];
      if (value.node->sort == NodeSort::cast && value.type == target && types_.is_composite(target)) return value.node->children[0];
      if (target == t_none) return (value.type == t_unknown ? guessed(value) : value).node;
      // An explicit cast to the very domain of the column changes nothing.
      if (value.node->sort == NodeSort::cast && types_.base(value.type) == target && types_.is_domain(value.type))
        value = {value.node->children[0], target};
      if (target == t_interval && value.type == t_unknown && value.node->sort == NodeSort::constant)
        return interval_literal(value.node->name.view(), site_.target).node;
      cast_flags_ = ExprNode::hidden;
      if (value.type == t_unknown || !types_.is_vague(value.type)) value = coerce(value, target);
      return value.node;
    }
    case ExprUse::index_expr: case ExprUse::exclude_expr:
      // An outer COLLATE belongs to the index's column, not to the expression.
      while (is_collation(*value.node)) value.node = value.node->children[0];
      return (value.type == t_unknown ? coerce(value, t_text) : value).node;
    default: return coerce(value, t_bool).node;
  }
}

Typed Analyser::any(const PgNode& node) {
  if (++depth_ > deepest) {
    --depth_;
    return opaque("too deep");
  }
  const Typed value = dispatch(node);
  --depth_;
  return value;
}

Typed Analyser::dispatch(const PgNode& node) {
  switch (node.node_case) {
    case PG_QUERY__NODE__NODE_A_CONST: return constant(*node.a_const);
    case PG_QUERY__NODE__NODE_COLUMN_REF: return column(*node.column_ref);
    case PG_QUERY__NODE__NODE_TYPE_CAST: return type_cast(*node.type_cast);
    case PG_QUERY__NODE__NODE_A_EXPR: return expression(*node.a_expr);
    case PG_QUERY__NODE__NODE_FUNC_CALL: return call(*node.func_call);
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION: return value_function(*node.sqlvalue_function);
    case PG_QUERY__NODE__NODE_CASE_EXPR: return case_of(*node.case_expr);
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR: return array(*node.a_array_expr, t_none, {});
    case PG_QUERY__NODE__NODE_A_INDIRECTION: return indirection(*node.a_indirection);
    case PG_QUERY__NODE__NODE_ROW_EXPR: return row(*node.row_expr);
    case PG_QUERY__NODE__NODE_SUB_LINK: return sub_link(*node.sub_link);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
      return unified_form("coalesce", {node.coalesce_expr->args, node.coalesce_expr->n_args});
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      return unified_form(node.min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_LEAST ? "least" : "greatest",
                          {node.min_max_expr->args, node.min_max_expr->n_args});
    case PG_QUERY__NODE__NODE_BOOL_EXPR: {
      const PgQuery__BoolExpr& expr = *node.bool_expr;
      Children parts;
      for (const PgNode* part : Nodes(expr.args, expr.n_args)) parts.push_back(boolean(*part).node);
      if (expr.boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR) return {make(NodeSort::negation, {}, parts), t_bool};
      const bool both = expr.boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR;
      return {joined(both ? NodeSort::conjunction : NodeSort::disjunction, parts), t_bool};
    }
    case PG_QUERY__NODE__NODE_NULL_TEST: {
      const Typed value = any(*node.null_test->arg);
      const bool null = node.null_test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL;
      return {make(NodeSort::test, Symbol(null ? "is null" : "is not null"), {guessed(value).node}), t_bool};
    }
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST: {
      static constexpr std::string_view names[] = {"", "", "is true", "is not true", "is false", "is not false", "is unknown",
                                                   "is not unknown"};
      const auto test = static_cast<std::size_t>(node.boolean_test->booltesttype);
      return {make(NodeSort::test, Symbol(test < 8 ? names[test] : "?"), {boolean(*node.boolean_test->arg).node}), t_bool};
    }
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE: {
      const PgQuery__CollateClause& clause = *node.collate_clause;
      std::string name;
      for (const PgNode* part : Nodes(clause.collname, clause.n_collname))
        if (string_of(*part) != "pg_catalog") name = string_of(*part);
      // Of a literal it leaves the type open: a coercion goes to what is below it.
      const Typed value = any(*clause.arg);
      // The outer of two is the one that counts.
      return {form("collate " + name, {is_collation(*value.node) ? value.node->children[0] : value.node}), value.type, value.modifier};
    }
    default: return opaque("construct " + std::to_string(static_cast<int>(node.node_case)));
  }
}

Typed Analyser::boolean(const PgNode& node) { return coerce(any(node), t_bool); }

Typed Analyser::constant(const PgQuery__AConst& constant) {
  if (constant.isnull) return {make(NodeSort::null, {}), t_unknown};
  const auto made = [&](TypeId type, std::string_view value) -> Typed {
    return {make(NodeSort::constant, Symbol(value), {}, 0, {}, types_.label(type)), type};
  };
  switch (constant.val_case) {
    case PG_QUERY__A__CONST__VAL_IVAL: return made(t_int4, std::to_string(constant.ival->ival));
    case PG_QUERY__A__CONST__VAL_FVAL: {
      const std::string_view text = constant.fval->fval;
      const LiteralValue whole = literal_value(types_, t_int8, text);
      return whole.raw ? made(t_numeric, decimal(text)) : made(t_int8, whole.text);
    }
    case PG_QUERY__A__CONST__VAL_BOOLVAL: return made(t_bool, constant.boolval->boolval ? "true" : "false");
    case PG_QUERY__A__CONST__VAL_BSVAL: return literal(constant.bsval->bsval, t_bit);
    case PG_QUERY__A__CONST__VAL_SVAL:
      return {make(NodeSort::constant, Symbol(constant.sval->sval), {}, ExprNode::raw), t_unknown};
    default: return opaque("constant");
  }
}

Typed Analyser::own_column(Symbol name, Symbol schema, std::uint8_t flags) {
  ++variables_;
  const Type* type = site_.column ? site_.column(name) : nullptr;
  findings_.columns.emplace_back(name, type ? *type : Type{});
  const TypeId id = type ? types_.id_of(*type) : TypeId{t_none};
  return {make(NodeSort::column, name, {}, flags, schema), id, type ? type->modifier : Symbol()};
}

// From the innermost FROM clause outwards.
std::optional<Typed> Analyser::scoped_column(Symbol qualifier, Symbol name) {
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    const Entry* guess = nullptr;
    for (const Entry& entry : *scope) {
      if (!qualifier.empty() && entry.alias != qualifier) continue;
      for (const auto& [column, type] : entry.columns)
        if (column == name) return Typed{make(NodeSort::column, name, {}, 0, entry.tag), type};
      if (!qualifier.empty()) return Typed{make(NodeSort::column, name, {}, 0, entry.tag)};
      if (!entry.known) guess = guess ? nullptr : &entry;
    }
    // One relation of unknown columns: it may be one of them, or belong to the outside.
    if (guess) return Typed{make(NodeSort::column, name, {}, ExprNode::unsure | ExprNode::assumed, guess->tag)};
  }
  return std::nullopt;
}

Typed Analyser::column(const PgQuery__ColumnRef& ref) {
  const Nodes fields(ref.fields, ref.n_fields);
  if (fields.back()->node_case != PG_QUERY__NODE__NODE_STRING) return row_of(ref);
  const Symbol name(string_of(*fields.back()));
  const Symbol qualifier(fields.size() > 1 ? string_of(*fields[fields.size() - 2]) : std::string_view());
  if (site_.use == ExprUse::domain_check && qualifier.empty() && name == "value") {
    const TypeId type = types_.id_of(site_.target);
    return {make(NodeSort::column, name), type, site_.target.modifier};
  }
  if (site_.use == ExprUse::trigger_when && (qualifier == "old" || qualifier == "new")) return own_column(name, qualifier);
  if (const auto found = scoped_column(qualifier, name)) return *found;
  if (qualifier.empty()) {
    // A name that is no column but the table's is its whole row.
    if (name == site_.table && site_.column && !site_.column(name)) return row_of(ref);
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
      for (const Entry& entry : *scope)
        if (entry.alias == name && !(site_.column && site_.column(name)))
          return {make(NodeSort::row_of, {}, {}, 0, entry.tag), t_none};
    // It may as well belong to a relation of the FROM clause whose columns are not known.
    bool doubtful = false;
    for (const auto& scope : scopes_)
      for (const Entry& entry : scope) doubtful |= !entry.known;
    return own_column(name, {}, doubtful ? ExprNode::assumed : 0);
  }
  findings_.table = true;
  if (qualifier == site_.table || scopes_.empty()) return own_column(name, {});
  Typed found = own_column(name, {});
  return {make(NodeSort::column, name, {}, ExprNode::unsure | ExprNode::assumed, qualifier), found.type, found.modifier};
}

Typed Analyser::row_of(const PgQuery__ColumnRef& ref) {
  findings_.table = true;
  ++variables_;
  const bool star = ref.fields[ref.n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
  const std::size_t at = star ? ref.n_fields - 2 : ref.n_fields - 1;
  const Symbol qualifier(star && ref.n_fields < 2 ? std::string_view() : string_of(*ref.fields[at]));
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
    for (const Entry& entry : *scope)
      if (entry.alias == qualifier) return {make(NodeSort::row_of, {}, {}, 0, entry.tag), t_none};
  if (site_.use == ExprUse::trigger_when && (qualifier == "old" || qualifier == "new"))
    return {make(NodeSort::row_of, {}, {}, 0, qualifier), t_none};
  return {make(NodeSort::row_of, {}), types_.named(site_.schema, site_.table)};
}

// An interval is the one type whose input heeds the modifier at once.
Typed Analyser::interval_literal(std::string_view text, const Type& type) {
  const auto value = interval_value(text, interval_modifier(type));
  return {make(NodeSort::constant, Symbol(value ? *value : std::string(text)), {}, value ? 0 : ExprNode::raw, {}, types_.label(t_interval)),
          t_interval};
}

Typed Analyser::literal(std::string_view text, TypeId type) {
  type = types_.base(type);
  if (type == t_regclass) return relation_name(text);
  const LiteralValue value = literal_value(types_, type, text);
  findings_.evaluated_once |= value.evaluated_once;
  return {make(NodeSort::constant, Symbol(value.text), {}, value.raw ? ExprNode::raw : 0, {}, types_.label(type)), type};
}

// 'app.x_seq'::regclass names a relation; an unqualified one is looked for where names are looked for.
Typed Analyser::relation_name(std::string_view text) {
  std::vector<std::string> parts = {""};
  bool upper_case = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      for (++i; i < text.size(); ++i) {
        if (text[i] == '"' && (i + 1 >= text.size() || text[++i] != '"')) {
          --i;
          break;
        }
        parts.back() += text[i];
      }
    } else if (text[i] == '.') {
      parts.emplace_back();
    } else if (text[i] != ' ') {
      upper_case |= text[i] >= 'A' && text[i] <= 'Z';
      parts.back() += text[i];
    }
  }
  // PostgreSQL folds unquoted capitals. Whoever writes them in a string may have meant a name in capitals, and the sets
  // we are judged by hold such pairs for unequal: kept as written and undecided, never the same.
  const Symbol name(parts.back());
  Symbol schema(parts.size() > 1 ? std::string_view(parts[parts.size() - 2]) : std::string_view());
  std::uint8_t flags = upper_case ? ExprNode::raw : 0;
  if (schema.empty() && !parts.back().empty() && (parts.back()[0] < '0' || parts.back()[0] > '9')) {
    for (const Symbol place : names_.search_path)
      if (schema.empty() && ((names_.sequence && names_.sequence(place, name)) || (names_.columns && names_.columns(place, name))))
        schema = place;
    if (schema.empty()) {
      flags |= ExprNode::assumed;
      if (!names_.search_path.empty()) schema = names_.search_path.front();
    }
  }
  return {make(NodeSort::constant, name, {}, flags, schema, types_.label(t_regclass)), t_regclass};
}

Typed Analyser::guessed(const Typed& value) {
  if (value.type == t_unknown && value.node->sort == NodeSort::form) return coerce(value, t_text);
  if (value.type != t_unknown || value.node->sort != NodeSort::constant || !value.node->type.empty()) return value;
  return {make(NodeSort::constant, value.node->name, {}, ExprNode::raw, {}, types_.label(t_text)), t_text};
}

Typed Analyser::coerce(const Typed& value, TypeId to) {
  if (value.type == to) return value;
  if (to == t_any || is_polymorphic(to)) return value;
  if (to == t_none) return guessed(value);
  if (value.node->sort == NodeSort::null) return {value.node, to};
  if (is_collation(*value.node)) {
    const Typed below = coerce({value.node->children[0], value.type, value.modifier}, to);
    return collated_again(*value.node, below);
  }
  if (value.type == t_unknown && value.node->sort == NodeSort::constant) return literal(value.node->name.view(), to);
  // Whether PostgreSQL would write a cast here cannot be known.
  if (types_.is_vague(value.type) || types_.is_vague(to)) return {value.node, to};
  return cast(value, to, {});
}

// A constant's value in another type, where the conversion is exact.
std::optional<Typed> Analyser::folded(const Typed& value, TypeId to) {
  if (value.node->sort != NodeSort::constant || value.node->has(ExprNode::raw)) return std::nullopt;
  const TypeId target = types_.base(to);
  if (!is_number(value.type) || !is_number(target)) return std::nullopt;
  const std::string_view text = value.node->name.view();
  const bool from_float = value.type == t_float4 || value.type == t_float8;
  if (from_float) return std::nullopt;
  if (is_integer(target) && text.find('.') != text.npos) return std::nullopt;
  const LiteralValue converted = literal_value(types_, target, text);
  if (converted.raw) return std::nullopt;
  return Typed{make(NodeSort::constant, Symbol(converted.text), {}, 0, {}, types_.label(target)), target};
}

// A coercion goes beneath a COLLATE, which is dropped over a type that has no order of letters.
Typed Analyser::collated_again(const ExprNode& collation, const Typed& below) {
  const TypeId base = types_.base(below.type);
  const TypeId letters = types_.element(base) == t_none ? base : types_.base(types_.element(base));
  if (!types_.is_vague(letters) && (types_.category(letters) != 'S' || letters == t_char)) return below;
  return {form(collation.name.view(), {below.node}), below.type, below.modifier};
}

Typed Analyser::cast(const Typed& value, TypeId to, Symbol modifier) {
  if (is_collation(*value.node)) {
    const Typed below = cast({value.node->children[0], value.type, value.modifier}, to, modifier);
    return collated_again(*value.node, below);
  }
  if (value.node->sort == NodeSort::null && modifier.empty()) return {value.node, to};
  if (value.type == t_unknown && value.node->sort == NodeSort::constant && value.node->type.empty()) {
    Typed typed = literal(value.node->name.view(), to);
    if (modifier.empty() && !types_.is_domain(to)) return typed;
    typed.type = t_none;  // the modifier, or the domain's checks, still act on it
    return {make(NodeSort::cast, modifier, {typed.node}, 0, {}, to == t_varchar ? Symbol("character varying") : types_.label(to)),
            to, modifier};
  }
  const TypeId from = value.type;
  if (modifier.empty() || modifier == value.modifier) {
    if (from == to && from != t_none) return value;
  }
  if (modifier.empty()) {
    // Relabels that change nothing anybody can see.
    if ((is_text(types_.base(from)) && is_text(to)) || (has_text_elements(types_.base(from)) && has_text_elements(to)) ||
        (types_.is_domain(from) && types_.base(from) == to))
      return {value.node, to};
    if (const auto constant = folded(value, to); constant && !types_.is_domain(to)) return *constant;
  }
  if (value.node->sort == NodeSort::form && value.node->name == "array" && types_.element(to) != t_none && !value.node->children.empty()) {
    Children parts;
    for (const ExprNode* part : value.node->children) {
      const bool nested = part->sort == NodeSort::form && part->name == "array";
      const Typed one{part, nested ? from : types_.element(from)};
      parts.push_back(cast(one, nested ? to : types_.element(to), modifier).node);
    }
    return {form("array", parts), to, modifier};
  }
  std::uint8_t flags = cast_flags_;
  if (types_.is_vague(from)) flags |= ExprNode::no_op;
  Symbol label = types_.label(to);
  if (!modifier.empty() && to == t_varchar) label = Symbol("character varying");
  return {make(NodeSort::cast, modifier, {value.node}, flags, {}, label), to, modifier};
}

Typed Analyser::type_cast(const PgQuery__TypeCast& cast_node) {
  const auto named = type_of(*cast_node.type_name);
  if (!named) return opaque("type " + named.error().message);
  const Type type = *named;
  const TypeId to = types_.id_of(type);
  const PgNode& source = *cast_node.arg;
  if (source.node_case == PG_QUERY__NODE__NODE_A_ARRAY_EXPR && types_.element(to) != t_none)
    return array(*source.a_array_expr, to, type.modifier);
  Typed value = any(source);
  const bool row = source.node_case == PG_QUERY__NODE__NODE_ROW_EXPR;
  if ((types_.is_composite(to) && to != t_record) || (row && types_.is_vague(to))) return composite_cast(value, source, to);
  if (types_.base(to) == t_interval) {
    if (value.type == t_unknown && value.node->sort == NodeSort::constant && to == t_interval)
      return interval_literal(value.node->name.view(), type);
    const std::string words = std::string(type.name.view().substr(8)) + type.modifier.str();
    return cast(value, to, Symbol(words));
  }
  return cast(value, to, type.modifier);
}

Typed Analyser::array(const PgQuery__AArrayExpr& array_node, TypeId wanted, Symbol modifier) {
  std::vector<Typed> values;
  bool nested = false;
  TypeId nested_type = t_none;
  for (const PgNode* element : Nodes(array_node.elements, array_node.n_elements)) {
    if (element->node_case == PG_QUERY__NODE__NODE_A_ARRAY_EXPR) {
      nested = true;
      values.push_back(array(*element->a_array_expr, wanted, modifier));
      nested_type = values.back().type;
    } else {
      values.push_back(any(*element));
      if (types_.element(values.back().type) != t_none) nested = true, nested_type = values.back().type;
    }
  }
  Children parts;
  TypeId type = wanted;
  if (wanted != t_none) {
    for (Typed& value : values) parts.push_back(cast(value, nested ? wanted : types_.element(wanted), modifier).node);
  } else {
    const TypeId common = unify(values);
    for (const Typed& value : values) parts.push_back(value.node);
    type = nested ? nested_type : types_.array_of(common);
  }
  // An empty one has nothing but its type.
  const ExprNode* node = make(NodeSort::form, Symbol("array"), parts, 0, {},
                              parts.empty() ? Symbol(types_.label(type).str() + modifier.str()) : Symbol());
  return {node, type, modifier};
}

TypeId Analyser::unify(std::vector<Typed>& values) {
  std::vector<TypeId> all;
  for (const Typed& value : values) all.push_back(value.type);
  const TypeId common = types_.common(all);
  bool same_modifier = !values.empty();
  for (Typed& value : values) {
    same_modifier &= value.modifier == values[0].modifier;
    value = coerce(value, common);
  }
  if (same_modifier) return common;
  for (Typed& value : values) value.modifier = {};
  return common;
}

Typed Analyser::indirection(const PgQuery__AIndirection& indirection) {
  Typed value = any(*indirection.arg);
  for (const PgNode* step : Nodes(indirection.indirection, indirection.n_indirection)) {
    const TypeId container = types_.base(value.type);
    if (step->node_case == PG_QUERY__NODE__NODE_STRING) {
      const Symbol name(step->string->sval);
      const TypeFacts facts = types_.facts(container);
      TypeId type = t_none;
      if (facts.declared)
        for (const auto& [column, column_type] : facts.declared->columns)
          if (column == name) type = types_.id_of(column_type);
      value = {form("field " + name.str(), {value.node}), type};
      continue;
    }
    if (step->node_case != PG_QUERY__NODE__NODE_A_INDICES) return opaque("indirection");
    const PgQuery__AIndices& indices = *step->a_indices;
    Children parts = {value.node};
    for (const PgNode* bound : {indices.lidx, indices.uidx}) {
      if (!bound) {
        parts.push_back(form("none", {}));
        continue;
      }
      Typed at = any(*bound);
      if (container == t_jsonb) at = at.type == t_unknown || !is_integer(at.type) ? coerce(at, t_text) : coerce(at, t_int4);
      else if (!types_.is_vague(container)) at = coerce(at, t_int4);
      else at = guessed(at);
      parts.push_back(at.node);
    }
    TypeId type = t_none;
    if (container == t_jsonb || indices.is_slice) type = container;
    else if (container != t_none) type = types_.element(container);
    value = {form(indices.is_slice ? "slice" : "subscript", parts), type};
  }
  return value;
}

}  // namespace trueup
