using System.Numerics;

namespace TypedModels.Engine.Kernels.Combining;

/// <summary>Keeps the larger.</summary>
internal readonly struct Largest<T> : ICombination<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public static T Initial => T.MinValue;

    public static T Combine(T held, T added) => added > held ? added : held;
}
