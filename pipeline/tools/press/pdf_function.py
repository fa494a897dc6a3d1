"""Works out what a function of a PDF gives for one number (ISO 32000-1, 7.10): how a tint of an ink is mixed."""

import re
from collections.abc import Callable
from math import floor
from typing import Any

from pipeline.tools.later import Later

pikepdf = Later("pikepdf")
#: Functions may be made of others; what is nested deeper is made of itself. A program has no more words.
_DEEPEST, _MOST_WORDS = 12, 2_000
_WORD = re.compile(rb"[{}]|[^\s{}]+")


def at(function: Any, tint: float, depth: int = 0) -> tuple[float, ...]:
    """Return what a function gives for a number; raises ValueError or LookupError where it cannot be worked out."""
    if depth > _DEEPEST:
        raise ValueError("a function is made of itself")
    if isinstance(function, pikepdf.Array):
        return tuple(value for each in function for value in at(each, tint, depth + 1))
    found = _KINDS[int(function["/FunctionType"])](function, tint, depth)
    limits = [float(each) for each in function.get("/Range", ())]
    pairs = zip(limits[::2], limits[1::2], strict=True) if limits else ((float("-inf"), float("inf")),) * len(found)
    return tuple(min(max(each, low), high) for each, (low, high) in zip(found, pairs, strict=True))


def _of_samples(function: Any, tint: float, _depth: int) -> tuple[float, ...]:
    """Return the sample at the place, or what lies between two of them."""
    (count,), bits = (int(each) for each in function["/Size"]), int(function["/BitsPerSample"])
    limits = [float(each) for each in function["/Range"]]
    outputs, content = len(limits) // 2, function.read_bytes()
    decode = [float(each) for each in function.get("/Decode", limits)]
    first, last = (float(each) for each in function.get("/Encode", (0, count - 1)))
    place = min(max(first + tint * (last - first), 0.0), count - 1.0)
    low, share = floor(place), place - floor(place)

    def sample(step: int, output: int) -> float:
        start = (step * outputs + output) * bits
        held = int.from_bytes(content[start // 8:(start + bits + 7) // 8], "big")
        value = held >> (-(start + bits) % 8) & (1 << bits) - 1
        least, most = decode[2 * output:2 * output + 2]
        return least + value * (most - least) / ((1 << bits) - 1)

    if len(content) * 8 < count * outputs * bits:
        raise ValueError("its samples break off")
    return tuple(sample(low, each) * (1 - share) + sample(min(low + 1, count - 1), each) * share
                 for each in range(outputs))


def _of_power(function: Any, tint: float, _depth: int) -> tuple[float, ...]:
    none, full = ([float(each) for each in function.get(key, (instead,))] for key, instead in (("/C0", 0), ("/C1", 1)))
    share = tint ** float(function["/N"])
    return tuple(low + share * (high - low) for low, high in zip(none, full, strict=True))


def _of_parts(function: Any, tint: float, depth: int) -> tuple[float, ...]:
    low, high = (float(each) for each in function["/Domain"])
    bounds = [float(each) for each in function["/Bounds"]]
    number = sum(tint >= each for each in bounds)
    edges, encode = [low, *bounds, high], [float(each) for each in function["/Encode"]]
    begins, ends = edges[number:number + 2]
    first, last = encode[2 * number:2 * number + 2]
    share = (tint - begins) / (ends - begins) if ends > begins else 0.0
    return at(function["/Functions"][number], first + share * (last - first), depth + 1)


def _of_program(function: Any, tint: float, _depth: int) -> tuple[float, ...]:
    """Return what a program leaves; one that chooses or repeats is not worked out."""
    words = [each for each in _WORD.findall(function.read_bytes()) if each not in (b"{", b"}")]
    if len(words) > _MOST_WORDS:
        raise ValueError("a program without end")
    stack = [tint]
    for word in words:
        if word in _WORDS:
            _WORDS[word](stack)
        else:
            stack.append(float(word))
    return tuple(stack)


def _copy(stack: list[float]) -> None:
    count = int(stack.pop())
    stack += stack[len(stack) - count:]


def _roll(stack: list[float]) -> None:
    steps, count = int(stack.pop()), int(stack.pop())
    if count > 0:
        moved = stack[-count:]
        stack[-count:] = moved[-steps % count:] + moved[:-steps % count]


def _of_two(work: Callable[[float, float], float]) -> Callable[[list[float]], None]:
    def change(stack: list[float]) -> None:
        second, first = stack.pop(), stack.pop()
        stack.append(work(first, second))

    return change


def _of_one(work: Callable[[float], float]) -> Callable[[list[float]], None]:
    return lambda stack: stack.append(work(stack.pop()))


_WORDS: dict[bytes, Callable[[list[float]], None]] = {
    b"dup": lambda stack: stack.append(stack[-1]), b"pop": lambda stack: stack.__delitem__(-1), b"copy": _copy,
    b"exch": lambda stack: stack.extend((stack.pop(), stack.pop())), b"roll": _roll,
    b"index": lambda stack: stack.append(stack[-1 - int(stack.pop())]),
    b"add": _of_two(lambda one, other: one + other), b"sub": _of_two(lambda one, other: one - other),
    b"mul": _of_two(lambda one, other: one * other), b"div": _of_two(lambda one, other: one / other),
    b"neg": _of_one(lambda one: -one), b"abs": _of_one(abs), b"cvr": _of_one(float),
}
_KINDS: dict[int, Callable[[Any, float, int], tuple[float, ...]]] = {
    0: _of_samples, 2: _of_power, 3: _of_parts, 4: _of_program}
