using System.Numerics;

namespace TypedModels.Engine.Kernels.Combining;

/// <summary>Adds.</summary>
internal readonly struct Sum<T> : ICombination<T>
    where T : unmanaged, INumberBase<T>
{
    public static T Initial => T.Zero;

    public static T Combine(T held, T added) => held + added;
}
