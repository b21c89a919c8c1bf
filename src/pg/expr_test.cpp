#include "pg/expr.h"

#include <gtest/gtest.h>

#include <map>

#include "model/expr_tree.h"
#include "pg/types.h"

namespace trueup {
namespace {

// A table and its surroundings; every test says only what it needs.
struct World {
  std::map<Symbol, Type> columns = {};
  std::map<std::string, UserType> types = {};
  std::vector<UserFunction> functions = {};
  std::vector<std::string> sequences = {};
  std::map<std::string, std::vector<std::pair<Symbol, Type>>> tables = {};
  std::vector<Symbol> search_path = {Symbol("public")};

  World& column(std::string_view name, std::string_view type) {
    columns[Symbol(name)] = *parse_type(type);
    return *this;
  }

  Names names() const {
    static const auto key = [](Symbol schema, Symbol name) { return schema.str() + '.' + name.str(); };
    Names out;
    out.search_path = search_path;
    out.type = [this](Symbol schema, Symbol name) -> const UserType* {
      const auto found = types.find(key(schema, name));
      return found == types.end() ? nullptr : &found->second;
    };
    out.functions = [this](Symbol schema, Symbol name) {
      std::vector<UserFunction> found;
      for (const UserFunction& function : functions)
        if (function.schema == schema && function.name == name) found.push_back(function);
      return found;
    };
    out.sequence = [this](Symbol schema, Symbol name) {
      return std::find(sequences.begin(), sequences.end(), key(schema, name)) != sequences.end();
    };
    out.columns = [this](Symbol schema, Symbol name) -> const std::vector<std::pair<Symbol, Type>>* {
      const auto found = tables.find(key(schema, name));
      return found == tables.end() ? nullptr : &found->second;
    };
    return out;
  }

  ExprSite site(ExprUse use, std::string_view target = "") const {
    ExprSite site{.use = use, .schema = Symbol("public"), .table = Symbol("t")};
    if (!target.empty()) site.target = *parse_type(target);
    site.column = [this](Symbol name) -> const Type* {
      const auto found = columns.find(name);
      return found == columns.end() ? nullptr : &found->second;
    };
    return site;
  }

  Expr expr(std::string_view text, ExprUse use = ExprUse::check, std::string_view target = "") const {
    return Canonicaliser(names()).canonical(Expr::written(text), site(use, target));
  }

