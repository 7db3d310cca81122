namespace TypedModels.Engine.Conformance.Comparison;

/// <summary>How far two numbers may lie apart.</summary>
/// <param name="Relative">Of the expected number.</param>
/// <param name="Absolute">In any case.</param>
/// <param name="OfLargest">Of the largest number of the tensor: what sums of such numbers can lose.</param>
/// <param name="IgnoresZeroSign">Whether 0 and −0 are the same.</param>
/// <param name="IgnoresNonFinite">Whether it does not matter what stands where one of them is infinite or not a number.</param>
internal readonly record struct Tolerance(double Relative, double Absolute, double OfLargest = 0, bool IgnoresZeroSign = false, bool IgnoresNonFinite = false)
{
    /// <summary>The tolerance of an element type where no row of <see cref="Exceptions"/> says otherwise: a few units in the last place, more where sums are built in another order.</summary>
    public static Tolerance Of(DataType type) => type switch
    {
        DataType.Float => new(1e-5, 1e-6),
        DataType.Double => new(1e-11, 1e-13),
        DataType.Complex64 => new(1e-5, 1e-6, IgnoresZeroSign: true),
        DataType.Complex128 => new(1e-11, 1e-13, IgnoresZeroSign: true),
        DataType.Half => new(2e-3, 1e-6),
        DataType.BFloat16 => new(1.6e-2, 1e-6),
        _ => default,
    };

    /// <summary>Whether the numbers agree.</summary>
    /// <param name="expected">The number that is right.</param>
    /// <param name="actual">The number that came.</param>
    /// <param name="largest">The largest finite number of the expected tensor.</param>
    public bool Allows(double expected, double actual, double largest = 0)
    {
        if (IgnoresNonFinite && !(double.IsFinite(expected) && double.IsFinite(actual)))
        {
            return true;
        }

        if (double.IsNaN(expected) || double.IsNaN(actual))
        {
            return double.IsNaN(expected) && double.IsNaN(actual);
        }

        if (expected == actual)
        {
            return expected != 0 || IgnoresZeroSign || double.IsNegative(expected) == double.IsNegative(actual);
        }

        return Math.Abs(expected - actual) <= Absolute + (Relative * Math.Abs(expected)) + (OfLargest * largest);
    }
}
