using System.Globalization;
using TypedModels.Formats.Keras;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers;

namespace TypedModels.Keras.Files;

/// <summary>
/// The layers of a user's own classes as the build knows them: by the type and shape of what they give, <c>MyLayer=float[?, 10]</c>. A graph of them is of no use but to see what a model takes and gives.
/// </summary>
internal sealed class DeclaredLayers : ICustomLayers
{
    private readonly Dictionary<string, (DataType Type, TensorShape Shape)> _outputs = new(StringComparer.Ordinal);

    /// <summary>None.</summary>
    public static DeclaredLayers None { get; } = new();

    /// <summary>Reads declarations.</summary>
    /// <param name="text">The declarations, with semicolons between them.</param>
    /// <exception cref="FormatException">One is none; the message says which.</exception>
    public static DeclaredLayers Parse(string text)
    {
        var layers = new DeclaredLayers();
        foreach (string declaration in text.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            int equals = declaration.IndexOf('='), open = declaration.IndexOf('[');
            string name = equals < 0 ? "" : declaration.Substring(0, equals).Trim();
            if (name.Length == 0 || open < equals || declaration[declaration.Length - 1] != ']'
                || TypeOf(declaration.Substring(equals + 1, open - equals - 1).Trim()) is not { } type || ShapeOf(declaration.Substring(open + 1, declaration.Length - open - 2)) is not { } shape)
            {
                throw new FormatException($"'{declaration}' does not say what a layer gives: write its class, the type and the shape, as in MyLayer=float[?, 10]");
            }

            layers._outputs[name] = (type, shape);
        }

        return layers;
    }

    /// <inheritdoc/>
    public CustomLayerFunction? Find(KerasLayerConfig layer) =>
        _outputs.TryGetValue(layer.Name, out var output) && layer.ClassName == "Lambda" || _outputs.TryGetValue(layer.ClassName, out output) ? call => [StandIn(call.Graph, output.Type, output.Shape)] : null;

    // Nothing but a variable has a shape of which lengths are not known, whatever it is made of.
    private static GraphTensor StandIn(LayerGraph graph, DataType type, TensorShape shape)
    {
        string name = graph.Names.Take("output");
        return graph.Node("ReadVariableOp").Input(graph.Node("VarHandleOp").Fixed(name).With("dtype", type).With("shape", shape).With("shared_name", name).With("container", "").Output()).With("dtype", type).Output();
    }

    // The words of contracts, and those of Python.
    private static DataType? TypeOf(string word) => DataTypes.TryParse(word, out var type) ? type : word switch
    {
        "float32" => DataType.Float,
        "float64" => DataType.Double,
        "float16" => DataType.Half,
        _ => null,
    };

    private static TensorShape? ShapeOf(string text)
    {
        var lengths = new List<long>();
        foreach (string word in text.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            if (word is "?" or "None")
            {
                lengths.Add(TensorShape.UnknownDimension);
            }
            else if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long length))
            {
                lengths.Add(length);
            }
            else
            {
                return null;
            }
        }

        return new TensorShape([.. lengths]);
    }
}