  Verdict check(std::string_view have, std::string_view want) const { return compare(expr(have), expr(want)); }
  Verdict default_of(std::string_view type, std::string_view have, std::string_view want) const {
    return compare(expr(have, ExprUse::default_value, type), expr(want, ExprUse::default_value, type));
  }
};

}  // namespace

TEST(Verdicts, the_casts_postgresql_adds_are_no_difference) {
  World world;
  world.column("price", "numeric(10,2)").column("status", "varchar(16)").column("n", "int").column("at", "timestamp");
  EXPECT_EQ(world.check("(price > (0)::numeric)", "price > 0"), Verdict::same);
  EXPECT_EQ(world.check("((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
                        "status IN ('a', 'b')"),
            Verdict::same);
  EXPECT_EQ(world.check("((n >= 1) AND (n <= 5))", "n BETWEEN 1 AND 5"), Verdict::same);
  EXPECT_EQ(world.check("(at >= '2024-01-05 00:00:00'::timestamp without time zone)", "at >= '2024-1-5'"),
            Verdict::same);
}

TEST(Verdicts, the_moment_of_the_transaction_has_several_names) {
  World world;
  EXPECT_EQ(world.default_of("timestamptz", "CURRENT_TIMESTAMP", "now()"), Verdict::same);
  EXPECT_EQ(world.default_of("timestamp", "now()", "CURRENT_TIMESTAMP"), Verdict::same);
  EXPECT_EQ(world.default_of("timestamptz", "transaction_timestamp()", "now()"), Verdict::same);
  EXPECT_EQ(world.default_of("timestamp", "(now() AT TIME ZONE 'utc'::text)", "CURRENT_TIMESTAMP at time zone 'utc'"), Verdict::same);
  for (auto other : {"clock_timestamp()", "statement_timestamp()", "LOCALTIMESTAMP", "CURRENT_TIMESTAMP(3)", "CURRENT_DATE", "app.now()"})
    EXPECT_NE(world.default_of("timestamptz", "now()", other), Verdict::same) << other;
}

TEST(Verdicts, what_means_something_else_is_different) {
  World world;
  world.column("n", "int").column("name", "text").column("data", "jsonb");
  EXPECT_EQ(world.check("(n > 0)", "n > -1"), Verdict::different);
  EXPECT_EQ(world.check("((n / 2) > 1)", "n::numeric / 2 > 1"), Verdict::different);
  EXPECT_NE(world.check("(((n)::numeric / (2)::numeric) > (1)::numeric)", "n / 2 > 1"), Verdict::same);
  EXPECT_EQ(world.check("(data @> '{\"x\": 1}'::jsonb)", "data @> '{\"x\": \"1\"}'"), Verdict::different);
  EXPECT_EQ(world.check("(name = 'x'::text)", "name COLLATE \"C\" = 'x'"), Verdict::different);
  EXPECT_EQ(world.check("(name = 'x'::text)", "name::varchar(3) = 'x'"), Verdict::different);
  EXPECT_EQ(world.default_of("integer", "0", "'-1'"), Verdict::different);
}

TEST(Verdicts, the_difference_is_pointed_at) {
  World world;
  world.column("n", "int").column("name", "text");
  ExprDifference where;
  EXPECT_EQ(compare(world.expr("((n > 0) AND (name = 'x'::text))"), world.expr("n > 0 and name = 'y'"), where),
            Verdict::different);
  EXPECT_EQ(where.have, "'x'::text");
  EXPECT_EQ(where.want, "'y'::text");
}

TEST(Verdicts, an_unknown_type_makes_undecided_never_different) {
  World world;
  EXPECT_EQ(world.check("((a)::text = 'x'::text)", "a = 'x'"), Verdict::undecided);
  EXPECT_EQ(world.check("(a = 'x'::public.mood)", "a = 'x'"), Verdict::undecided);
  EXPECT_EQ(world.check("(a = 'y'::text)", "a = 'x'"), Verdict::different);
  EXPECT_EQ(world.check("(b = 'x'::text)", "a = 'x'"), Verdict::different);
  EXPECT_EQ(world.default_of("public.vector", "'[1]'::public.vector", "'[1]'"), Verdict::same);
}

TEST(Verdicts, what_the_grammar_cannot_read_is_undecided_unless_the_text_is_equal) {
  World world;
  EXPECT_EQ(world.check("(a IS JSON)", "(a IS JSON)"), Verdict::same);
  EXPECT_EQ(world.check("(a IS JSON)", "a is json"), Verdict::undecided);
  EXPECT_FALSE(world.expr("a is json").reason().empty());
  EXPECT_TRUE(world.expr("a is json").is_canonical());
}

TEST(Verdicts, names_are_looked_for_along_the_search_path) {
  World world;
  world.search_path = {Symbol("app"), Symbol("public")};
  world.sequences = {"app.s_seq"};
  world.functions = {{.schema = Symbol("app"),
                      .name = Symbol("f"),
                      .arguments = {*parse_type("numeric")},
                      .result = *parse_type("int")}};
  EXPECT_EQ(world.default_of("integer", "nextval('app.s_seq'::regclass)", "nextval('s_seq')"), Verdict::same);
  EXPECT_EQ(world.default_of("integer", "nextval('public.s_seq'::regclass)", "nextval('s_seq')"), Verdict::different);
  EXPECT_EQ(world.default_of("integer", "app.f((1)::numeric)", "f(1)"), Verdict::same);
  // Nobody declares it: it may be in either.
  EXPECT_EQ(world.default_of("integer", "nextval('public.x_seq'::regclass)", "nextval('x_seq')"), Verdict::undecided);
}

TEST(Verdicts, aliases_in_sub_selects_do_not_matter) {
  World world;
  world.column("owner", "int");
  world.tables["public.users"] = {{Symbol("id"), *parse_type("int")}, {Symbol("owner"), *parse_type("int")}};
  const auto verdict = [&](std::string_view have, std::string_view want) {
    return compare(world.expr(have, ExprUse::policy), world.expr(want, ExprUse::policy));
  };
  EXPECT_EQ(verdict("(EXISTS ( SELECT 1\n   FROM public.users\n  WHERE (users.id = t.owner)))",
                    "EXISTS (SELECT 1 FROM users u WHERE u.id = t.owner)"),
            Verdict::same);
  EXPECT_EQ(verdict("(EXISTS ( SELECT 1\n   FROM public.users\n  WHERE (users.id = users.owner)))",
                    "EXISTS (SELECT 1 FROM users u WHERE u.id = t.owner)"),
            Verdict::different);
}

TEST(Canonical, equal_meaning_has_equal_hashes) {
  World world;
  world.column("n", "int");
  EXPECT_EQ(world.expr("(n <> 1)").hash(), world.expr("n!=1").hash());
  EXPECT_EQ(world.expr("n <> 1"), world.expr("(n != 1)"));
  EXPECT_NE(world.expr("n <> 1").hash(), world.expr("n <> 2").hash());
}

TEST(Canonical, an_expression_knows_what_it_mentions) {
  World world;
  world.column("n", "int").column("m", "public.mood");
  world.types["public.mood"] = {
      .sort = UserType::Sort::enumeration, .schema = Symbol("public"), .name = Symbol("mood")};
  world.functions = {{.schema = Symbol("public"),
                      .name = Symbol("ok"),
                      .arguments = {*parse_type("int")},
                      .result = *parse_type("boolean")}};
  const Expr check = world.expr("ok(n) AND m = 'sad' AND n > 1");
  ASSERT_EQ(check.columns().size(), 2u);
  EXPECT_EQ(check.columns()[0], "m");
  ASSERT_EQ(check.mentions().size(), 2u);
  EXPECT_EQ(check.mentions()[0].sort, Mention::Sort::function);
  EXPECT_EQ(check.mentions()[0].name, "ok");
  EXPECT_EQ(check.mentions()[1].sort, Mention::Sort::type);
  EXPECT_EQ(check.mentions()[1].name, "mood");

  const Expr serial = world.expr("nextval('public.t_id_seq'::regclass)", ExprUse::default_value, "integer");
  ASSERT_NE(serial.sequence(), nullptr);
  EXPECT_EQ(serial.sequence()->schema, "public");
  EXPECT_EQ(serial.sequence()->name, "t_id_seq");
  EXPECT_EQ(world.expr("0", ExprUse::default_value, "integer").sequence(), nullptr);
}

TEST(Canonical, a_default_tells_when_it_is_evaluated) {
  World world;
  const auto made = [&](std::string_view text, std::string_view type) {
    return world.expr(text, ExprUse::default_value, type);
  };
  EXPECT_TRUE(made("'now()'", "timestamptz").is_evaluated_once());
  EXPECT_FALSE(made("now()", "timestamptz").is_evaluated_once());
  EXPECT_FALSE(made("'now()'", "text").is_evaluated_once());
  EXPECT_TRUE(made("'x'::varchar", "text").is_constant());
  EXPECT_FALSE(made("now()", "timestamptz").is_volatile());
  EXPECT_TRUE(made("clock_timestamp()", "timestamptz").is_volatile());
  EXPECT_TRUE(made("gen_random_uuid()", "uuid").is_volatile());
}

TEST(Canonical, one_answer_serves_equal_surroundings_and_only_these) {
  World world;
  world.column("a", "numeric");
  Canonicaliser canonicaliser(world.names());
  const Expr written = Expr::written("a > 0");
  const Expr first = canonicaliser.canonical(written, world.site(ExprUse::check));
  EXPECT_EQ(canonicaliser.canonical(Expr::written(" a > 0"), world.site(ExprUse::check)).body(), first.body());
  world.column("a", "integer");
  EXPECT_NE(canonicaliser.canonical(written, world.site(ExprUse::check)).hash(), first.hash());
}

TEST(Canonical, deep_expressions_neither_crash_nor_lie) {
  World world;
  world.column("n", "int");
  std::string sum = "n";
  for (int i = 0; i < 5000; ++i) sum += " + 1";
  EXPECT_EQ(world.check('(' + sum + " > 0)", sum + " > 0"), Verdict::undecided);
  std::string chain = "n = 1";
  for (int i = 0; i < 5000; ++i) chain += " OR n = " + std::to_string(i);
  EXPECT_EQ(world.check('(' + chain + ')', chain), Verdict::same);
}

}  // namespace trueup
