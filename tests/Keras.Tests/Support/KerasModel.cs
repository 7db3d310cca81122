using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using TypedModels.Engine;
using TypedModels.Engines;
using TypedModels.Formats.Json;
using TypedModels.Formats.Keras;
using TypedModels.Formats.SavedModels;
using TypedModels.Keras.Graphs;
using TypedModels.Keras.Layers;
using TypedModels.Keras.Models;
using TypedModels.TensorFlow;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.Keras.Tests.Support;

/// <summary>
/// A model of a configuration that a test says, with weights that are the same each time. It runs on the managed engine and, where its library is there, on TensorFlow: both have to give what the test expects.
/// </summary>
internal sealed partial class KerasModel
{
    private const double Relative = 1e-4, Absolute = 1e-5;

    private readonly Dictionary<string, Numbers> _weights = new(StringComparer.Ordinal);

    private KerasModel(string json, ICustomLayers? custom, ILayerAssets? assets)
    {
        Graph = KerasGraphBuilder.Build(KerasConfigReader.Read(JsonReader.Read(json, "test")), custom ?? new NoCustomLayers(), assets ?? new NoAssets());
        int seed = 1;
        foreach (var weight in Graph.Weights.All)
        {
            // Variances must not be negative.
            double least = weight.Name.Contains("variance", StringComparison.Ordinal) ? 0.25 : -0.5;
            _weights.Add(weight.Path, Numbers.Random(seed++, least, least + 1, [.. weight.Shape.Dimensions.Select(length => (int)length)]));
        }
    }

    /// <summary>The graph that was built.</summary>
    public KerasGraph Graph { get; }

    /// <summary>The signature.</summary>
    public SignatureDefDocument Signature => Graph.MetaGraph.Signatures.Single();

    /// <summary>The values of the weights, by the names of their variables, such as <c>dense/kernel</c>; in Keras's order.</summary>
    public IReadOnlyDictionary<string, Numbers> Weights => _weights;

    /// <summary>A model of a whole configuration.</summary>
    public static KerasModel Of(string json, ICustomLayers? custom = null, ILayerAssets? assets = null) => new(json, custom, assets);

    /// <summary>A Sequential of Keras 3 of one layer.</summary>
    /// <param name="className">The layer's class.</param>
    /// <param name="config">Its configuration as members of JSON, without braces; its name is <c>layer</c>.</param>
    /// <param name="inputShape">The shape that it takes, with the batch: <c>null, 4</c>.</param>
    /// <param name="inputType">The type that it takes.</param>
    /// <param name="assets">The files that the layer was saved with.</param>
    public static KerasModel OfLayer(string className, string config, string inputShape, string inputType = "float32", ILayerAssets? assets = null) => Of(Sequential(className, config, inputShape, inputType, "3.5.0"), null, assets);

    /// <summary>The same as Keras 2 writes it.</summary>
    public static KerasModel OfKeras2Layer(string className, string config, string inputShape, string inputType = "float32") => Of(Sequential(className, config, inputShape, inputType, "2.15.0"));

    /// <summary>A functional model of Keras 3 of one layer that takes several tensors as a list.</summary>
    /// <param name="className">The layer's class.</param>
    /// <param name="config">Its configuration as members of JSON, without braces; its name is <c>layer</c>.</param>
    /// <param name="inputShapes">The shape of each input, <c>x0</c>, <c>x1</c>, …, with the batch.</param>
    public static KerasModel OfMerge(string className, string config, params string[] inputShapes)
    {
        string inputs = string.Join(",", inputShapes.Select((shape, i) => $$$"""{"class_name":"InputLayer","name":"x{{{i}}}","config":{"name":"x{{{i}}}","batch_shape":[{{{shape}}}],"dtype":"float32"},"inbound_nodes":[]}"""));
        string tensors = string.Join(",", inputShapes.Select((_, i) => Tensor($"x{i}")));
        string layer = $$$"""{"class_name":"{{{className}}}","module":"keras.layers","name":"layer","config":{"name":"layer"{{{Members(config)}}}},"inbound_nodes":[{"args":[[{{{tensors}}}]],"kwargs":{}}]}""";
        string ends = string.Join(",", inputShapes.Select((_, i) => $"[\"x{i}\",0,0]"));
        return Of($$$"""{"class_name":"Functional","keras_version":"3.5.0","config":{"name":"model","layers":[{{{inputs}}},{{{layer}}}],"input_layers":[{{{ends}}}],"output_layers":[["layer",0,0]]}}""");
    }

