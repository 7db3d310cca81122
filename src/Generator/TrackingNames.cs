namespace TypedModels.Generator;

/// <summary>The names of the pipeline's steps, by which tests follow what an edit makes run again.</summary>
internal static class TrackingNames
{
    /// <summary>Text of a contract → <see cref="Model.ContractModel"/>.</summary>
    public const string Contract = nameof(Contract);

    /// <summary>Text of a list of graphs → <see cref="Model.GraphModel"/>; only where a class asks for one.</summary>
    public const string Graph = nameof(Graph);

    /// <summary>Attribute and class → <see cref="Model.HostModel"/>.</summary>
    public const string Host = nameof(Host);

    /// <summary>A host with the contract of its model.</summary>
    public const string Bound = nameof(Bound);

    /// <summary>What is emitted, without diagnostics and locations.</summary>
    public const string Source = nameof(Source);

    /// <summary>What is reported, without its places in the source.</summary>
    public const string Diagnostics = nameof(Diagnostics);
}
