import asyncio
async def co(): return 1
class A:
    async def m(self):
        async with x as y: pass
        async for i in z: await i
        return [i async for i in z]
r_a = callable(co), co.__name__, A.m.__name__
async def agen():
    yield 1
