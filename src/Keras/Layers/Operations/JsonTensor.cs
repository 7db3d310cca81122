using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>Numbers of a configuration, as a tensor.</summary>
/// <param name="Values">The numbers, row by row.</param>
/// <param name="Shape">Their shape.</param>
/// <param name="DataType">The type that they have by themselves.</param>
/// <param name="IsScalar">Whether it is a number of Python, which takes the type of what it meets.</param>
internal sealed record JsonTensor(double[] Values, TensorShape Shape, DataType DataType, bool IsScalar)
{
    private const int MostAxes = 32;

    /// <summary>Reads numbers: one, lists in lists, or an array of NumPy or a tensor with its type.</summary>
    /// <exception cref="ModelFormatException">It is something else, or the lists differ in length.</exception>
    public static JsonTensor Read(JsonValue value)
    {
        // {class_name: "__tensor__" or "__numpy__", config: {value, dtype}}.
        if (value.Kind == JsonKind.Object && value["config"] is { Kind: JsonKind.Object } config && config["value"] is { } inner)
        {
            var read = Read(inner);
            return DataTypePolicy.NameOf(config["dtype"]) is { } name ? read with { DataType = DataTypePolicy.TypeOf(name), IsScalar = false } : read;
        }

        var shape = new List<long>();
        for (var part = value; part.Kind == JsonKind.List; part = part.Items[0])
        {
            shape.Add(part.Items.Count);
            if (part.Items.Count == 0 || shape.Count > MostAxes)
            {
                break;
            }
        }

        var values = new List<double>();
        var type = DataType.Bool;
        Collect(value, 0);
        return new JsonTensor([.. values], new TensorShape([.. shape]), values.Count == 0 ? DataType.Float : type, value.Kind != JsonKind.List);

        void Collect(JsonValue part, int axis)
        {
            if (axis < shape.Count && part.Kind == JsonKind.List && part.Items.Count == shape[axis])
            {
                foreach (var item in part.Items)
                {
                    Collect(item, axis + 1);
                }
            }
            else if (axis == shape.Count && (part.Number ?? (part.Bool is { } flag ? flag ? 1 : 0 : null)) is { } number)
            {
                values.Add(number);
                type = part.Bool is not null ? type : part.Integer is not null && !IsWrittenAsReal(part) ? type == DataType.Float ? type : DataType.Int32 : DataType.Float;
            }
            else
            {
                throw KerasFault.Damaged("a tensor of its configuration is no array of numbers");
            }
        }
    }

    // Python writes 1.0 for a float that is whole.
    private static bool IsWrittenAsReal(JsonValue number) => number.Text.IndexOfAny(['.', 'e', 'E']) >= 0;
}
