// Literals that get a type, and casts: those written, those PostgreSQL adds, and those that change nothing.
#include <algorithm>

#include "pg/expr_analyse.h"
#include "pg/expr_literal.h"

namespace trueup {
namespace {

bool has_text_elements(TypeId type) { return type == t_text_array || type == t_varchar_array; }

}  // namespace

// An interval is the one type whose input heeds the modifier at once.
Typed Analyser::interval_literal(std::string_view text, const Type& type) {
  const auto value = interval_value(text, interval_modifier(type));
  return {make(NodeSort::constant, Symbol(value ? *value : std::string(text)), {}, value ? 0 : ExprNode::raw, {},
               types_.label(t_interval)),
          t_interval};
}

Typed Analyser::literal(std::string_view text, TypeId type) {
  type = types_.base(type);
  if (type == t_regclass) return relation_name(text);
  const LiteralValue value = literal_value(types_, type, text);
  findings_.evaluated_once |= value.evaluated_once;
  return {make(NodeSort::constant, Symbol(value.text), {}, value.raw ? ExprNode::raw : 0, {}, types_.label(type)),
          type};
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
      if (schema.empty() &&
          ((names_.sequence && names_.sequence(place, name)) || (names_.columns && names_.columns(place, name))))
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
    return {make(NodeSort::cast, modifier, {typed.node}, 0, {},
                 to == t_varchar ? Symbol("character varying") : types_.label(to)),
            to, modifier};
  }
  const TypeId from = value.type;
  if (modifier.empty() || modifier == value.modifier) {
    if (from == to && from != t_none) return value;
  }
  if (modifier.empty()) {
    // Relabels that change nothing anybody can see.
    if ((is_text(types_.base(from)) && is_text(to)) ||
        (has_text_elements(types_.base(from)) && has_text_elements(to)) ||
        (types_.is_domain(from) && types_.base(from) == to))
      return {value.node, to};
    if (const auto constant = folded(value, to); constant && !types_.is_domain(to)) return *constant;
  }
  if (is_array_form(*value.node) && types_.element(to) != t_none && !value.node->children.empty()) {
    Children parts;
    for (const ExprNode* part : value.node->children) {
      const bool nested = is_array_form(*part);
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
  if ((types_.is_composite(to) && to != t_record) || (row && types_.is_vague(to)))
    return composite_cast(value, source, to);
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
      if (container == t_jsonb)
        at = at.type == t_unknown || !is_integer(at.type) ? coerce(at, t_text) : coerce(at, t_int4);
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
