#include "base/symbol_map.h"

#include <gtest/gtest.h>

#include <string>

namespace trueup {
namespace {

TEST(symbol_map, keeps_the_first_of_a_name_in_the_order_of_arrival) {
  SymbolMap<int> map;
  for (int i = 0; i < 500; ++i) {
    const auto [value, fresh] = map.try_emplace(Symbol("n" + std::to_string(i)), i);
    EXPECT_TRUE(fresh);
    EXPECT_EQ(*value, i);
    EXPECT_FALSE(map.try_emplace(Symbol("n" + std::to_string(i / 2)), -1).second);
  }
  int next = 0;
  for (const auto& entry : map) EXPECT_EQ(entry.value, next++);
  EXPECT_EQ(map.size(), 500u);
  EXPECT_EQ(map.find(Symbol("n600")), nullptr);
  EXPECT_EQ(*map.find(Symbol("n499")), 499);
  map.clear();
  EXPECT_EQ(map.find(Symbol("n1")), nullptr);
}

}  // namespace
}  // namespace trueup
