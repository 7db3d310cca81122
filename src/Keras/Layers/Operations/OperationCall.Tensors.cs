using TypedModels.Formats;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

// What an operation takes as tensors, and in which types.
internal sealed partial class OperationCall
{
    /// <summary>A tensor; numbers become one.</summary>
    /// <exception cref="ModelFormatException">It is not given.</exception>
    public GraphTensor Tensor(int place, params ReadOnlySpan<string> names) => OptionalTensor(place, names) ?? throw Wrong("a tensor", names);

    /// <summary>A tensor, or null where none is given.</summary>
    public GraphTensor? OptionalTensor(int place, params ReadOnlySpan<string> names) => Find(place, names) is { } argument ? ToTensor(argument, null) : null;

    /// <summary>The tensor that the operation is about.</summary>
    /// <exception cref="ModelFormatException">It is not given.</exception>
    public GraphTensor Input => Tensor(0, "x", "input", "inputs", "input_tensor", "tensor", "images", "features", "logits", "a", "variable", "value");

    /// <summary>That tensor, as floating-point numbers where <c>keras.ops</c> makes them of whole ones.</summary>
    public GraphTensor FloatingInput => Floating(Input);

    /// <summary>Two values in the type that both become.</summary>
    /// <exception cref="ModelFormatException">One is not given.</exception>
    public (GraphTensor Left, GraphTensor Right) Pair(params ReadOnlySpan<DataType> also)
    {
        var first = Find(0, "x1", "x", "a", "condition") ?? throw Wrong("a tensor", "x1");
        var second = Find(1, "x2", "y", "b") ?? throw Wrong("a tensor", "x2");
        var type = TypeOf([first, second], also);
        return (ToTensor(first, type), ToTensor(second, type));
    }

    /// <summary>The tensors of a list, in the type that all become.</summary>
    /// <exception cref="ModelFormatException">There are none.</exception>
    public IReadOnlyList<GraphTensor> List(params ReadOnlySpan<string> names)
    {
        var argument = Find(0, names) ?? throw Wrong("a list of tensors", names);
        IReadOnlyList<LayerArgument> items = argument.Items is { Count: > 0 } list ? list : [argument];
        var type = TypeOf(items);
        return [.. items.Select(item => ToTensor(item, type))];
    }

    /// <summary>A tensor in a type: floating-point numbers where <c>keras.ops</c> makes them of whole ones.</summary>
    public GraphTensor Floating(GraphTensor value) => IsKeras3 && !value.IsFloating ? graph.Cast(value, DataType.Float) : value;

    /// <summary>Axes counted from the first; all where none are given.</summary>
    /// <exception cref="ModelFormatException">There are no such axes.</exception>
    public int[] AxesOf(GraphTensor value, params ReadOnlySpan<string> names) => OptionalIntegers(-1, names) is { } axes ? Axes.Counted(axes, value.Rank) : [.. Enumerable.Range(0, value.Rank)];

    /// <summary>An axis counted from the first.</summary>
    /// <exception cref="ModelFormatException">There is no such axis.</exception>
    public int AxisOf(GraphTensor value, int byDefault, params ReadOnlySpan<string> names) => Axes.Counted(Integer(byDefault, -1, names), value.Rank);

    /// <summary>A vector of int32: of numbers, of tensors, or a tensor.</summary>
    /// <exception cref="ModelFormatException">It is not given, or something else.</exception>
    public GraphTensor Vector(int place, params ReadOnlySpan<string> names)
    {
        var argument = Find(place, names) ?? throw Wrong("a list of whole numbers", names);
        if (argument.Constant is not null)
        {
            return graph.Integers([.. OptionalIntegers(place, names)!.Select(number => (long)number)]);
        }

        return argument.Items is { } items ? graph.Vector([.. items.Select(Scalar)]) : graph.Cast(argument.Value!.Tensor, DataType.Int32);
    }

    /// <summary>A whole number or a scalar tensor, as a scalar of int32.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public GraphTensor Scalar(LayerArgument argument)
    {
        var scalar = graph.Cast(ToTensor(argument, null), DataType.Int32);
        return scalar.Rank == 0 ? scalar : throw KerasFault.Damaged($"a number is expected, and {scalar.Shape} is given");
    }

    /// <summary>The type that values become: in <c>keras.ops</c> by its rules, else that of the first tensor.</summary>
    public DataType TypeOf(IEnumerable<LayerArgument> arguments, params ReadOnlySpan<DataType> also)
    {
        var types = new List<DataType>();
        foreach (var argument in arguments)
        {
            if (argument.Constant is { } constant)
            {
                var read = JsonTensor.Read(constant);
                bool isWeak = read.IsScalar || !IsKeras3;
                types.Add(!isWeak ? read.DataType : read.DataType switch { DataType.Int32 => TypePromotion.AnyInteger, DataType.Float => TypePromotion.AnyReal, var other => other });
            }
            else
            {
                types.AddRange(argument.Values.Select(value => value.Tensor.DataType));
            }
        }

        return TypePromotion.Of([.. types, .. also.ToArray()]);
    }

    /// <summary>An argument as a tensor, of a type where one is wanted.</summary>
    public GraphTensor ToTensor(LayerArgument argument, DataType? type)
    {
        if (argument.Value is { } value)
        {
            return type is { } wanted ? graph.Cast(value.Tensor, wanted) : value.Tensor;
        }

        if (argument.Items is { } items)
        {
            var common = type ?? TypeOf(items);
            return items.Count > 0 ? graph.Vector([.. items.Select(item => ToTensor(item, common))]) : throw KerasFault.Damaged("one of its lists is empty");
        }

        var read = JsonTensor.Read(argument.Constant!);
        var target = type ?? read.DataType;
        return graph.Constant(read.Values, read.Shape, target);
    }
}
