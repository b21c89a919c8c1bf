#include "pg/login.h"

#include <gtest/gtest.h>
#include <pwd.h>
#include <unistd.h>

#include <filesystem>

#include "pg/scratch.h"
#include "pg/session.h"
#include "tests/support/fake_server.h"
#include "tests/support/test_server.h"

namespace trueup {
namespace {

// "CODE" of the failure to connect, or "connected"; and no message ever shows the password that all tests use.
Diag failure_of(const std::string& url) {
  const Result<ConnectionSpec> spec = parse_database_url(url);
  if (!spec) return spec.error();
  const Result<Session> session = Session::open(*spec);
  if (session) return {.code = "connected"};
  EXPECT_EQ(session.error().str().find("secret"), std::string::npos) << session.error().str();
  EXPECT_EQ(session.error().trouble, Trouble::connection);
  EXPECT_FALSE(session.error().hint.empty());
  return session.error();
}

std::string code_of(const std::string& url) { return failure_of(url).code; }
std::string at_port(int port, const std::string& rest) {
  return "postgresql://u:secret@127.0.0.1:" + std::to_string(port) + rest;
}

// A server with passwords and TLS on a port of its own.
struct StrictServer {
  std::string folder = {};
  int port = free_port();
  std::optional<ScratchServer> server = {};
  std::string missing = {};

