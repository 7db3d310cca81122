namespace TypedModels.Engine.Kernels.Combining;

/// <summary>How numbers that fall on the same place become one.</summary>
internal interface ICombination<T>
    where T : unmanaged
{
    /// <summary>What is there before anything is added.</summary>
    static abstract T Initial { get; }

    /// <summary>Combines what is there with what is added.</summary>
    static abstract T Combine(T held, T added);
}
