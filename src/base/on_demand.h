// OnDemand: a struct of members that few objects need: those cost a pointer until one of them is set. Copied by value.
#pragma once
#include <memory>

namespace trueup {

template <class T>
class OnDemand {
 public:
  OnDemand() = default;
  OnDemand(const OnDemand& other) : own_(other.own_ ? std::make_unique<T>(*other.own_) : nullptr) {}
  OnDemand(OnDemand&&) noexcept = default;
  OnDemand& operator=(OnDemand other) noexcept {
    own_ = std::move(other.own_);
    return *this;
  }

  // To read: what nobody set is at its default.
  const T& operator*() const {
    static const T none = {};
    return own_ ? *own_ : none;
  }
  const T* operator->() const { return &**this; }
  // To set one.
  T& own() {
    if (!own_) own_ = std::make_unique<T>();
    return *own_;
  }
  explicit operator bool() const { return own_ != nullptr; }

 private:
  std::unique_ptr<T> own_;
};

}  // namespace trueup
