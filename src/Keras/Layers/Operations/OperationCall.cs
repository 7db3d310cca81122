using TypedModels.Formats;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>A call of an operation: what it is given in the call, and in Keras 3 by its constructor too.</summary>
/// <param name="graph">The graph.</param>
/// <param name="config">The configuration of the operation's layer.</param>
/// <param name="call">The call.</param>
/// <param name="isKeras3">Whether it is one of <c>keras.ops</c>; else it is one of TensorFlow's.</param>
internal sealed partial class OperationCall(LayerGraph graph, LayerConfig config, LayerCall call, bool isKeras3)
{
    /// <summary>The graph.</summary>
    public LayerGraph Graph => graph;

    /// <summary>Whether it is one of <c>keras.ops</c>; else it is one of TensorFlow's, which converts no types.</summary>
    public bool IsKeras3 => isKeras3;

    /// <summary>The number of arguments that are given by position.</summary>
    public int Count => call.Arguments.Count;

    /// <summary>An argument; null when it is not given, or given as <c>None</c>.</summary>
    /// <param name="place">Its place in the call, counted from 0; below 0 when it has none.</param>
    /// <param name="names">What it is called.</param>
    public LayerArgument? Find(int place, params ReadOnlySpan<string> names)
    {
        LayerArgument? found = null;
        foreach (string name in names)
        {
            found ??= call.Named.TryGetValue(name, out var named) ? named : null;
        }

        found ??= place >= 0 && place < call.Arguments.Count ? call.Arguments[place] : null;
        foreach (string name in names)
        {
            found ??= isKeras3 && config[name] is { } value ? new LayerArgument(null, null, value) : null;
        }

        return found?.Constant?.IsNull == true ? null : found;
    }

    /// <summary>What the configuration says of an argument; null when it is not given.</summary>
    /// <exception cref="ModelFormatException">It is a tensor.</exception>
    public JsonValue? Constant(int place, params ReadOnlySpan<string> names) => Find(place, names) switch
    {
        null => null,
        { Constant: { } constant } => constant,
        _ => throw KerasFault.Unsupported($"its argument {names[0]} is a tensor"),
    };

    /// <summary>A whole number.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public int Integer(int byDefault, int place, params ReadOnlySpan<string> names) => OptionalInteger(place, names) ?? byDefault;

    /// <summary>A whole number, or null where none is given.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public int? OptionalInteger(int place, params ReadOnlySpan<string> names) => OptionalIntegers(place, names) is not { } values ? null : values is [var single] ? single : throw Wrong("a whole number", names);

    /// <summary>Whole numbers; one counts as a list of one. Null where none are given.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public int[]? OptionalIntegers(int place, params ReadOnlySpan<string> names)
    {
        if (Constant(place, names) is not { } value)
        {
            return null;
        }

        var read = JsonTensor.Read(value);
        return read.Shape.Rank <= 1 && read.Values.All(IsInteger) ? [.. read.Values.Select(number => (int)number)] : throw Wrong("whole numbers", names);
    }

    /// <summary>A number.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public double Number(double byDefault, int place, params ReadOnlySpan<string> names) => OptionalNumber(place, names) ?? byDefault;

    /// <summary>A number, or null where none is given.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public double? OptionalNumber(int place, params ReadOnlySpan<string> names) => Constant(place, names) is not { } value ? null
        : JsonTensor.Read(value) is { Values: [var number] } ? number : throw Wrong("a number", names);

    /// <summary>A truth value.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public bool Flag(bool byDefault, params ReadOnlySpan<string> names) => Constant(-1, names) is not { } value ? byDefault : value.Bool ?? throw Wrong("true or false", names);

    /// <summary>A text.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public string Text(string byDefault, int place, params ReadOnlySpan<string> names) => Constant(place, names) is not { } value ? byDefault
        : value.Kind == JsonKind.Text ? value.Text : throw Wrong("a text", names);

    /// <summary>A type of element, or null where none is given.</summary>
    /// <exception cref="ModelFormatException">It is something else.</exception>
    public DataType? Type(int place, params ReadOnlySpan<string> names) => Constant(place, names) is not { } value ? null
        : DataTypePolicy.TypeOf(DataTypePolicy.NameOf(value) ?? throw Wrong("a type of element", names));

    /// <summary>Refuses an argument that is given.</summary>
    /// <exception cref="ModelFormatException">It is given, and something else than false.</exception>
    public void Refuse(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Find(-1, name) is { } argument && argument.Constant?.Bool != false)
            {
                throw KerasFault.Unsupported($"its argument {name} is not known here");
            }
        }
    }

    /// <summary>The error of an argument that is something else than it should be, or missing.</summary>
    public static ModelFormatException Wrong(string expected, params ReadOnlySpan<string> names) => KerasFault.Damaged($"its argument {names[0]} should be {expected}");

    private static bool IsInteger(double number) => number >= int.MinValue && number <= int.MaxValue && Math.Floor(number) == number;
}
