namespace TypedModels.Engine.Kernels.Elementwise.Operators;

/// <summary>Whole powers of integers, wrapping around.</summary>
internal readonly struct IntegerPower : IIntegerBinary
{
    static T IIntegerBinary.Apply<T>(T x, T y)
    {
        if (T.IsNegative(y))
        {
            throw OperationException.InvalidArgument("Integers to negative integer powers are not allowed");
        }

        var power = T.One;
        for (; !T.IsZero(y); y >>= 1)
        {
            power = T.IsOddInteger(y) ? power * x : power;
            x *= x;
        }

        return power;
    }
}
