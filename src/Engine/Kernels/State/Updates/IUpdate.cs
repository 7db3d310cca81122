using System.Numerics;

namespace TypedModels.Engine.Kernels.State.Updates;

/// <summary>What becomes of an element of a variable.</summary>
internal interface IUpdate
{
    /// <summary>The new element.</summary>
    /// <param name="before">The element.</param>
    /// <param name="update">What the operation was given for it.</param>
    static abstract T Of<T>(T before, T update)
        where T : unmanaged, INumber<T>;
}

/// <summary>The sum.</summary>
internal readonly struct AddUpdate : IUpdate
{
    public static T Of<T>(T before, T update)
        where T : unmanaged, INumber<T> => before + update;
}

/// <summary>The difference.</summary>
internal readonly struct SubtractUpdate : IUpdate
{
    public static T Of<T>(T before, T update)
        where T : unmanaged, INumber<T> => before - update;
}

/// <summary>The product.</summary>
internal readonly struct MultiplyUpdate : IUpdate
{
    public static T Of<T>(T before, T update)
        where T : unmanaged, INumber<T> => before * update;
}

/// <summary>The quotient; that of integers is cut off.</summary>
internal readonly struct DivideUpdate : IUpdate
{
    public static T Of<T>(T before, T update)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half))
        {
            return before / update;
        }

        // The lowest integer divided by −1 is itself, as where sums wrap around.
        return T.IsZero(update) ? throw OperationException.InvalidArgument("Integer division by zero")
            : T.IsNegative(update) && update == -T.One ? T.Zero - before
            : before / update;
    }
}

/// <summary>The smaller of both.</summary>
internal readonly struct MinimumUpdate : IUpdate
{
    public static T Of<T>(T before, T update)
        where T : unmanaged, INumber<T> => update < before ? update : before;
}

/// <summary>The larger of both.</summary>
internal readonly struct MaximumUpdate : IUpdate
{
    public static T Of<T>(T before, T update)
        where T : unmanaged, INumber<T> => before < update ? update : before;
}

/// <summary>What is given.</summary>
internal readonly struct ReplaceUpdate : IUpdate
{
    public static T Of<T>(T before, T update)
        where T : unmanaged, INumber<T> => update;
}
