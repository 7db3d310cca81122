using System.Runtime.InteropServices;
using TypedModels.Architectures.Onnx;
using TypedModels.Formats.SavedModels;
using TypedModels.Keras.Graphs;

namespace TypedModels.Architectures.Building;

/// <summary>
/// Writes one network twice: as the graph that Keras exports to TensorFlow, channels last, and as the one that converters write for ONNX Runtime, channels first inside. Both take and give the same bytes.
/// </summary>
/// <param name="name">The name of the network.</param>
/// <param name="operatorSet">The version of ONNX's operations.</param>
internal sealed partial class NetworkBuilder(string name, int operatorSet)
{
    private const string TensorFlowVersion = "2.16.2";

    private readonly LayerGraph _graph = new();
    private readonly OnnxGraph _onnx = new(operatorSet);
    private readonly RandomWeights _weights = new(Seed(name));
    private readonly Dictionary<string, ArgumentContent> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArgumentContent> _outputs = new(StringComparer.Ordinal);

    /// <summary>An input of any number of rows.</summary>
    public NetworkTensor Input(string key, DataType type, params ReadOnlySpan<long> lengths)
    {
        var tensor = _graph.Node("Placeholder").Named("serving_default_" + key).With("dtype", type).With("shape", new TensorShape([-1, .. lengths])).Output();
        _inputs.Add(key, Argument(tensor));
        _onnx.Input(key, type, tensor.Shape);
        return new NetworkTensor(tensor, key, false);
    }

    /// <summary>Pictures, any number of them.</summary>
    /// <param name="height">Their height; below 0 any.</param>
    /// <param name="width">Their width; below 0 any.</param>
    /// <param name="channels">The values of a pixel.</param>
    public NetworkTensor Picture(int height, int width, int channels) => ChannelsFirst(Input("input", DataType.Float, height, width, channels));

    /// <summary>An output.</summary>
    public void Output(string key, NetworkTensor value)
    {
        var last = ChannelsLast(value);
        var tensor = _graph.Identity(last.Graph, "Identity");
        _outputs.Add(key, Argument(tensor));
        _onnx.Node("Identity").Input(last.Onnx).OutputTo(key);
        _onnx.Output(key, tensor.DataType, tensor.Shape);
    }

    /// <summary>Writes the network as <c>models/NAME/saved_model.pb</c> and <c>onnx/NAME.onnx</c>.</summary>
    public void Save(string folder)
    {
        var content = new SavedModelContent { Graph = _graph.ToGraphDef(), Signatures = [new SignatureContent("serving_default", _inputs, _outputs)], TensorFlowVersion = TensorFlowVersion };
        string model = Directory.CreateDirectory(Path.Combine(folder, "models", name)).FullName;
        File.WriteAllBytes(Path.Combine(model, "saved_model.pb"), SavedModelWriter.Write(content));
        string onnx = Directory.CreateDirectory(Path.Combine(folder, "onnx")).FullName;
        File.WriteAllBytes(Path.Combine(onnx, name + ".onnx"), _onnx.ToModel(name));
    }

    private static ArgumentContent Argument(GraphTensor tensor) => new(tensor.Name + ":0", tensor.DataType, tensor.Shape);

    private static int Seed(string name) => name.Aggregate(17, (seed, letter) => unchecked((seed * 31) + letter));

    private GraphTensor Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> lengths) => _graph.Constant(DataType.Float, new TensorShape(lengths), MemoryMarshal.AsBytes(values));

    private NetworkTensor Weights(float[] values, params long[] lengths) => new(Constant(values, lengths), _onnx.Weights(values, lengths), false);

    private static NetworkTensor Both(NetworkTensor like, GraphTensor graph, string onnx) => like with { Graph = graph, Onnx = onnx };

    private NetworkTensor ChannelsFirst(NetworkTensor value) =>
        value.IsChannelsFirst ? value : value with { Onnx = Moved(value.Onnx, [0, value.Rank - 1, .. Enumerable.Range(1, value.Rank - 2)]), IsChannelsFirst = true };

    private NetworkTensor ChannelsLast(NetworkTensor value) =>
        value.IsChannelsFirst ? value with { Onnx = Moved(value.Onnx, [0, .. Enumerable.Range(2, value.Rank - 2), 1]), IsChannelsFirst = false } : value;

    private string Moved(string value, int[] order) => _onnx.Node("Transpose").Input(value).With("perm", order.Select(axis => (long)axis)).Output();
}
