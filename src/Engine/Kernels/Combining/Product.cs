using System.Numerics;

namespace TypedModels.Engine.Kernels.Combining;

/// <summary>Multiplies.</summary>
internal readonly struct Product<T> : ICombination<T>
    where T : unmanaged, INumberBase<T>
{
    public static T Initial => T.One;

    public static T Combine(T held, T added) => held * added;
}
