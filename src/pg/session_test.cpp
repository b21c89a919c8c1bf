#include "pg/session.h"

#include <gtest/gtest.h>

#include "tests/support/test_server.h"

namespace trueup {

TEST(Session, a_session_knows_its_server) {
  REQUIRE_SERVER();
  TestDatabase db;
  Session session = db.open();
  EXPECT_EQ(session.about().database, db.name());
  EXPECT_GE(session.about().version, 130000);
  EXPECT_EQ(session.about().default_schema, "public");
  EXPECT_FALSE(session.is_proxied());
  EXPECT_EQ(*session.exec_value("select current_setting('application_name')"), "trueup");
}

}  // namespace trueup
