#include "tests/support/test_server.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>

#include "base/text.h"
#include "pg/scratch.h"

namespace trueup {
namespace {

struct Servers {
  std::vector<ConnectionSpec> specs = {};
  std::string missing = {};
  std::optional<ScratchServer> scratch = {};
  std::vector<std::optional<Session>> sessions = {};
  int major = 0;

  Servers() {
    const char* named = std::getenv("TRUEUP_TEST_PG");
    for (const std::string& url : split(named ? named : "", ' ')) {
      if (url.empty()) continue;
      Result<ConnectionSpec> spec = parse_database_url(url);
      if (!spec) missing = "TRUEUP_TEST_PG: " + spec.error().str();
      else specs.push_back(*spec);
    }
    if (specs.empty() && missing.empty()) begin_scratch();
    sessions.resize(specs.size());
    for (std::size_t i = 0; i < specs.size() && missing.empty(); ++i) {
      Result<Session> session = Session::open(specs[i]);
      if (!session) missing = session.error().str();
      else sessions[i] = *std::move(session);
    }
    if (missing.empty()) major = sessions[0]->about().major();
  }

  void begin_scratch() {
    Result<ScratchServer> server = ScratchServer::start();
    if (server) {
      scratch = *std::move(server);
      specs.push_back(scratch->spec());
    } else {
      missing = server.error().str();
    }
  }
};

Servers& servers() {
  static Servers all;
  return all;
}

// A gtest environment, so that the server goes before static objects do.
struct Closing : testing::Environment {
  static inline bool used = false;
  void TearDown() override {
    if (!used) return;
    for (std::optional<Session>& session : servers().sessions) session.reset();
    servers().scratch.reset();
  }
};
[[maybe_unused]] testing::Environment* const closing = testing::AddGlobalTestEnvironment(new Closing);

}  // namespace

std::string why_no_test_server() {
  Closing::used = true;
  return servers().missing;
}

const std::vector<ConnectionSpec>& test_servers() { return servers().specs; }
int test_server_major() { return servers().major; }

TestDatabase::TestDatabase(TestDatabaseOptions options) : options_(std::move(options)) {
  static std::atomic<int> count{0};
  name_ = "trueup_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
  if (!why_no_test_server().empty()) return;  // REQUIRE_SERVER has said so
  Result<Rows> made =
      servers().sessions[options_.server]->exec("create database " + name_ + " template " + options_.from_template);
  if (!made) ADD_FAILURE() << made.error().str();
}

TestDatabase::~TestDatabase() {
  session_.reset();
  if (!why_no_test_server().empty()) return;
  Result<Rows> dropped =
      servers().sessions[options_.server]->exec("drop database if exists " + name_ + " with (force)");
  if (!dropped) ADD_FAILURE() << dropped.error().str();
}

ConnectionSpec TestDatabase::spec() const {
  ConnectionSpec spec = servers().specs[options_.server];
  return spec.set("dbname", name_);
}

std::string TestDatabase::url() const {
  std::string out = spec().safe_text();
  if (const std::string_view password = spec().get("password"); !password.empty())
    out += std::string(out.find('?') == std::string::npos ? "?" : "&") + "password=" + std::string(password);
  return out;
}

Session TestDatabase::open(SessionOptions options) const {
  Result<Session> session = Session::open(spec(), std::move(options));
  if (!session) {
    std::fprintf(stderr, "%s\n", session.error().str().c_str());
    std::abort();  // there is no session to return
  }
  return *std::move(session);
}

Rows TestDatabase::exec(std::string_view sql) {
  if (!session_) session_ = open();
  Result<Rows> rows = session_->exec(sql);
  if (rows) return *rows;
  ADD_FAILURE() << rows.error().str() << "\nin: " << sql;
  return {};
}

}  // namespace trueup