  StrictServer() {
    char name[] = "/tmp/trueup-test-XXXXXX";
    folder = mkdtemp(name) ? name : "/tmp";
    const std::string make = "cd " + folder +
                             " && openssl req -new -x509 -days 2 -nodes -subj /CN=localhost -out server.crt -keyout "
                             "server.key >/dev/null 2>&1 && chmod 600 server.key";
    if (std::system(make.c_str()) != 0) missing = "openssl cannot make a certificate";
    if (const passwd* postgres = getpwnam("postgres"); postgres && geteuid() == 0)
      for (const std::string& path : {folder, folder + "/server.key", folder + "/server.crt"})
        if (chown(path.c_str(), postgres->pw_uid, postgres->pw_gid) != 0) missing = "chown failed";
    if (!missing.empty()) return;
    Result<ScratchServer> made = ScratchServer::start(
        {.settings = {{"ssl", "on"},
                      {"ssl_cert_file", folder + "/server.crt"},
                      {"ssl_key_file", folder + "/server.key"}},
         .hba = {"hostssl tls all 127.0.0.1/32 trust", "host postgres,nothing,closed all 127.0.0.1/32 scram-sha-256",
                 "local all all peer"},
         .tcp_port = port});
    if (!made) missing = made.error().str();
    else server = *std::move(made);
    if (!server) return;
    Result<Session> session = Session::open(server->spec());
    for (const char* sql :
         {"create database tls", "create role u login password 'secret'", "create role idle nologin password 'secret'",
          "create role many login password 'secret' connection limit 0", "create database closed",
          "revoke connect on database closed from public"})
      if (Result<Rows> rows = session->exec(sql); !rows) missing = rows.error().str();
  }
  ~StrictServer() {
    server.reset();
    std::filesystem::remove_all(folder);
  }
  std::string url(const std::string& user_and_password, const std::string& rest) const {
    return "postgresql://" + user_and_password + "@127.0.0.1:" + std::to_string(port) + rest;
  }
};

}  // namespace

TEST(Login, refusals_of_a_real_server_are_told_apart) {
  StrictServer strict;
  if (!strict.missing.empty()) GTEST_SKIP() << strict.missing;
  EXPECT_EQ(code_of(strict.url("u:secret", "/postgres")), "connected");
  EXPECT_EQ(code_of(strict.url("u:secret", "/postgres?sslmode=require")), "connected");
  EXPECT_EQ(code_of(strict.url("u:wrong", "/postgres")), "wrong-password");
  EXPECT_EQ(code_of(strict.url("u", "/postgres?passfile=/nonexistent")), "password-missing");
  EXPECT_EQ(code_of(strict.url("nobody:secret", "/postgres")), "wrong-password")
      << "a server with passwords does not tell";
  EXPECT_EQ(code_of(strict.url("u:secret", "/nothing")), "no-such-database");
  EXPECT_EQ(code_of(strict.url("u:secret", "/closed")), "login-refused");
  EXPECT_EQ(code_of(strict.url("u:secret", "/elsewhere")), "login-refused") << "no line of pg_hba.conf";
  EXPECT_EQ(code_of(strict.url("u:secret", "/tls?sslmode=disable")), "tls-required");
  EXPECT_EQ(code_of(strict.url("nobody:secret", "/tls")), "no-such-role");
  EXPECT_EQ(code_of(strict.url("many:secret", "/postgres")), "too-many-connections");
  EXPECT_EQ(code_of(strict.url("idle:secret", "/postgres")), "login-refused");
  EXPECT_EQ(code_of(strict.url("u", "/tls")), "connected");
  EXPECT_EQ(code_of(strict.url("u:secret", "/postgres?sslmode=verify-ca&sslrootcert=/nonexistent")), "tls-untrusted");
  EXPECT_EQ(
      code_of(strict.url("u:secret", "/postgres?sslmode=verify-full&sslrootcert=" + strict.folder + "/server.crt")),
      "tls-untrusted")
      << "issued for localhost";
  EXPECT_EQ(code_of(strict.url("u:secret", "/postgres?options=-cno_such_setting%3D1")), "connection-option");
  EXPECT_EQ(
      code_of("host=" + strict.server->folder() + " port=" + std::to_string(strict.port) + " user=u dbname=postgres"),
      "login-refused")
      << "peer";
  EXPECT_EQ(code_of("host=" + strict.server->folder() + " user=u"), "no-such-socket");
  EXPECT_NE(
      failure_of(strict.url("u:wrong", "/postgres")).message.find("password authentication failed for user \"u\""),
      std::string::npos);
  EXPECT_NE(failure_of(strict.url("u:wrong", "/postgres")).message.find("postgresql://u@127.0.0.1"), std::string::npos);
}

TEST(Login, what_is_no_postgresql_is_recognised) {
  FakeServer http([](const std::string&) { return "HTTP/1.1 400 Bad Request\r\n\r\n"; });
  EXPECT_EQ(code_of(at_port(http.port(), "/d")), "not-postgresql");
  EXPECT_EQ(code_of(at_port(http.port(), "/d?sslmode=disable")), "not-postgresql");
  FakeServer hangs_up([](const std::string&) { return ""; });
  EXPECT_EQ(code_of(at_port(hangs_up.port(), "/d")), "not-postgresql");
  FakeServer no_tls([](const std::string&) { return "N"; });
  EXPECT_EQ(code_of(at_port(no_tls.port(), "/d?sslmode=require")), "tls-refused");
}

TEST(Login, refusals_are_known_by_their_code_in_any_language) {
  const auto says = [](const std::string& state, const std::string& text) {
    FakeServer server([&](const std::string&) { return FakeServer::error(state, text); });
    return code_of(at_port(server.port(), "/d?sslmode=disable&gssencmode=disable"));
  };
  EXPECT_EQ(says("57P03", "das Datenbanksystem startet"), "server-starting");
  EXPECT_EQ(says("28P01", "Passwort-Authentifizierung fehlgeschlagen"), "wrong-password");
  EXPECT_EQ(says("3D000", "Datenbank »d« existiert nicht"), "no-such-database");
  EXPECT_EQ(says("53300", "tut mir leid, schon zu viele Verbindungen"), "too-many-connections");
  EXPECT_EQ(says("08P01", "no such database: d"), "no-such-database");
  EXPECT_EQ(says("08P01", "SSL required"), "tls-required");
  EXPECT_EQ(says("28000", "connection is insecure (try using `sslmode=require`)"), "tls-required");
}

TEST(Login, hosts_and_ports_that_do_not_answer_are_told_apart) {
  EXPECT_EQ(code_of(at_port(free_port(), "/d")), "connection-refused");
  EXPECT_EQ(code_of("postgresql://u:secret@no-such-host.invalid/d"), "unknown-host");
  EXPECT_EQ(code_of("postgresql://u:secret@/d?host=/nonexistent"), "no-such-socket");
  EXPECT_EQ(code_of("service=no_such_service_of_trueup"), "connection-option");
  EXPECT_EQ(
      code_of("postgresql://u:secret@127.0.0.1:1/d?sslmode=verify-full&sslrootcert=system&min_protocol_version=9"),
      "connection-option")
      << "unknown to an older libpq, refused by a newer one";
  FakeServer silent([](const std::string&) { return "\x01SILENT"; });
  const auto from = std::chrono::steady_clock::now();
  EXPECT_EQ(code_of(at_port(silent.port(), "/d?connect_timeout=2")), "timeout");
  EXPECT_LT(std::chrono::steady_clock::now() - from, std::chrono::seconds(5));
}

TEST(Login, the_next_host_is_tried_when_one_is_silent) {
  REQUIRE_SERVER();
  if (test_servers()[0].get("host").find('/') != 0) GTEST_SKIP() << "needs a server on a socket";
  FakeServer silent([](const std::string&) { return "\x01SILENT"; });
  ConnectionSpec spec = test_servers()[0];
  spec.set("host", "127.0.0.1," + std::string(spec.get("host")))
      .set("port", std::to_string(silent.port()) + "," + std::string(spec.get("port")));
  spec.set("connect_timeout", "2");
  const Result<Session> session = Session::open(spec);
  EXPECT_TRUE(session) << session.error().str();
}

TEST(Login, relatives_and_old_servers_are_refused_by_name) {
  REQUIRE_SERVER();
  TestDatabase db;
  const auto opened = [&] {
    ConnectionSpec spec = db.spec();
    spec.set("options", "-csearch_path=public,pg_catalog");
    const Result<Session> session = Session::open(spec);
    return session ? "connected" : session.error().code + ": " + session.error().message;
  };
  db.exec("create function public.version() returns text language sql as $$ select 'CockroachDB CCL v23.1.2'::text $$");
  EXPECT_NE(opened().find("not-postgresql: "), std::string::npos) << opened();
  EXPECT_NE(opened().find("it is CockroachDB, not PostgreSQL"), std::string::npos) << opened();
  db.exec(
      "drop function public.version(); create function public.current_setting(text) returns text language sql as $$ "
      "select '120011'::text $$");
  EXPECT_NE(opened().find("server-too-old: "), std::string::npos) << opened();
  EXPECT_NE(opened().find("PostgreSQL 12.11"), std::string::npos) << opened();
}

TEST(Login, the_text_of_several_attempts_is_condensed) {
  const Diag diag =
      login_failure(*parse_database_url("postgresql://u@localhost:1/d"),
                    "connection to server at \"localhost\" (::1), port 1 failed: Connection refused\n\tIs the server "
                    "running on that host and accepting TCP/IP connections?\n"
                    "connection to server at \"localhost\" (127.0.0.1), port 1 failed: FATAL:  28P01: password "
                    "authentication failed for user \"u\"\nLOCATION:  auth_failed, auth.c:335\n");
  EXPECT_EQ(diag.code, "wrong-password");
  EXPECT_EQ(diag.message,
            "cannot connect to postgresql://u@localhost:1/d: \"localhost\" (::1), port 1: Connection refused; "
            "\"localhost\" (127.0.0.1), port 1: password authentication failed for user \"u\"");
}

}  // namespace trueup
