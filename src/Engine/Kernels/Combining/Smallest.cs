using System.Numerics;

namespace TypedModels.Engine.Kernels.Combining;

/// <summary>Keeps the smaller.</summary>
internal readonly struct Smallest<T> : ICombination<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public static T Initial => T.MaxValue;

    public static T Combine(T held, T added) => added < held ? added : held;
}
