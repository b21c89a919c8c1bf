#include "base/symbol_table.h"

#include <gtest/gtest.h>

#include <string>

namespace trueup {
namespace {

struct Named {
  Symbol name = {};
  int value = 0;
};
Symbol name(int i) { return Symbol("n" + std::to_string(i)); }

TEST(symbol_table, keeps_the_first_of_a_name_in_the_order_of_arrival) {
  SymbolTable<Named> table;
  for (int i = 0; i < 500; ++i) {
    const auto [entry, fresh] = table.add({name(i), i});
    EXPECT_TRUE(fresh);
    EXPECT_EQ(entry->value, i);
    EXPECT_FALSE(table.add({name(i / 2), -1}).second);
    EXPECT_EQ(table.find(name(i / 2))->value, i / 2);
  }
  int next = 0;
  for (const Named& entry : table.entries()) EXPECT_EQ(entry.value, next++);
  EXPECT_EQ(table.size(), 500u);
  EXPECT_EQ(table.find(name(600)), nullptr);
}

TEST(symbol_table, finds_the_others_after_one_is_erased) {
  SymbolTable<Named> table;
  for (int i = 0; i < 100; ++i) table.add({name(i), i});
  for (int i = 0; i < 100; i += 2) EXPECT_TRUE(table.erase(name(i)));
  EXPECT_FALSE(table.erase(name(0)));
  for (int i = 0; i < 100; ++i) EXPECT_EQ(table.find(name(i)) != nullptr, i % 2 == 1) << i;
  EXPECT_EQ(table.entries().front().value, 1);
  table.clear();
  EXPECT_EQ(table.find(name(1)), nullptr);
  EXPECT_TRUE(table.add({name(1), 7}).second);
}

TEST(symbol_table, finds_what_is_added_after_many_were_erased) {
  for (int left = 0; left < 20; ++left) {
    SymbolTable<Named> table;
    for (int i = 0; i < 20; ++i) table.add({name(i), i});
    for (int i = left; i < 20; ++i) table.erase(name(i));
    for (int i = 20; i < 40; ++i) {
      EXPECT_TRUE(table.add({name(i), i}).second);
      EXPECT_NE(table.find(name(i)), nullptr) << left << ' ' << i;
      EXPECT_FALSE(table.add({name(i), -1}).second);
    }
    EXPECT_EQ(table.size(), static_cast<std::size_t>(left) + 20);
  }
}

}  // namespace
}  // namespace trueup
