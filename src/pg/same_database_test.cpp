#include "pg/same_database.h"

#include <gtest/gtest.h>

namespace trueup {
namespace {

bool are_one(const char* a, const char* b) {
  auto environment = [](const std::string& name) { return name == "PGUSER" ? std::optional<std::string>("app") : std::nullopt; };
  return lead_to_one_database(*parse_database_url(a), *parse_database_url(b), environment);
}

TEST(same_database, is_told_by_host_port_and_database) {
  EXPECT_TRUE(are_one("postgresql://a:x@db.example.com/app", "postgresql+asyncpg://b@DB.example.com.:5432/app?ssl=require"));
  EXPECT_TRUE(are_one("host=db.example.com dbname=app", "postgres://db.example.com/app"));
  EXPECT_FALSE(are_one("postgresql://db.example.com/app", "postgresql://db.example.com/app2"));
  EXPECT_FALSE(are_one("postgresql://db.example.com/app", "postgresql://db.example.com:5433/app"));
  EXPECT_FALSE(are_one("postgresql://db.example.com/app", "postgresql://db2.example.com/app"));
}

TEST(same_database, knows_this_machine_by_all_its_names) {
  EXPECT_TRUE(are_one("postgresql://localhost/app", "postgresql://127.0.0.1/app"));
  EXPECT_TRUE(are_one("postgresql:///app", "postgresql://[::1]:5432/app"));
  EXPECT_TRUE(are_one("postgresql:///app?host=/var/run/postgresql", "postgresql://localhost/app"));
  EXPECT_FALSE(are_one("postgresql:///app?host=/tmp/a", "postgresql:///app?host=/tmp/b"));
}

TEST(same_database, is_any_of_several_hosts_and_the_users_without_a_name) {
  EXPECT_TRUE(are_one("postgresql://one,two:5433/app", "postgresql://two:5433/app"));
  EXPECT_FALSE(are_one("postgresql://one,two:5433/app", "postgresql://two/app"));
  EXPECT_TRUE(are_one("postgresql://db.example.com", "postgresql://db.example.com/app"));
}

}  // namespace
}  // namespace trueup
