using TypedModels.Formats.Graphs;

namespace TypedModels.Formats.Transforms;

/// <summary>Where the tensors of an operation's or a function's arguments lie among all of its inputs or outputs.</summary>
internal static class ArgumentLayout
{
    // What a node has comes from the file; this is far more than any operation was ever given.
    private const int MostTensors = 1 << 20;

    /// <summary>The number of tensors that an argument stands for.</summary>
    /// <exception cref="ModelFormatException">The attribute that gives it is missing or absurd.</exception>
    public static int Count(OperationArgument argument, BoundAttributes attributes)
    {
        if (argument.TypeListAttribute.Length > 0)
        {
            return attributes.Find(argument.TypeListAttribute)?.List?.Types.Count ?? 0;
        }

        long count = argument.NumberAttribute.Length > 0 ? attributes.Find(argument.NumberAttribute)?.Integer ?? throw Missing(argument.NumberAttribute) : 1;
        return count is >= 0 and <= MostTensors ? (int)count : throw GraphFault.Of($"The attribute '{argument.NumberAttribute}' is {count}");
    }

    /// <summary>The element types of the tensors that an argument stands for.</summary>
    public static IEnumerable<DataType> Types(OperationArgument argument, BoundAttributes attributes)
    {
        if (argument.TypeListAttribute.Length > 0)
        {
            return attributes.Find(argument.TypeListAttribute)?.List?.Types ?? [];
        }

        var type = argument.TypeAttribute.Length > 0 ? attributes.Find(argument.TypeAttribute)?.Type ?? throw Missing(argument.TypeAttribute) : argument.Type;
        return Enumerable.Repeat(type, Count(argument, attributes));
    }

    /// <summary>The position of the first tensor of an argument, or null when there is none of that name.</summary>
    public static int? PositionOf(IReadOnlyList<OperationArgument> arguments, BoundAttributes attributes, string name)
    {
        long position = 0;
        foreach (var argument in arguments)
        {
            if (argument.Name == name)
            {
                return position <= MostTensors ? (int)position : throw GraphFault.Of($"An operation has {position} tensors before its argument '{name}'");
            }

            position += Count(argument, attributes);
        }

        return null;
    }

    private static ModelFormatException Missing(string attribute) => GraphFault.Of($"The attribute '{attribute}', which an argument's tensors follow from, is missing");
}
