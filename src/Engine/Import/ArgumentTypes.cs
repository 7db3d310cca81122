using TypedModels.Engine.Graphs;
using TypedModels.Formats.Graphs;

namespace TypedModels.Engine.Import;

/// <summary>Works out the single values that the arguments of an operation stand for.</summary>
internal static class ArgumentTypes
{
    // What a node has comes from the file; this is far more than any operation was ever given.
    private const int MostValues = 1 << 20;

    /// <summary>One value: the argument it belongs to, its type, and whether it is a reference to a variable.</summary>
    public readonly record struct Value(string Argument, int Index, DataType Type, bool IsReference);

    /// <summary>The values of <paramref name="arguments"/>, in order.</summary>
    /// <exception cref="OperationException">An attribute that gives a type or a number is missing.</exception>
    public static List<Value> Expand(IReadOnlyList<OperationArgument> arguments, NodeAttributes attributes)
    {
        var values = new List<Value>(arguments.Count);
        foreach (var argument in arguments)
        {
            if (argument.TypeListAttribute.Length > 0)
            {
                var types = attributes.Find(argument.TypeListAttribute)?.List?.Types ?? [];
                for (int i = 0; i < types.Count; i++)
                {
                    values.Add(new Value(argument.Name, i, types[i], argument.IsReference));
                }

                continue;
            }

            var one = argument.TypeAttribute.Length > 0 ? attributes.FindType(argument.TypeAttribute) ?? throw Missing(argument.TypeAttribute) : argument.Type;
            long count = argument.NumberAttribute.Length > 0 ? attributes.Find(argument.NumberAttribute)?.Integer ?? throw Missing(argument.NumberAttribute) : 1;
            if (count is < 0 or > MostValues)
            {
                throw OperationException.InvalidArgument($"The attribute '{argument.NumberAttribute}' is {count}.");
            }

            for (int i = 0; i < count; i++)
            {
                values.Add(new Value(argument.Name, i, one, argument.IsReference));
            }
        }

        return values;
    }

    /// <summary>The position of an argument's value among <paramref name="values"/>, or −1.</summary>
    public static int PositionOf(List<Value> values, string argument, int index)
    {
        for (int i = 0; i < values.Count; i++)
        {
            // The values of an argument follow one another: a list of a thousand variables is not searched a thousand times.
            if (values[i].Argument == argument)
            {
                return index >= 0 && index < values.Count - i && values[i + index].Argument == argument ? i + index : -1;
            }
        }

        return -1;
    }

    private static OperationException Missing(string attribute) => OperationException.InvalidArgument($"The attribute '{attribute}' is missing.");
}
