class A:
    __secret = 1
    def __method(self): return "m"
    def use(self): return self.__method(), self.__secret
    def set(self): self.__v = 5; return self.__dict__
r_a = A().use(), A().set(), "_A__secret" in vars(A)
class B(A):
    __secret = 2
    def mine(self): return self.__secret
r_b = B().mine(), B().use()
