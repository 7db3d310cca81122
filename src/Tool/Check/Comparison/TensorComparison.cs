using System.Globalization;
using TypedModels.Runtime.Calls;

namespace TypedModels.Tool.Check.Comparison;

/// <summary>Compares answers with recorded ones: shapes, texts, integers and truth values exactly, floating-point numbers within a tolerance.</summary>
internal static class TensorComparison
{
    /// <summary>Compares one tensor.</summary>
    /// <param name="name">The output's name, for messages.</param>
    /// <param name="type">The type of the elements of both.</param>
    /// <param name="expected">The recorded value.</param>
    /// <param name="actual">The answer.</param>
    /// <param name="tolerance">How far floating-point numbers may lie apart.</param>
    public static TensorDifference Compare(string name, DataType type, FixedTensor expected, FixedTensor actual, Tolerance tolerance)
    {
        if (!expected.Shape.SequenceEqual(actual.Shape))
        {
            return new TensorDifference { Disagreement = $"{name} is {new TensorShape(actual.Shape)}, expected {new TensorShape(expected.Shape)}" };
        }

        return type switch
        {
            DataType.String => CompareTexts(name, expected, actual),
            DataType.Bool => CompareBools(name, expected, actual),
            _ when NumberReader.IsFloatingPoint(type) => new FloatComparison(type, tolerance).Compare(name, expected, actual),
            _ => CompareIntegers(name, type, expected, actual),
        };
    }

    /// <summary>The place of an element: <c>boxes[3, 2]</c>, or the name alone for a scalar.</summary>
    public static string Place(string name, ReadOnlySpan<long> shape, long index)
    {
        var indices = new long[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            (index, indices[axis]) = Math.DivRem(index, shape[axis]);
        }

        return indices.Length == 0 ? name : $"{name}[{string.Join(", ", indices)}]";
    }

    /// <summary>How many of the elements disagree, where it is more than one.</summary>
    public static string Share(long differing, long total) =>
        differing <= 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {differing:#,0} of {total:#,0} elements differ");

    private static TensorDifference CompareTexts(string name, FixedTensor expected, FixedTensor actual)
    {
        long first = -1, differing = 0;
        for (int i = 0; i < expected.Texts.Length; i++)
        {
            if (!expected.Texts[i].AsSpan().SequenceEqual(actual.Texts[i]))
            {
                first = first < 0 ? i : first;
                differing++;
            }
        }

        return differing == 0 ? new TensorDifference() : new TensorDifference
        {
            Disagreement = $"{Place(name, expected.Shape, first)} is {TextOf(actual.Texts[(int)first])}, expected {TextOf(expected.Texts[(int)first])}{Share(differing, expected.Texts.Length)}",
        };
    }

    private static TensorDifference CompareBools(string name, FixedTensor expected, FixedTensor actual)
    {
        long first = -1, differing = 0;
        for (int i = 0; i < expected.Elements.Length; i++)
        {
            if (expected.Elements[i] != 0 != (actual.Elements[i] != 0))
            {
                first = first < 0 ? i : first;
                differing++;
            }
        }

        return differing == 0 ? new TensorDifference() : new TensorDifference
        {
            Disagreement = $"{Place(name, expected.Shape, first)} is {BoolOf(actual.Elements[(int)first])}, expected {BoolOf(expected.Elements[(int)first])}{Share(differing, expected.Elements.Length)}",
        };
    }

    private static TensorDifference CompareIntegers(string name, DataType type, FixedTensor expected, FixedTensor actual)
    {
        int count = expected.Elements.Length / DataTypes.SizeOf(type);
        long first = -1, differing = 0;
        double? absolute = count > 0 ? 0 : null, relative = null;
        for (int i = 0; i < count; i++)
        {
            var (wanted, came) = (NumberReader.Integer(type, expected.Elements, i), NumberReader.Integer(type, actual.Elements, i));
            double distance = (double)Int128.Abs(came - wanted);
            absolute = Math.Max(absolute!.Value, distance);
            relative = wanted == 0 ? relative : Math.Max(relative ?? 0, distance / (double)Int128.Abs(wanted));
            if (distance != 0)
            {
                first = first < 0 ? i : first;
                differing++;
            }
        }

        return new TensorDifference
        {
            LargestAbsolute = absolute,
            LargestRelative = relative,
            Disagreement = differing == 0 ? null
                : $"{Place(name, expected.Shape, first)} is {NumberReader.Integer(type, actual.Elements, (int)first)}, expected {NumberReader.Integer(type, expected.Elements, (int)first)}{Share(differing, count)}",
        };
    }

    private static string BoolOf(byte value) => value != 0 ? "true" : "false";

    // Answers can be whole files.
    private static string TextOf(byte[] text)
    {
        const int Shown = 60;
        return text.Length <= Shown ? ContractLiteral.Bytes(text) : $"{text.Length} bytes that begin with {ContractLiteral.Bytes(text[..Shown])}";
    }
}
