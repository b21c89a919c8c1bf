// Stopwatch: how long the stages of a command took, on the wall and in the processor; for --timings.
#pragma once
#include <chrono>
#include <ctime>
#include <string>
#include <vector>

namespace trueup {

struct Timing {
  std::string stage = {};
  std::chrono::nanoseconds wall{}, cpu{};  // cpu: of this process, all its threads
};

class Stopwatch {
 public:
  explicit Stopwatch(std::vector<Timing>& into) : into_(into) {}
  void stop(std::string stage) {
    const auto now = std::chrono::steady_clock::now();
    const auto cpu = cpu_time();
    into_.push_back({std::move(stage), now - began_, cpu - cpu_began_});
    began_ = now, cpu_began_ = cpu;
  }

 private:
  static std::chrono::nanoseconds cpu_time() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
  }

  std::vector<Timing>& into_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  std::chrono::nanoseconds cpu_began_ = cpu_time();
};

}  // namespace trueup
