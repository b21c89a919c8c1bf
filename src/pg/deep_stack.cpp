#include "pg/deep_stack.h"

#include <pthread.h>

#include <condition_variable>
#include <mutex>

namespace trueup {
namespace {

class Worker {
 public:
  Worker() {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    // Only touched pages cost memory.
    pthread_attr_setstacksize(&attributes, std::size_t{512} << 20);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread;
    works_ = pthread_create(
                 &thread, &attributes, [](void* self) -> void* { static_cast<Worker*>(self)->loop(); }, this) == 0;
    pthread_attr_destroy(&attributes);
  }

  void run(const std::function<void()>& task) {
    if (!works_) return task();
    std::lock_guard turn(turn_);
    std::unique_lock lock(mutex_);
    task_ = &task;
    changed_.notify_all();
    changed_.wait(lock, [&] { return task_ == nullptr; });
  }

 private:
  [[noreturn]] void loop() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return task_ != nullptr; });
      lock.unlock();
      (*task_)();
      lock.lock();
      task_ = nullptr;
      changed_.notify_all();
    }
  }

  std::mutex turn_, mutex_;
  std::condition_variable changed_;
  const std::function<void()>* task_ = nullptr;
  bool works_ = false;
};

}  // namespace

void on_deep_stack(const std::function<void()>& task) {
  static Worker& worker = *new Worker;  // never destroyed: its thread waits on it until the process ends
  worker.run(task);
}

}  // namespace trueup
