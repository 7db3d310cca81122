#if NETSTANDARD2_0

// What the compiler looks up for "^1" and list patterns, and netstandard2.0 lacks. Apart from the other types, since it is also named in source.

namespace System;

internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;

    public static implicit operator Index(int value) => new(value);
}

#endif
