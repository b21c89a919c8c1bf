// run_cases FOLDER [--accept] [NAME…]: runs the case files below the folder, those whose path holds one of the names. With
// --accept the plan, its hazards and what it left out are written into the files instead of being compared with them.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <thread>

#include "base/file.h"
#include "base/text.h"
#include "pg/scratch.h"
#include "tests/cases/case_run.h"

namespace trueup {
namespace {

constexpr int skipped_all = 77;  // ctest's SKIP_RETURN_CODE

struct Request {
  std::string folder = {};
  bool accept = false;
  std::vector<std::string> names = {};
};

std::vector<CaseFile> find_cases(const Request& request, bool& failed) {
  std::vector<std::string> paths;
  for (auto& entry : std::filesystem::recursive_directory_iterator(request.folder))
    if (entry.path().extension() == ".case") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  std::vector<CaseFile> out;
  for (auto& path : paths) {
    auto file = read_case(path, request.folder);
    if (!file) {
      std::cout << file.error().str() << '\n';
      failed = true;
      continue;
    }
    const bool asked = request.names.empty() || std::any_of(request.names.begin(), request.names.end(), [&](auto& name) { return file->name.find(name) != std::string::npos; });
    if (asked) out.push_back(*std::move(file));
  }
  return out;
}

// Oracle 2. The text of the file, where it is to be rewritten.
void compare_golden(const CaseFile& file, CaseVerdict& verdict) {
  for (auto& [section, now] : {std::pair<const char*, std::string&>{"plan.sql", verdict.plan}, {"hazards", verdict.hazards}, {"left out", verdict.left_out}})
    if (file.section(section) != now) verdict.failures.push_back("[2] " + std::string(section) + " is now:\n" + now);
}

// Known gaps fail today; one that no longer does has to lose its section.
void consider_gap(const CaseFile& file, CaseVerdict& verdict) {
  if (!file.has("known-gap") || !verdict.skipped.empty()) return;
  if (verdict.failures.empty()) verdict.failures.push_back("the known gap is closed: take the section away");
  else verdict.failures.clear(), verdict.skipped = "known gap: " + std::string(trim(file.section("known-gap")));
}

int run(const Request& request) {
  std::optional<ScratchServer> scratch;
  ConnectionSpec spec;
  if (const char* named = std::getenv("TRUEUP_TEST_PG"); named && *named) {
    auto parsed = parse_database_url(split(named, ' ').front());
    if (!parsed) return std::cout << parsed.error().str() << '\n', 1;
    spec = *parsed;
  } else {
    auto server = ScratchServer::start({});
    if (!server) {
      std::cout << "skipped: " << server.error().str() << '\n';
      return std::getenv("TRUEUP_TEST_NO_SKIP") ? 1 : skipped_all;
    }
    scratch = *std::move(server);
    spec = scratch->spec();
  }
  auto first = Session::open(spec);
  if (!first) return std::cout << first.error().str() << '\n', 1;
  const std::string version = "PostgreSQL " + std::to_string(first->about().major());
  bool failed = false;
  const std::vector<CaseFile> cases = find_cases(request, failed);
  std::vector<CaseVerdict> verdicts(cases.size());
  std::atomic<std::size_t> next{0};
  std::vector<std::thread> workers;
  for (int w = 0; w < 4; ++w)
    workers.emplace_back([&] {
      auto admin = Session::open(spec);
      for (std::size_t i; (i = next++) < cases.size();) {
        if (admin) verdicts[i] = run_case(cases[i], *admin, "case_" + std::to_string(getpid()) + "_" + std::to_string(i));
        else verdicts[i].failures.push_back(admin.error().str());
      }
    });
  for (auto& worker : workers) worker.join();
  std::size_t passed = 0, skipped = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CaseVerdict& verdict = verdicts[i];
    if (request.accept && verdict.skipped.empty()) {
      CaseFile rewritten = cases[i];
      rewritten.set("plan.sql", verdict.plan);
      rewritten.set("hazards", verdict.hazards);
      rewritten.set("left out", verdict.left_out);
      if (rewritten.text() != cases[i].text())
        if (auto written = write_file(cases[i].path, rewritten.text()); !written) std::cout << written.error().str() << '\n';
    } else if (verdict.skipped.empty()) {
      compare_golden(cases[i], verdict);
    }
    consider_gap(cases[i], verdict);
    if (!verdict.skipped.empty()) std::cout << "skipped " << cases[i].name << ": " << verdict.skipped << '\n', ++skipped;
    else if (verdict.failures.empty()) ++passed;
    for (auto& text : verdict.failures) std::cout << "FAILED " << cases[i].name << ": " << text << '\n';
    failed |= !verdict.failures.empty();
  }
  std::cout << cases.size() << " cases on " << version << ": " << passed << " passed, " << skipped << " skipped, " << cases.size() - passed - skipped << " failed\n";
  return failed ? 1 : 0;
}

}  // namespace
}  // namespace trueup

int main(int argc, char** argv) {
  trueup::Request request;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--accept") request.accept = true;
    else if (request.folder.empty()) request.folder = word;
    else request.names.push_back(word);
  }
  if (request.folder.empty()) return std::cout << "usage: run_cases FOLDER [--accept] [NAME…]\n", 3;
  return trueup::run(request);
}
