#include "commands/silence.h"

#include <gtest/gtest.h>

namespace trueup {

TEST(Silence, a_comment_names_codes_and_a_reason) {
  const auto comment =
      ignore_comment_in("    fax = Column(String)  # trueup: ignore[missing-column, different-column] goes in March");
  EXPECT_TRUE(comment.is_comment);
  EXPECT_EQ(comment.codes, (std::vector<std::string>{"missing-column", "different-column"}));
  EXPECT_EQ(comment.reason, "goes in March");
}

TEST(Silence, sql_comments_count_too) {
  EXPECT_EQ(ignore_comment_in("CREATE INDEX a ON b (c); -- trueup: ignore[missing-index] built at night").reason,
            "built at night");
  EXPECT_EQ(ignore_comment_in("CREATE INDEX a ON b (c); /* trueup: ignore[missing-index]: at night */").reason,
            "at night");
}

TEST(Silence, a_reason_or_a_bracket_may_be_missing) {
  EXPECT_EQ(ignore_comment_in("x = 1  # trueup: ignore[missing-column]").reason, "");
  EXPECT_TRUE(ignore_comment_in("x = 1  # trueup: ignore").is_comment);
  EXPECT_TRUE(ignore_comment_in("x = 1  # trueup: ignore").codes.empty());
}

TEST(Silence, what_spans_lines_ends_where_its_brackets_close) {
  const std::vector<std::string> lines = {
      "fax = mapped_column(", "    String(20),  # not )", "    comment='closes: ) or \\') )',", ")  # trueup: ignore[missing-column] a reason",
      "    Index('ix', text(\"\"\"", "lower(fax)", "\"\"\")),", "plain: Mapped[int]", "open = ("};
  EXPECT_EQ(last_line_of(lines, 1), 4u);
  EXPECT_EQ(last_line_of(lines, 2), 2u);
  EXPECT_EQ(last_line_of(lines, 5), 7u);
  EXPECT_EQ(last_line_of(lines, 8), 8u);
  EXPECT_EQ(last_line_of(lines, 9), 9u);
}

TEST(Silence, other_text_is_no_comment) {
  EXPECT_FALSE(ignore_comment_in("x = 'trueup: ignore[missing-column] a'").is_comment);
  EXPECT_FALSE(ignore_comment_in("x = 1  # type: ignore[attr]").is_comment);
}

}  // namespace trueup
