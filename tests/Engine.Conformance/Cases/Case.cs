using System.Security.Cryptography;
using TypedModels.Engines;

namespace TypedModels.Engine.Conformance.Cases;

/// <summary>One question to an engine: a small graph around one operation, what it is fed, what is fetched.</summary>
internal sealed class Case
{
    /// <summary>A case.</summary>
    /// <param name="operation">The operation it is about.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">What to fetch; outputs that cannot leave a graph are left out.</param>
    /// <param name="runs">How many times it is called in one session.</param>
    public Case(string operation, CaseGraph graph, IEnumerable<Output> outputs, int runs = 1)
    {
        Operation = operation;
        Runs = runs;
        GraphDef = graph.Build();
        Inputs = graph.Inputs;
        Outputs = [.. outputs.Where(output => output.Type is not (DataType.Resource or DataType.Variant)).Select(output => new EngineTensor(output.Tensor, output.Type))];
        Description = $"{operation}({string.Join(", ", Inputs.Select(input => input.Value))}) {graph.Attributes}";
        Key = CreateKey();
    }

    /// <summary>The operation it is about.</summary>
    public string Operation { get; }

    /// <summary>The operation, the element types and shapes it is fed, its attributes.</summary>
    public string Description { get; }

    /// <summary>A number that changes when anything of the case does.</summary>
    public ulong Key { get; }

    /// <summary>How many times it is called in one session.</summary>
    public int Runs { get; }

    /// <summary>The graph.</summary>
    public byte[] GraphDef { get; }

    /// <summary>What is fed.</summary>
    public IReadOnlyList<(EngineTensor Tensor, Value Value)> Inputs { get; }

    /// <summary>What is fetched.</summary>
    public IReadOnlyList<EngineTensor> Outputs { get; }

    /// <summary>The case as engines take it.</summary>
    public EngineModel Model => new()
    {
        Name = Operation,
        Source = "conformance",
        GraphDef = GraphDef,
        Signatures = [new EngineSignature("case", [.. Inputs.Select(input => input.Tensor)], Outputs)],
    };

    private ulong CreateKey()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(GraphDef);
        writer.Write(Runs);
        foreach (var (_, value) in Inputs)
        {
            ValueFile.Write(writer, value);
        }

        foreach (var output in Outputs)
        {
            writer.Write(output.Name);
        }

        return BitConverter.ToUInt64(SHA256.HashData(bytes.ToArray()));
    }
}
