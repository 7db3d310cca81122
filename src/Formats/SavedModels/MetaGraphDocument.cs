using TypedModels.Formats.Graphs;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Formats.SavedModels;

/// <summary>A <c>MetaGraphDef</c>: a graph with its signatures, its assets and the way to restore it. Saver's <c>.meta</c> files are this message too.</summary>
internal sealed class MetaGraphDocument
{
    private const string InitSignature = "__saved_model_init_op";

    // GraphKeys of TensorFlow 1 whose values are written as VariableDef (resource_variable_ops.py).
    private static readonly string[] s_variableCollections =
        ["variables", "trainable_variables", "local_variables", "model_variables", "moving_average_variables", "metric_variables", "global_step"];

    private readonly Dictionary<string, CollectionDocument> _collections = new(StringComparer.Ordinal);
    private readonly ReadOnlyMemory<byte> _operationList;
    private GraphDocument? _graph;
    private IReadOnlyDictionary<string, OperationDefinition>? _operationDefinitions;

    /// <summary>Reads signatures, tags and the like; the graph stays bytes until it is asked for.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a <c>MetaGraphDef</c>.</exception>
    public MetaGraphDocument(ReadOnlyMemory<byte> bytes)
    {
        var signatures = new Dictionary<string, SignatureDefDocument>(StringComparer.Ordinal);
        var assets = new List<AssetDocument>();
        MergedMessage info = new(), graph = new(), saver = new();
        var reader = new WireReader(bytes, "MetaGraphDef");
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (1, WireType.Bytes):
                    info.Add(reader.Bytes());
                    break;
                case (2, WireType.Bytes):
                    graph.Add(reader.Bytes());
                    break;
                case (3, WireType.Bytes):
                    saver.Add(reader.Bytes());
                    break;
                case (4, WireType.Bytes):
                    var (name, collection) = MapEntry.Read(reader.Message("MetaGraphDef.collection_def"));
                    _collections[name] = new CollectionDocument(collection);
                    break;
                case (5, WireType.Bytes):
                    var (key, signature) = MapEntry.Read(reader.Message("MetaGraphDef.signature_def"));
                    signatures[key] = new SignatureDefDocument(key, signature);
                    break;
                case (6, WireType.Bytes):
                    assets.Add(new AssetDocument(reader.Bytes()));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        GraphBytes = graph.ToMemory();
        AllSignatures = [.. signatures.Values.OrderBy(definition => definition.Key, StringComparer.Ordinal)];
        Saver = saver.IsPresent ? new SaverDocument(saver.ToMemory()) : null;
        Assets = assets.Count > 0 ? assets : AssetsOfCollection();
        (Tags, TensorFlowVersion, _operationList) = ReadInfo(info.ToMemory());
        InitOperation = FindInitOperation(signatures);
    }

    private MetaGraphDocument(GraphDocument graph)
    {
        _graph = graph;
        GraphBytes = graph.Bytes;
        Tags = [];
        TensorFlowVersion = "";
        AllSignatures = [];
        Assets = [];
    }

    /// <summary>The tags that select this meta graph, without repetition, in ordinal order.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The version of TensorFlow that wrote it, such as <c>2.16.2</c>; may be empty.</summary>
    public string TensorFlowVersion { get; }

    /// <summary>The <c>GraphDef</c> as it is in the file, to be handed to TensorFlow.</summary>
    public ReadOnlyMemory<byte> GraphBytes { get; }

    /// <summary>The graph.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a <c>GraphDef</c>.</exception>
    public GraphDocument Graph => _graph ??= new GraphDocument(GraphBytes);

    /// <summary>The signatures that can be called, ordered by key (ordinal).</summary>
    public IEnumerable<SignatureDefDocument> Signatures => AllSignatures.Where(signature => !signature.IsInternal);

    /// <summary>All signatures, those that TensorFlow keeps for itself included, ordered by key (ordinal).</summary>
    public IReadOnlyList<SignatureDefDocument> AllSignatures { get; }

    /// <summary>How the variables are restored and saved, or null when the graph has none.</summary>
    public SaverDocument? Saver { get; }

    /// <summary>The files in <c>assets/</c> that the graph reads.</summary>
    public IReadOnlyList<AssetDocument> Assets { get; }

