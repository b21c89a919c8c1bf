#include "base/dotenv.h"

#include <gtest/gtest.h>

namespace trueup {
namespace {

std::string value_of(std::string_view text, std::string_view name) {
  const Dotenv read = parse_dotenv(text, ".env");
  const DotenvEntry* found = read.find(name);
  return found ? found->value : "(none)";
}

}  // namespace

TEST(Dotenv, plain_values_end_at_a_comment_or_the_end_of_the_line) {
  EXPECT_EQ(value_of("A=b\n", "A"), "b");
  EXPECT_EQ(value_of("A = b c  \r\n", "A"), "b c");
  EXPECT_EQ(value_of("A=b # why", "A"), "b");
  EXPECT_EQ(value_of("A=b#c", "A"), "b#c");
  EXPECT_EQ(value_of("A=#c", "A"), "");
  EXPECT_EQ(value_of("A=", "A"), "");
  EXPECT_EQ(value_of("  export   A=b", "A"), "b");
  EXPECT_EQ(value_of("exporter=b", "exporter"), "b");
  EXPECT_EQ(value_of("\xEF\xBB\xBF"
                     "A=b",
                     "A"),
            "b");
  EXPECT_EQ(value_of("A=it's", "A"), "it's");
  EXPECT_EQ(value_of("URL=postgresql://u:p@h/d?a=b&c=d", "URL"), "postgresql://u:p@h/d?a=b&c=d");
  EXPECT_EQ(value_of("A", "A"), "(none)");
  EXPECT_EQ(value_of("A=1\nA=2", "A"), "2");
}

TEST(Dotenv, quoted_values_keep_blanks_and_lines) {
  EXPECT_EQ(value_of("A='b # c'  # why", "A"), "b # c");
  EXPECT_EQ(value_of("A=\"b\\n\\\"c\\\" \\x\"", "A"), "b\n\"c\" \\x");
  EXPECT_EQ(value_of("A='b\\nc\\'s \\\\'", "A"), "b\\nc's \\");
  const Dotenv read = parse_dotenv("A=\"one\r\ntwo\"\n\nB=3\n", ".env");
  ASSERT_EQ(read.entries.size(), 2u);
  EXPECT_EQ(read.entries[0].value, "one\ntwo");
  EXPECT_EQ(read.entries[1].line, 4u);
}

TEST(Dotenv, names_in_braces_are_expanded) {
  EXPECT_EQ(value_of("A=x\nB=${A}/${C:-y}/${D}/$A", "B"), "x/y//$A");
  EXPECT_EQ(value_of("B=${unfinished", "B"), "${unfinished");
  const Dotenv read =
      parse_dotenv("A=file\nB=${A} ${HOME}", ".env", [](std::string_view name) -> std::optional<std::string> {
        return name == "A" || name == "HOME" ? std::optional<std::string>("env") : std::nullopt;
      });
  EXPECT_EQ(read.find("A")->value, "file");
  EXPECT_EQ(read.find("B")->value, "env env");
}

TEST(Dotenv, a_line_that_cannot_be_read_is_named_and_the_others_are_read) {
  const Dotenv read = parse_dotenv("A=1\nB=\"secret\nC=3\nD='x' secret\nno equals\n# fine\nE=5\n", ".env");
  EXPECT_EQ(read.entries.size(), 3u);
  ASSERT_EQ(read.problems.size(), 3u);
  EXPECT_EQ(read.problems[0].origin.str(), ".env:2");
  EXPECT_EQ(read.problems[1].origin.str(), ".env:4");
  EXPECT_EQ(read.problems[2].origin.str(), ".env:5");
  for (const Diag& problem : read.problems) EXPECT_EQ(problem.str().find("secret"), std::string::npos);
}

}  // namespace trueup
