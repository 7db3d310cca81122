using TypedModels.Keras.Graphs;

namespace TypedModels.Keras.Layers.Operations;

/// <summary>What an operation adds to the graph.</summary>
/// <param name="call">The call.</param>
/// <returns>Its results.</returns>
internal delegate IReadOnlyList<GraphTensor> OperationFunction(OperationCall call);

/// <summary>The operations that are known: those of <c>keras.ops</c> by their classes, and those of TensorFlow by the names of their functions.</summary>
internal sealed class FunctionTable
{
    // TensorFlow exports most functions under several modules, and tf.keras writes one of the names.
    private static readonly string[] s_modules = ["compat.v1.", "math.", "nn.", "linalg.", "__operators__.", "keras.backend.", "keras.activations."];

    private readonly Dictionary<string, OperationFunction> _operations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperationFunction> _functions = new(StringComparer.Ordinal);

    private FunctionTable()
    {
        UnaryFunctions.AddTo(this);
        BinaryFunctions.AddTo(this);
        ReductionFunctions.AddTo(this);
        ShapeFunctions.AddTo(this);
        JoiningFunctions.AddTo(this);
        IndexingFunctions.AddTo(this);
        OrderFunctions.AddTo(this);
        CreationFunctions.AddTo(this);
        MatrixFunctions.AddTo(this);
        NetworkFunctions.AddTo(this);
        ImageFunctions.AddTo(this);
    }

    /// <summary>The table.</summary>
    public static FunctionTable Default { get; } = new();

    /// <summary>The operations of <c>keras.ops</c> by class.</summary>
    public IReadOnlyDictionary<string, OperationFunction> Operations => _operations;

    /// <summary>A function of TensorFlow, or null where it is not known.</summary>
    /// <param name="name">Its name behind <c>tf.</c>, such as <c>math.add</c>.</param>
    public OperationFunction? Find(string name)
    {
        while (true)
        {
            if (_functions.TryGetValue(name, out var function))
            {
                return function;
            }

            string? module = s_modules.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
            if (module is null)
            {
                return null;
            }

            name = name.Substring(module.Length);
        }
    }

    /// <summary>Adds an operation of one result.</summary>
    /// <param name="operations">Its classes in <c>keras.ops</c>, with spaces between.</param>
    /// <param name="functions">Its names in TensorFlow without <c>math</c> and <c>nn</c>, with spaces between.</param>
    /// <param name="function">What it does.</param>
    public void Add(string operations, string functions, Func<OperationCall, GraphTensor> function) => AddMany(operations, functions, call => [function(call)]);

    /// <summary>Adds an operation of several results.</summary>
    public void AddMany(string operations, string functions, OperationFunction function)
    {
        foreach (string name in operations.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            _operations.Add(name, function);
        }

        foreach (string name in functions.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            _functions.Add(name, function);
        }
    }
}
