#include "pg/probe.h"

#include <gtest/gtest.h>

#include "pg/scratch.h"
#include "tests/support/fake_server.h"
#include "tests/support/test_server.h"

namespace trueup {
namespace {

ProbeReport probed(const std::string& url) { return probe_connection(*parse_database_url(url)); }

std::string listing(const ProbeReport& report) {
  std::string out;
  for (const ProbeStep& step : report.steps) {
    static constexpr const char* marks[] = {"+ ", "- ", "  "};
    out += marks[static_cast<int>(step.outcome)] + step.what + ": " + step.answer + "\n";
  }
  return out + report.conclusion + "\n" + report.hint;
}

bool says(const ProbeReport& report, const std::string& text) {
  return listing(report).find(text) != std::string::npos;
}

}  // namespace

TEST(Probe, a_connection_that_works_is_described) {
  REQUIRE_SERVER();
  TestDatabase db;
  const ProbeReport report = probe_connection(db.spec());
  EXPECT_TRUE(report.connected);
  EXPECT_EQ(report.hint, "");
  EXPECT_TRUE(says(report, "database " + db.name())) << listing(report);
  EXPECT_TRUE(says(report, "PostgreSQL's protocol")) << listing(report);
}

TEST(Probe, a_misspelt_database_is_found_among_those_there_are) {
  REQUIRE_SERVER();
  TestDatabase db;
  ConnectionSpec spec = db.spec();
  spec.set("dbname", db.name() + "x");
  const ProbeReport report = probe_connection(spec);
  EXPECT_EQ(report.code, "no-such-database");
  EXPECT_EQ(report.hint, "did you mean the database " + db.name() + "?") << listing(report);
}

TEST(Probe, a_server_on_a_port_nearby_is_found) {
  int port = 0;
  for (int candidate = 5434; candidate <= 5440 && !port; ++candidate)
    if (probed("postgresql://127.0.0.1:" + std::to_string(candidate) + "/d").code == "connection-refused")
      port = candidate;
  if (!port || !find_server_binaries())
    GTEST_SKIP() << "needs a free port from 5434 to 5440 and PostgreSQL's server programs";
  Result<ScratchServer> server = ScratchServer::start({.tcp_port = port});
  if (!server) GTEST_SKIP() << server.error().str();
  const ProbeReport report = probed("postgresql://postgres:secret@localhost:" + std::to_string(free_port()) + "/d");
  EXPECT_FALSE(report.connected);
  EXPECT_EQ(report.code, "connection-refused");
  EXPECT_TRUE(says(report, "- 127.0.0.1, port ")) << listing(report);
  EXPECT_TRUE(says(report, "  127.0.0.1, port " + std::to_string(port) + ": a PostgreSQL server listens here"))
      << listing(report);
  EXPECT_NE(report.hint.find("does the URL name the wrong port?"), std::string::npos);
  EXPECT_FALSE(says(report, "secret"));
}

TEST(Probe, what_is_no_postgresql_is_said) {
  FakeServer http([](const std::string&) { return "HTTP/1.1 400 Bad Request\r\n\r\n"; });
  const ProbeReport report = probed("postgresql://u:secret@127.0.0.1:" + std::to_string(http.port()) + "/d");
  EXPECT_TRUE(says(report, "something else than PostgreSQL")) << listing(report);
  EXPECT_EQ(report.code, "not-postgresql");
  EXPECT_FALSE(says(report, "secret"));
}

TEST(Probe, hosts_and_sockets_that_are_not_there_are_named) {
  EXPECT_TRUE(says(probed("postgresql://no-such-host.invalid/d"), "- address of no-such-host.invalid: "));
  const ProbeReport report = probed("postgresql:///d?host=/nonexistent&port=1234");
  EXPECT_TRUE(says(report, "- socket /nonexistent/.s.PGSQL.1234: there is no folder /nonexistent")) << listing(report);
  EXPECT_EQ(report.code, "no-such-socket");
}

}  // namespace trueup
