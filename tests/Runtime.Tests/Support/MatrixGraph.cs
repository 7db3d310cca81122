using System.Runtime.InteropServices;
using TypedModels.Engine.Tests.Support;
using TypedModels.Formats.Checkpoints;

namespace TypedModels.Tests.Support;

/// <summary>Graphs of matrix products, of any size, with their checkpoints: a network is a chain of variables named <c>scope/w0</c>, <c>scope/w1</c> …</summary>
internal sealed class MatrixGraph
{
    private readonly GraphBuilder _graph = new();
    private readonly TemporaryFolder _folder;
    private readonly Dictionary<string, long[][]> _networks = [];

    public MatrixGraph(TemporaryFolder folder)
    {
        _folder = folder;
        _graph.Node("input", "Placeholder", "", NodeAttribute.Type("dtype", DataType.Float), NodeAttribute.Shape("shape", -1, -1));
    }

    /// <summary>The graph's file.</summary>
    public string Path => System.IO.Path.Combine(_folder.Path, "graph.pb");

    /// <summary>Adds a network; its last product is <c>scope/output</c>.</summary>
    public MatrixGraph Network(string scope, string input, params long[][] shapes)
    {
        _networks.Add(scope, shapes);
        for (int i = 0; i < shapes.Length; i++)
        {
            string variable = $"{scope}/w{i}", output = i == shapes.Length - 1 ? $"{scope}/output" : $"{scope}/product{i}";
            _graph.Node(variable, "VarHandleOp", "", NodeAttribute.Type("dtype", DataType.Float), NodeAttribute.Shape("shape", shapes[i]), NodeAttribute.Text("shared_name", variable), NodeAttribute.Text("container", ""))
                .Node(variable + "/read", "ReadVariableOp", variable, NodeAttribute.Type("dtype", DataType.Float))
                .Node(output, "MatMul", $"{input} {variable}/read", NodeAttribute.Type("T", DataType.Float), NodeAttribute.Flag("transpose_a", false), NodeAttribute.Flag("transpose_b", false));
            input = output;
        }

        return this;
    }

    /// <summary>Writes the graph, and a checkpoint of each network under its name.</summary>
    public MatrixGraph Write()
    {
        File.WriteAllBytes(Path, _graph.ToArray());
        foreach (string scope in _networks.Keys)
        {
            WriteCheckpoint(scope, scope, 1);
        }

        return this;
    }

    /// <summary>Writes a checkpoint of a network.</summary>
    /// <returns>Its prefix.</returns>
    public string WriteCheckpoint(string scope, string name, int seed)
    {
        string prefix = System.IO.Path.Combine(_folder.Path, name);
        using var writer = CheckpointWriter.Create(prefix);
        foreach (var (index, shape) in _networks[scope].Index())
        {
            var random = new Random((seed * 1000) + index);
            writer.Add($"{scope}/w{index}", DataType.Float, new TensorShape(shape), (_, piece) =>
            {
                foreach (ref float number in MemoryMarshal.Cast<byte, float>(piece))
                {
                    number = (random.NextSingle() - 0.5f) / 8;
                }
            });
        }

        writer.Complete();
        return prefix;
    }

    /// <summary>What a network promises, from the input on.</summary>
    public ModelContract Contract(string scope, bool isScoped = true) =>
        DeclaredModel.Of(Path, scope, "input", "output=" + scope + "/output", scope: isScoped ? scope : null) with { Checkpoint = scope };
}
