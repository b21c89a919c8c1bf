#include <gtest/gtest.h>

#include "model/expr.h"
#include "model/quote.h"
#include "model/type.h"

namespace trueup {

TEST(Quote, only_what_needs_quotes_gets_them) {
  EXPECT_EQ(quote_identifier("users"), "users");
  EXPECT_EQ(quote_identifier("user"), "\"user\"");
  EXPECT_EQ(quote_identifier("Users"), "\"Users\"");
  EXPECT_EQ(quote_identifier("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(quote_identifier("system_user"), "\"system_user\"");
  EXPECT_EQ(quote_identifier(""), "\"\"");
  EXPECT_EQ(quote_literal("it's"), "'it''s'");
  EXPECT_EQ(quote_literal("a\\b"), "E'a\\\\b'");
}

TEST(Type, is_spelled_as_format_type_spells_it) {
  const auto spelled = [](const char* name, const char* modifier = "", bool array = false, const char* schema = "") {
    return Type{Symbol(schema), Symbol(name), Symbol(modifier), array}.spell_qualified();
  };
  EXPECT_EQ(spelled("timestamp with time zone", "3", true), "timestamp(3) with time zone[]");
  EXPECT_EQ(spelled("interval day to second", "3"), "interval day to second(3)");
  EXPECT_EQ(spelled("\"char\""), "\"char\"");
  EXPECT_EQ(spelled("integer"), "integer");
  EXPECT_EQ(spelled("numeric", "10,2"), "numeric(10,2)");
  EXPECT_EQ(spelled("MyType", "", false, "app"), "app.\"MyType\"");
  EXPECT_EQ((Type{Symbol("public"), Symbol("mood"), {}, true}.spell()), "mood[]");
}

TEST(Expr, equal_text_is_the_same_before_anything_is_parsed) {
  EXPECT_EQ(compare(Expr::written("now()"), Expr::written(" now() ")), Verdict::same);
  EXPECT_EQ(compare(Expr::written("a"), Expr::written("b")), Verdict::undecided);
  EXPECT_EQ(compare(Expr(), Expr::written("b")), Verdict::different);
  EXPECT_EQ(compare(Expr(), Expr()), Verdict::same);
}

}  // namespace trueup