    /// <summary>A tensor as Keras 3 writes it in calls.</summary>
    public static string Tensor(string layer, int output = 0) => $$$"""{"class_name":"__keras_tensor__","config":{"shape":[null],"dtype":"float32","keras_history":["{{{layer}}}",0,{{{output}}}]}}""";

    /// <summary>Makes sure that both engines give what is expected, in a shape that the signature allows.</summary>
    /// <param name="expected">What is expected of the first output.</param>
    /// <param name="inputs">What the inputs are given, in the order of their keys.</param>
    public void AssertGives(Numbers expected, params Numbers[] inputs) => AssertGives([expected], inputs);

    /// <summary>Makes sure that both engines give what is expected of each output, in the order of their keys.</summary>
    public void AssertGives(IReadOnlyList<Numbers> expected, params Numbers[] inputs)
    {
        var model = ToEngineModel();
        Compare("the managed engine", new ManagedEngine(), model, expected, inputs);
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LibrarySearch.Variable)))
        {
            Compare("TensorFlow", TensorFlowEngine.Find("test", new ModelOptions()), model, expected, inputs);
        }
    }

    /// <summary>What the managed engine gives for the first output.</summary>
    public Numbers Run(params Numbers[] inputs)
    {
        var model = ToEngineModel();
        using var session = new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        return Call(frame, model.Signatures[0], inputs)[0];
    }

    /// <summary>What an engine gives for texts, as numbers of the first output.</summary>
    public void AssertGivesForTexts(Numbers expected, string[] texts, params long[] shape)
    {
        var model = ToEngineModel();
        List<ModelEngine> engines = [new ManagedEngine()];
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LibrarySearch.Variable)))
        {
            engines.Add(TensorFlowEngine.Find("test", new ModelOptions()));
        }

        foreach (var engine in engines)
        {
            using var session = engine.Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
            using var frame = session.CreateFrame(0);
            frame.InputText(0, shape);
            for (int i = 0; i < texts.Length; i++)
            {
                frame.SetText(0, i, Encoding.UTF8.GetBytes(texts[i]));
            }

            frame.Run(default);
            AssertClose(engine.Name, Signature.Outputs.First().Key, expected, Read(frame, 0, model.Signatures[0].Outputs[0].DataType));
        }
    }

    /// <summary>The model as engines take it.</summary>
    public EngineModel ToEngineModel()
    {
        // A weight that nothing reads, such as the number of what a layer was adapted to, is no variable.
        var variables = Graph.Weights.All.Concat(Graph.Weights.States).Where(weight => Graph.MetaGraph.Graph.Nodes.IndexOf(weight.Path) >= 0).ToDictionary(weight => weight, weight => new EngineVariable(weight.Path, weight.DataType, weight.Shape, true));
        return new EngineModel
        {
            Name = "test",
            Source = "test",
            GraphDef = Graph.MetaGraph.GraphBytes,
            Signatures = [new EngineSignature(Signature.Key, Tensors(Signature.Inputs), Tensors(Signature.Outputs))],
            Variables = [.. variables.Values],
            Values = [.. variables.Select(variable => new VariableValue(variable.Value, new GivenWeight(variable.Key.DataType, ValueOf(variable.Key))))],
            Initialisers = Graph.MetaGraph.InitOperation is { } operation ? [operation] : [],
        };
    }

    private Numbers ValueOf(Weight weight) => _weights.TryGetValue(weight.Path, out var value) ? value : new Numbers([.. weight.Shape.Dimensions.Select(length => (int)length)]);

    private static string Sequential(string className, string config, string inputShape, string inputType, string version)
    {
        string shape = version[0] == '2' ? "batch_input_shape" : "batch_shape";
        string input = $$$"""{"class_name":"InputLayer","config":{"name":"x","{{{shape}}}":[{{{inputShape}}}],"dtype":"{{{inputType}}}"}}""";
        return $$$"""{"class_name":"Sequential","keras_version":"{{{version}}}","config":{"name":"model","layers":[{{{input}}},{"class_name":"{{{className}}}","config":{"name":"layer"{{{Members(config)}}}}}]}}""";
    }

    private static string Members(string config) => config.Length == 0 ? "" : "," + config;

    private static EngineTensor[] Tensors(IReadOnlyDictionary<string, TensorInfoDocument> arguments) => [.. arguments.Values.Select(argument => new EngineTensor(argument.Name, argument.DataType))];

    private void Compare(string engine, ModelEngine opener, EngineModel model, IReadOnlyList<Numbers> expected, Numbers[] inputs)
    {
        using var session = opener.Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
        using var frame = session.CreateFrame(0);
        var outputs = Call(frame, model.Signatures[0], inputs);
        Assert.Equal(expected.Count, outputs.Count);
        foreach (var (output, index) in Signature.Outputs.Select((output, index) => (output, index)))
        {
            AssertClose(engine, output.Key, expected[index], outputs[index]);
            AssertDeclared(output.Key, output.Value.Shape, outputs[index]);
        }
    }

    private static List<Numbers> Call(CallFrame frame, EngineSignature signature, Numbers[] inputs)
    {
        Assert.Equal(signature.Inputs.Count, inputs.Length);
        for (int i = 0; i < inputs.Length; i++)
        {
            byte[] bytes = ElementBytes.Of(signature.Inputs[i].DataType, inputs[i].Elements);
            ref byte place = ref frame.Input(i, [.. inputs[i].Shape.Select(length => (long)length)]);
            bytes.CopyTo(MemoryMarshal.CreateSpan(ref place, bytes.Length));
        }

        frame.Run(default);
        return [.. signature.Outputs.Select((output, i) => Read(frame, i, output.DataType))];
    }

    private static Numbers Read(CallFrame frame, int slot, DataType type)
    {
        int[] shape = [.. frame.OutputShape(slot).ToArray().Select(length => (int)length)];
        int bytes = shape.Aggregate(1, (count, length) => count * length) * DataTypes.SizeOf(type);
        return new Numbers(shape, bytes == 0 ? [] : ElementBytes.ToDoubles(type, MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in frame.Output(slot)), bytes)));
    }

    private static void AssertClose(string engine, string output, Numbers expected, Numbers found)
    {
        Assert.Equal(expected.Shape, found.Shape);
        for (int i = 0; i < expected.Elements.Length; i++)
        {
            double difference = Math.Abs(expected.Elements[i] - found.Elements[i]);
            bool isClose = expected.Elements[i].Equals(found.Elements[i]) || difference <= Absolute + (Relative * Math.Abs(expected.Elements[i]));
            Assert.True(isClose, $"{engine}: element {i} of '{output}' {string.Join("×", expected.Shape)} is {found.Elements[i]}, and {expected.Elements[i]} was expected.");
        }
    }

    private static void AssertDeclared(string output, TensorShape declared, Numbers found)
    {
        bool fits = !declared.HasRank || (declared.Rank == found.Shape.Count && declared.Dimensions.Zip(found.Shape, (length, actual) => length == TensorShape.UnknownDimension || length == actual).All(same => same));
        Assert.True(fits, $"'{output}' is declared as {declared} and has the shape [{string.Join(", ", found.Shape)}].");
        Assert.True(declared.HasRank, $"'{output}' has no declared shape.");
    }

    private sealed class NoCustomLayers : ICustomLayers
    {
        public CustomLayerFunction? Find(KerasLayerConfig layer) => null;
    }

    private sealed class NoAssets : ILayerAssets
    {
        public byte[]? Read(LayerWeights layer, string name) => null;
    }
}
