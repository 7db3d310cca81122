namespace TypedModels.Engine.Compute.RandomNumbers;

/// <summary>Draws numbers in groups, each from its own place in the generator's sequence, so that any part of the result can be drawn by itself.</summary>
/// <typeparam name="T">The type of the numbers.</typeparam>
internal interface IDistribution<T>
    where T : unmanaged
{
    /// <summary>The numbers in a group.</summary>
    static abstract int GroupLength { get; }

    /// <summary>The blocks of the generator that each group has for itself.</summary>
    static abstract uint BlocksPerGroup { get; }

    /// <summary>Draws a group.</summary>
    /// <param name="generator">At the group's first block.</param>
    /// <param name="group">As long as a group.</param>
    void Draw(Philox generator, Span<T> group);
}
