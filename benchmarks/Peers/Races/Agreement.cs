using System.Runtime.InteropServices;

namespace TypedModels.Benchmarks;

/// <summary>Whether peers answered the same: shapes, whole numbers and texts exactly, floats within a relative and an absolute tolerance, the same as for recorded answers.</summary>
internal static class Agreement
{
    /// <summary>How far floats may be apart, as a part of the value.</summary>
    public const double Relative = 1e-4;

    /// <summary>How far floats may be apart, whatever the value.</summary>
    public const double Absolute = 1e-5;

    /// <summary>Compares all outputs of the last calls.</summary>
    /// <returns>The largest difference of two floats, in tolerances: 1 is just agreed.</returns>
    /// <exception cref="InvalidOperationException">Two do not agree.</exception>
    public static double Require(ModelCase model, IReadOnlyList<Entrant> entrants)
    {
        // TensorFlow made the models: what it answers is what they mean.
        var reference = entrants.FirstOrDefault(entrant => entrant.Kind == PeerKind.TensorFlow) ?? throw new InvalidOperationException("Without TensorFlow's answers there is nothing to compare with.");
        double largest = 0;
        for (int i = 0; i < model.Outputs.Count; i++)
        {
            var expected = reference.Caller.Output(i);
            foreach (var entrant in entrants)
            {
                if (FindDifference(model.Outputs[i].DataType, entrant.Caller.Output(i), expected, ref largest) is { } difference)
                {
                    throw new InvalidOperationException($"Disagreement on '{model.Outputs[i].Name}' of {entrant.Kind.Name()} with TensorFlow: {difference}.");
                }
            }
        }

        return largest;
    }

    private static string? FindDifference(DataType type, OutputValue value, OutputValue expected, ref double largest)
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
