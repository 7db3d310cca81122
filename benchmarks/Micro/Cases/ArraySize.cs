namespace TypedModels.Micro.Cases;

/// <summary>How large the arrays are that a kernel works on.</summary>
public enum ArraySize
{
    /// <summary>32 KB each, which stay in the cache of a core.</summary>
    Cached,

    /// <summary>64 MB each, which do not.</summary>
    Large,
}
