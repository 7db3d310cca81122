using System.Runtime.InteropServices;

namespace TypedModels.Benchmarks;

/// <summary>Whether peers answered the same: shapes, whole numbers and texts exactly, floats within a relative and an absolute tolerance, the same as for recorded answers.</summary>
internal static class Agreement
{
    /// <summary>How far floats may be apart, as a part of the value.</summary>
    public const double Relative = 1e-4;

    /// <summary>How far floats may be apart, whatever the value.</summary>
    public const double Absolute = 1e-5;

    /// <summary>Compares an output of the last calls.</summary>
    /// <param name="type">The type of its elements.</param>
    /// <param name="value">What one peer answered.</param>
    /// <param name="expected">What the peer answered that others are compared with.</param>
    /// <param name="largest">The largest difference of two floats, in tolerances: 1 is just agreed.</param>
    /// <returns>What does not agree, or null.</returns>
    public static string? FindDifference(DataType type, OutputValue value, OutputValue expected, ref double largest)
    {
        if (!value.Shape.SequenceEqual(expected.Shape))
        {
            return $"shape [{string.Join(", ", value.Shape)}], expected [{string.Join(", ", expected.Shape)}]";
        }

        return type switch
        {
            DataType.Float => FindDifference(Cast<float>(value), Cast<float>(expected), ref largest),
            DataType.Double => FindDifference(Cast<double>(value), Cast<double>(expected), ref largest),
            _ => value.Elements.AsSpan().SequenceEqual(expected.Elements) ? null : $"other elements of {type.ToWord()}",
        };
    }

    private static double[] Cast<T>(OutputValue value)
        where T : unmanaged, System.Numerics.INumber<T> => Array.ConvertAll(MemoryMarshal.Cast<byte, T>(value.Elements).ToArray(), double.CreateChecked);

    private static string? FindDifference(double[] values, double[] expected, ref double largest)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == expected[i] || (double.IsNaN(values[i]) && double.IsNaN(expected[i])))
            {
                continue;
            }

            double difference = Math.Abs(values[i] - expected[i]) / (Absolute + (Relative * Math.Abs(expected[i])));
            if (!(difference <= 1))
            {
                return $"element {i} is {values[i]}, expected {expected[i]}";
            }

            largest = Math.Max(largest, difference);
        }

        return null;
    }
}
