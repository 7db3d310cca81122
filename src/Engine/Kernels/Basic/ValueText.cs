using System.Globalization;
using System.Text;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Basic;

/// <summary>Writes a value for messages: its first elements, as TensorFlow does in its own.</summary>
internal static class ValueText
{
    // A message is read by people.
    private const int Most = 1000;

    /// <summary>The first elements of <paramref name="value"/>, then <c>...</c> when there are more.</summary>
    public static string Of(Tensor value, int count)
    {
        int told = Math.Min(value.Count, count < 0 ? Most : Math.Min(count, Most));
        var text = new StringBuilder();
        for (int i = 0; i < told; i++)
        {
            text.Append(i > 0 ? " " : "").Append(Element(value, i));
        }

        return text.Append(told < value.Count ? "..." : "").ToString();
    }

    private static string Element(Tensor value, int index) => value.Type switch
    {
        DataType.String => Encoding.UTF8.GetString(value.Texts[index].Span),
        DataType.Bool => value.Span<bool>()[index] ? "1" : "0",
        DataType.Float => value.Span<float>()[index].ToString(CultureInfo.InvariantCulture),
        DataType.Double => value.Span<double>()[index].ToString(CultureInfo.InvariantCulture),
        DataType.Half => ((float)value.Span<Half>()[index]).ToString(CultureInfo.InvariantCulture),
        DataType.BFloat16 => ((float)value.Span<BFloat16>()[index]).ToString(CultureInfo.InvariantCulture),
        DataType.Resource or DataType.Variant or DataType.Complex64 or DataType.Complex128 => value.Type.ToWord(),
        _ => value.Integer(index).ToString(CultureInfo.InvariantCulture),
    };
}
