using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Fuzz;

/// <summary>A configuration of a class of layer, of an operation or of a call of a function of TensorFlow, from the tables beside this file.</summary>
/// <param name="ClassName">The class, or the function.</param>
/// <param name="Inputs">What it takes: types and shapes.</param>
/// <param name="Members">Its configuration, as members of JSON without braces.</param>
/// <param name="Arguments">What it is called with; <c>$0</c> is the first input.</param>
internal sealed record CorpusEntry(string ClassName, IReadOnlyList<(string Type, string Shape)> Inputs, string Members, string Arguments)
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Fuzz");

    /// <summary>Configurations of every class of layer.</summary>
    public static IReadOnlyList<CorpusEntry> Layers { get; } = Read("layers.txt");

    /// <summary>Configurations of every operation of <c>keras.ops</c>.</summary>
    public static IReadOnlyList<CorpusEntry> Operations { get; } = Read("operations.txt");

    /// <summary>Calls of functions of TensorFlow.</summary>
    public static IReadOnlyList<CorpusEntry> Functions { get; } = Read("functions.txt");

    /// <summary>All of them as models: layers as Keras 3, Keras 2 and Keras 1 write them.</summary>
    public static IReadOnlyList<(string Name, string Json)> Models { get; } =
    [
        .. Layers.Select((entry, i) => ($"{entry.ClassName} {i}", entry.ToKeras3("keras.layers"))),
        .. Layers.Select((entry, i) => ($"{entry.ClassName} {i} of Keras 2", entry.ToKeras2("2.15.0"))),
        .. Layers.Where(entry => entry.Inputs.Count == 1).Select((entry, i) => ($"{entry.ClassName} {i} of Keras 1", entry.ToKeras2("1.2.2"))),
        .. Operations.Select((entry, i) => ($"{entry.ClassName} {i}", entry.ToKeras3("keras.src.ops.numpy"))),
        .. Functions.Select((entry, i) => ($"tf.{entry.ClassName} {i}", entry.ToFunction())),
    ];

    private string DefaultArguments => Arguments.Length > 0 ? Arguments : Inputs.Count == 1 ? "$0" : $"[{string.Join(", ", Inputs.Select((_, i) => $"${i}"))}]";

    /// <summary>A model of Keras 3 of this alone; the layer is called <c>layer</c>.</summary>
    public string ToKeras3(string module)
    {
        string arguments = DefaultArguments;
        for (int i = 0; i < Inputs.Count; i++)
        {
            arguments = arguments.Replace($"${i}", KerasModel.Tensor($"x{i}"), StringComparison.Ordinal);
        }

        return Functional("3.5.0", $$$"""{"class_name":"{{{ClassName}}}","module":"{{{module}}}","name":"layer","config":{"name":"layer","dtype":"float32"{{{Further(Members)}}}},"inbound_nodes":[{"args":[{{{arguments}}}],"kwargs":{}}]}""");
    }

    private string ToKeras2(string version)
    {
        string tensors = string.Join(",", Inputs.Select((_, i) => $$$"""["x{{{i}}}",0,0,{}]"""));
        return Functional(version, $$$"""{"class_name":"{{{ClassName}}}","name":"layer","config":{"name":"layer","trainable":true{{{Further(Members)}}}},"inbound_nodes":[[{{{tensors}}}]]}""");
    }

    private string ToFunction() =>
        Functional("2.15.0", $$$"""{"class_name":"TFOpLambda","name":"layer","config":{"name":"layer","dtype":"float32","function":"{{{ClassName}}}"},"inbound_nodes":[["x0",0,0,{{{{Arguments}}}}]]}""");

    private string Functional(string version, string layer)
    {
        string inputs = string.Concat(Inputs.Select((input, i) => $$$"""{"class_name":"InputLayer","name":"x{{{i}}}","config":{"name":"x{{{i}}}","batch_shape":[{{{input.Shape}}}],"dtype":"{{{input.Type}}}"},"inbound_nodes":[]},"""));
        string ends = string.Join(",", Inputs.Select((_, i) => $"[\"x{i}\",0,0]"));
        return $$$"""{"class_name":"Functional","keras_version":"{{{version}}}","config":{"name":"model","layers":[{{{inputs}}}{{{layer}}}],"input_layers":[{{{ends}}}],"output_layers":[["layer",0,0]]}}""";
    }

    private static string Further(string members) => members.Length == 0 ? "" : ", " + members;

    private static CorpusEntry[] Read(string file) => [.. File.ReadLines(Path.Combine(s_folder, file)).Where(line => line.Length > 0 && line[0] != '#').SelectMany(Parse)];

    private static IEnumerable<CorpusEntry> Parse(string line)
    {
        string[] parts = [.. line.Split('|').Select(part => part.Trim())];
        var inputs = parts[1].Split(';').Select(ParseInput).ToArray();
        return parts[0].Split(' ').Select(name => new CorpusEntry(name, inputs, parts[2], parts.Length > 3 ? parts[3] : ""));
    }

    private static (string Type, string Shape) ParseInput(string input)
    {
        string text = input.Trim();
        if (text.StartsWith("null", StringComparison.Ordinal) || !char.IsLetter(text[0]))
        {
            return ("float32", text);
        }

        string[] words = text.Split(' ', 2);
        return (words[0], words.Length > 1 ? words[1] : "");
    }
}
