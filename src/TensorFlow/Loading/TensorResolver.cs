using TypedModels.Engines;
using TypedModels.Formats.Graphs;
using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Loading;

/// <summary>Finds what a model names in its graph, and refuses names that are not there.</summary>
internal sealed unsafe class TensorResolver(GraphHandle graph, PartNames names, LoadError error)
{
    private const int ReferenceTypes = 100;

    /// <summary>A tensor of the type that was promised.</summary>
    /// <param name="name">Its name; the index may be left out.</param>
    /// <param name="type">The type.</param>
    /// <param name="user">Who names it, for messages.</param>
    public TF_Output Tensor(string name, DataType type, string user)
    {
        if (TensorName.TryParse(name) is not { } parsed)
        {
            throw error.Graph($"{user} names the tensor '{name}', which is no tensor's name");
        }

        var operation = graph.Find(names.Node(parsed.Node));
        if (operation is null)
        {
            throw error.Graph($"{user} names the tensor '{name}', but the graph has no operation '{parsed.Node}'");
        }

        int outputs = graph.OutputCount(operation);
        if (parsed.Index >= outputs)
        {
            throw error.Graph($"{user} names the tensor '{name}', but '{parsed.Node}' ({graph.OperationType(operation)}) has {outputs} {(outputs == 1 ? "output" : "outputs")}");
        }

        var tensor = new TF_Output { oper = operation, index = parsed.Index };
        var actual = (DataType)((int)graph.OutputType(tensor) % ReferenceTypes);
        return actual == type ? tensor : throw error.Graph($"{user} says that '{name}' is {type.ToWord()}, but in the graph it is {actual.ToWord()}");
    }

    /// <summary>A tensor that a signature feeds or fetches: one whose elements have a form outside TensorFlow.</summary>
    public TF_Output Argument(EngineTensor tensor, EngineSignature signature)
    {
        if (DataTypes.SizeOf(tensor.DataType) == 0 && tensor.DataType != DataType.String)
        {
            throw error.Graph($"signature '{signature.Key}' has the tensor '{tensor.Name}' of {tensor.DataType.ToWord()}, which cannot leave TensorFlow");
        }

        return Tensor(tensor.Name, tensor.DataType, $"signature '{signature.Key}'");
    }

    /// <summary>Makes sure that no tensor is fed twice, which TensorFlow refuses at each call.</summary>
    public void RequireDistinct(ReadOnlySpan<TF_Output> fed, EngineSignature signature)
    {
        for (int i = 0; i < fed.Length; i++)
        {
            for (int other = 0; other < i; other++)
            {
                if (SignaturePlan.Same(fed[i], fed[other]))
                {
                    throw error.Graph($"signature '{signature.Key}' feeds the tensor '{signature.Inputs[i].Name}' by two inputs");
                }
            }
        }
    }

    /// <summary>A text tensor that a path is fed to.</summary>
    public TF_Output Text(string name, string purpose) => Tensor(name, DataType.String, $"what takes {purpose}");

    /// <summary>The operation of this name.</summary>
    public nint Operation(string name, string purpose)
    {
        // Some exporters write the operation as its first output.
        var operation = graph.Find(names.Node(TensorName.TryParse(name)?.Node ?? name));
        return operation is not null ? (nint)operation : throw error.Graph($"'{name}', which {purpose}, is not in the graph");
    }
}
