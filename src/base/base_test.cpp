#include <gtest/gtest.h>

#include <thread>

#include "base/result.h"
#include "base/symbol.h"
#include "base/text.h"
#include "base/value.h"

namespace trueup {

TEST(Symbol, equal_texts_are_one_symbol_in_every_thread) {
  std::vector<std::thread> threads;
  std::vector<std::vector<Symbol>> seen(4);
  for (auto& mine : seen)
    threads.emplace_back([&mine] {
      for (int i = 0; i < 20000; ++i) mine.push_back(Symbol("name_" + std::to_string(i)));
    });
  for (auto& thread : threads) thread.join();
  for (auto& mine : seen) EXPECT_EQ(mine, seen[0]);
  EXPECT_EQ(seen[0][777].view(), "name_777");
}

TEST(Symbol, order_is_by_content_and_the_empty_one_is_first) {
  const Symbol z("zebra"), a("aardvark");
  EXPECT_LT(a, z);
  EXPECT_LT(Symbol(), a);
  EXPECT_TRUE(Symbol("").empty());
}

TEST(Text, nearest_finds_a_misspelt_word_and_nothing_far_away) {
  EXPECT_EQ(nearest("webhok_url", {"name", "webhook_url", "id"}), "webhook_url");
  EXPECT_EQ(nearest("colour", {"price", "amount"}), "");
}

TEST(Text, glob_matches_runs_and_single_characters) {
  EXPECT_TRUE(matches_glob("public.tmp_x", "*.tmp_*"));
  EXPECT_TRUE(matches_glob("abc", "a?c"));
  EXPECT_FALSE(matches_glob("abd", "a?c"));
}

TEST(Text, a_cut_never_splits_a_character) { EXPECT_EQ(utf8_prefix("aé", 2), "a"); }

TEST(Value, json_goes_there_and_back) {
  const std::string text = R"({"a":[1,2.5,"x\ny",null,true],"b":{"c":"é\"\\"}})";
  auto value = from_json(text, "x.json");
  ASSERT_TRUE(value);
  EXPECT_EQ(to_json(*value), text);
}

TEST(Value, bytes_that_are_not_utf8_do_not_break_the_output) {
  auto back = from_json(to_json(Value(std::string("a\xff"))), "x");
  EXPECT_TRUE(back);
}

TEST(Value, broken_json_names_the_line) {
  auto value = from_json("{\n\"a\": }", "x.json");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().origin.line, 2u);
}

}  // namespace trueup
