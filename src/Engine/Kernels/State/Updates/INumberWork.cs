using System.Numerics;

namespace TypedModels.Engine.Kernels.State.Updates;

/// <summary>Something to do with numbers whose type is known when it is done.</summary>
internal interface INumberWork
{
    /// <summary>Changes the elements of a value.</summary>
    void Run<T>(Span<T> elements)
        where T : unmanaged, INumber<T>;
}
