using System.Globalization;
using System.Numerics;
using TypedModels.Runtime.Calls;

namespace TypedModels.Tool.Check.Comparison;

/// <summary>
/// Compares floating-point numbers as <c>numpy.allclose</c> does: <c>|answer − recorded| ≤ absolute + relative × |recorded|</c>, by modulus for complex numbers. NaN equals NaN; an infinity equals itself alone.
/// </summary>
internal sealed class FloatComparison(DataType type, Tolerance tolerance)
{
    private readonly double _relative = tolerance.RelativeFor(type);
    private double? _largestAbsolute;
    private double? _largestRelative;
    private double _worstExcess;
    private int _worst = -1;
    private long _differing;

    /// <summary>Compares two tensors of one shape.</summary>
    public TensorDifference Compare(string name, FixedTensor expected, FixedTensor actual)
    {
        int count = expected.Elements.Length / DataTypes.SizeOf(type);
        for (int i = 0; i < count; i++)
        {
            Compare(i, NumberReader.Floating(type, expected.Elements, i), NumberReader.Floating(type, actual.Elements, i));
        }

        return new TensorDifference
        {
            LargestAbsolute = _largestAbsolute,
            LargestRelative = _largestRelative,
            Disagreement = _worst < 0 ? null : Describe(name, expected, actual, count),
        };
    }

    private void Compare(int index, Complex expected, Complex actual)
    {
        if (!Complex.IsFinite(expected) || !Complex.IsFinite(actual))
        {
            if (!IsSame(expected.Real, actual.Real) || !IsSame(expected.Imaginary, actual.Imaginary))
            {
                Disagree(index, double.PositiveInfinity);
            }

            return;
        }

        double distance = Complex.Abs(actual - expected);
        double size = Complex.Abs(expected);
        double allowed = tolerance.Absolute + (_relative * size);
        _largestAbsolute = Math.Max(_largestAbsolute ?? 0, distance);
        _largestRelative = size == 0 ? _largestRelative : Math.Max(_largestRelative ?? 0, distance / size);
        if (distance > allowed)
        {
            Disagree(index, distance / allowed);
        }
    }

    // The parts of a complex number that is not finite: the finite ones among them within the tolerance, the others exactly.
    private bool IsSame(double expected, double actual) => double.IsFinite(expected) && double.IsFinite(actual)
        ? Math.Abs(actual - expected) <= tolerance.Absolute + (_relative * Math.Abs(expected))
        : expected.Equals(actual);

    private void Disagree(int index, double excess)
    {
        _differing++;
        if (_worst < 0 || excess > _worstExcess)
        {
            (_worst, _worstExcess) = (index, excess);
        }
    }

    private string Describe(string name, FixedTensor expected, FixedTensor actual, int count)
    {
        var (wanted, came) = (NumberReader.Floating(type, expected.Elements, _worst), NumberReader.Floating(type, actual.Elements, _worst));
        return $"{TensorComparison.Place(name, expected.Shape, _worst)} is {TextOf(came)}, expected {TextOf(wanted)}{TensorComparison.Share(_differing, count)}";
    }

    private string TextOf(Complex value) => type is DataType.Complex64 or DataType.Complex128
        ? $"({TextOf(value.Real)}, {TextOf(value.Imaginary)})"
        : TextOf(value.Real);

    // As many digits as tell the numbers of the type apart.
    private string TextOf(double value) => value.ToString(
        type switch { DataType.Double or DataType.Complex128 => "R", DataType.Float or DataType.Complex64 => "G9", _ => "G5" },
        CultureInfo.InvariantCulture);
}
