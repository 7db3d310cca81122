namespace TypedModels.Engine.Kernels;

/// <summary>Every operation that the engine has. Built once, from the tables of the families.</summary>
internal sealed partial class KernelTable
{
    private readonly Dictionary<string, KernelRow> _rows = new(StringComparer.Ordinal);

    private KernelTable()
    {
    }

    /// <summary>The operations of the engine.</summary>
    public static KernelTable Default { get; } = CreateDefault();

    /// <summary>All rows, in the order of their names.</summary>
    public IEnumerable<KernelRow> Rows => _rows.Values.OrderBy(row => row.Operation, StringComparer.Ordinal);

    /// <summary>The row of an operation, or null when the engine does not have it.</summary>
    public KernelRow? Find(string operation) => _rows.GetValueOrDefault(operation);

    /// <summary>Adds an operation.</summary>
    public KernelRow Add(string operation, Func<KernelNode, Kernel> create)
    {
        var row = new KernelRow(operation, create);
        _rows.Add(operation, row);
        return row;
    }

    /// <summary>Adds operations that one kernel carries out.</summary>
    public void Add(ReadOnlySpan<string> operations, Func<KernelNode, Kernel> create, Action<KernelRow>? describe = null)
    {
        foreach (string operation in operations)
        {
            var row = Add(operation, create);
            describe?.Invoke(row);
        }
    }
}
