// A PostgreSQL for tests: the first server that $TRUEUP_TEST_PG names (URLs of superusers, separated by blanks), else a
// scratch server, one for the whole test program. Each TestDatabase is an empty database of its own.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pg/session.h"
#include "pg/url.h"

namespace trueup {

// The first line of a test (or SetUp) that needs a server: skips, or fails where $TRUEUP_TEST_NO_SKIP is set.
#define REQUIRE_SERVER()                                                      \
  if (const std::string missing_ = why_no_test_server(); !missing_.empty()) { \
    if (std::getenv("TRUEUP_TEST_NO_SKIP")) FAIL() << missing_;               \
    GTEST_SKIP() << missing_;                                                 \
  }

// "" when there is one.
std::string why_no_test_server();
// The superuser's connections to the maintenance databases of all test servers, the default one first.
const std::vector<ConnectionSpec>& test_servers();
int test_server_major();

struct TestDatabaseOptions {
  std::size_t server = 0;  // of test_servers()
  std::string from_template = "template0";
};

// Created by the constructor, dropped by the destructor. What fails is a failure of the test.
class TestDatabase {
 public:
  explicit TestDatabase(TestDatabaseOptions options = {});
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  const std::string& name() const { return name_; }
  ConnectionSpec spec() const;
  std::string url() const;  // as a user would write it; reads back as spec()
  Session open(SessionOptions options = {}) const;
  // One text of statements, in autocommit as psql runs it (several in one text share a transaction). Returns the rows
  // of the last one; a failure is a failure of the test.
  Rows exec(std::string_view sql);

 private:
  TestDatabaseOptions options_;
  std::string name_;
  std::optional<Session> session_ = {};
};

}  // namespace trueup