    /// <summary>The operation to run once after the variables are restored, or null.</summary>
    public string? InitOperation { get; }

    /// <summary>The collections by name.</summary>
    public IReadOnlyDictionary<string, CollectionDocument> Collections => _collections;

    /// <summary>The operations that fill tables, as TensorFlow 1 lists them; to be run once after the variables are restored.</summary>
    public IReadOnlyList<string> TableInitializers => Collection("table_initializer")?.Nodes ?? [];

    /// <summary>The tensors that take paths of files, as TensorFlow 1 lists them.</summary>
    public IReadOnlyList<string> AssetTensors => Collection("asset_filepaths")?.Nodes ?? [];

    /// <summary>What TensorFlow 1's collections say of variables, each variable once.</summary>
    /// <exception cref="ModelFormatException">A collection of variables holds something else.</exception>
    public IReadOnlyList<VariableDefinition> VariableDefinitions =>
        [.. s_variableCollections.SelectMany(name => Collection(name)?.Messages ?? []).Select(message => new VariableDefinition(message))
            .GroupBy(definition => definition.Tensor, StringComparer.Ordinal).Select(group => group.First())];

    /// <summary>The collection called <paramref name="name"/>, or null.</summary>
    public CollectionDocument? Collection(string name) => _collections.TryGetValue(name, out var collection) ? collection : null;

    /// <summary>The definitions of the operations the graph uses, as the exporter knew them, by type; empty in files of other exporters than TensorFlow.</summary>
    public IReadOnlyDictionary<string, OperationDefinition> OperationDefinitions => _operationDefinitions ??= ReadOperations(_operationList);

    /// <summary>A graph alone, such as a frozen one: without tags, signatures, assets and a way to restore variables.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a <c>GraphDef</c>.</exception>
    public static MetaGraphDocument OfGraph(ReadOnlyMemory<byte> bytes) => new(new GraphDocument(bytes));

    /// <summary>The same operations in another graph.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a <c>GraphDef</c>.</exception>
    public MetaGraphDocument WithGraph(ReadOnlyMemory<byte> bytes) => new(new GraphDocument(bytes)) { _operationDefinitions = OperationDefinitions };

    private string? FindInitOperation(Dictionary<string, SignatureDefDocument> signatures)
    {
        if (signatures.TryGetValue(InitSignature, out var init) && init.Output(InitSignature) is { Name.Length: > 0 } output)
        {
            return output.Name;
        }

        return SingleNode("saved_model_main_op") ?? SingleNode("legacy_init_op");
    }

    private string? SingleNode(string collection) => Collection(collection) is { Nodes: { Count: 1 } nodes } ? nodes[0] : null;

    // Exporters before TensorFlow 1.15 kept the assets in a collection of AnyProto.
    private List<AssetDocument> AssetsOfCollection() =>
        Collection("saved_model_assets") is { } collection ? [.. collection.Messages.Select(message => new AssetDocument(message))] : [];

    private static (IReadOnlyList<string> Tags, string Version, ReadOnlyMemory<byte> Operations) ReadInfo(ReadOnlyMemory<byte> bytes)
    {
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        string version = "";
        var operations = new MergedMessage();
        var reader = new WireReader(bytes, "MetaInfoDef", depth: 1);
        while (reader.Next())
        {
            switch (reader.Field, reader.Type)
            {
                case (2, WireType.Bytes):
                    operations.Add(reader.Bytes());
                    break;
                case (4, WireType.Bytes):
                    tags.Add(reader.Text());
                    break;
                case (5, WireType.Bytes):
                    version = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return ([.. tags], version, operations.ToMemory());
    }

    private static Dictionary<string, OperationDefinition> ReadOperations(ReadOnlyMemory<byte> bytes)
    {
        var definitions = new Dictionary<string, OperationDefinition>(StringComparer.Ordinal);
        var reader = new WireReader(bytes, "OpList");
        while (reader.Next())
        {
            if (reader is { Field: 1, Type: WireType.Bytes })
            {
                var definition = new OperationDefinition(reader.Bytes());
                definitions[definition.Name] = definition;
            }
            else
            {
                reader.Skip();
            }
        }

        return definitions;
    }
}
