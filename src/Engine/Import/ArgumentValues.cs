using TypedModels.Engine.Graphs;
using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Import;

/// <summary>The single values that the arguments of an operation stand for.</summary>
/// <param name="types">The type of each; a reference to a variable is a handle.</param>
/// <param name="references">The types behind references, and <see cref="DataType.Invalid"/> for other values; null where there is none.</param>
/// <param name="starts">The position of each argument's first value, and the number of values; null where each argument is one value.</param>
internal readonly struct ArgumentValues(DataType[] types, DataType[]? references, int[]? starts)
{
    // What a node has comes from the file; this is far more than any operation was ever given.
    private const int MostValues = 1 << 20;

    /// <summary>The type of each value; a reference to a variable is a handle.</summary>
    public DataType[] Types { get; } = types;

    /// <summary>The types behind references, and <see cref="DataType.Invalid"/> for other values; null where there is none.</summary>
    public DataType[]? References { get; } = references;

    /// <summary>The position of each argument's first value, and the number of values; null where each argument is one value.</summary>
    public int[]? Starts { get; } = starts;

    /// <summary>The values of <paramref name="arguments"/>, in order.</summary>
    /// <exception cref="OperationException">An attribute that gives a type or a number is missing.</exception>
    public static ArgumentValues Of(OperationArgument[] arguments, NodeAttributes attributes)
    {
        int[]? starts = FindStarts(arguments, attributes);
        var types = starts is null && arguments.Length == 0 ? [] : new DataType[starts is null ? arguments.Length : starts[^1]];
        DataType[]? references = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            var (first, end) = starts is null ? (i, i + 1) : (starts[i], starts[i + 1]);
            var listed = arguments[i].TypeListAttribute.Length > 0 && end > first ? attributes.Find(arguments[i].TypeListAttribute)!.Types! : null;
            var type = listed is null ? TypeOf(arguments[i], attributes) : DataType.Invalid;
            for (int position = first; position < end; position++)
            {
                types[position] = listed is null ? type : listed[position - first];
                if (arguments[i].IsReference)
                {
                    (references ??= new DataType[types.Length])[position] = types[position];
                    types[position] = DataType.Resource;
                }
            }
        }

        return new ArgumentValues(types, references, starts);
    }

    /// <summary>The position of an argument's value, or −1.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="starts">Where the values of each begin.</param>
    /// <param name="name">The argument's name in UTF-8.</param>
    /// <param name="index">The position among the argument's values.</param>
    public static int PositionOf(OperationArgument[] arguments, int[]? starts, ReadOnlySpan<byte> name, int index)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            if (IsCalled(arguments[i].Name, name))
            {
                return PositionOf(starts, i, index);
            }
        }

        return -1;
    }

    /// <summary>The position of an argument's value, or −1.</summary>
    /// <param name="starts">Where the values of each argument begin.</param>
    /// <param name="argument">The argument's position.</param>
    /// <param name="index">The position among its values.</param>
    public static int PositionOf(int[]? starts, int argument, int index)
    {
        var (first, count) = starts is null ? (argument, 1) : (starts[argument], starts[argument + 1] - starts[argument]);
        return index >= 0 && index < count ? first + index : -1;
    }

    private static bool IsCalled(string name, ReadOnlySpan<byte> bytes) =>
        Words.AreEqual(bytes, name) || (bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7f) && System.Text.Encoding.UTF8.GetString(bytes) == name);

    private static int[]? FindStarts(OperationArgument[] arguments, NodeAttributes attributes)
    {
        int[]? starts = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (starts is null && (argument.TypeListAttribute.Length > 0 || argument.NumberAttribute.Length > 0))
            {
                starts = new int[arguments.Length + 1];
                for (int j = 1; j <= i; j++)
                {
                    starts[j] = j;
                }
            }

            if (starts is not null)
            {
                starts[i + 1] = starts[i] + CountOf(argument, starts[i], attributes);
            }
        }

        return starts;
    }

    private static int CountOf(OperationArgument argument, int before, NodeAttributes attributes)
    {
        if (argument.TypeListAttribute.Length > 0)
        {
            return attributes.Find(argument.TypeListAttribute)?.Types?.Length ?? 0;
        }

        long count = argument.NumberAttribute.Length > 0 ? attributes.Find(argument.NumberAttribute)?.Integer ?? throw Missing(argument.NumberAttribute) : 1;
        return count >= 0 && count <= MostValues - before ? (int)count : throw OperationException.InvalidArgument($"The attribute '{argument.NumberAttribute}' is {count}.");
    }

    private static DataType TypeOf(OperationArgument argument, NodeAttributes attributes) =>
        argument.TypeListAttribute.Length > 0 ? DataType.Invalid
        : argument.TypeAttribute.Length > 0 ? attributes.FindType(argument.TypeAttribute) ?? throw Missing(argument.TypeAttribute)
        : argument.Type;

    private static OperationException Missing(string attribute) => OperationException.InvalidArgument($"The attribute '{attribute}' is missing.");
}
