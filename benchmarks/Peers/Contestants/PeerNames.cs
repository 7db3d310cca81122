namespace TypedModels.Benchmarks;

/// <summary>What tables call the peers.</summary>
internal static class PeerNames
{
    /// <summary>All peers, in the tables' order.</summary>
    public static IReadOnlyList<PeerKind> All { get; } = [PeerKind.Managed, PeerKind.TensorFlow, PeerKind.TunedTensorFlow, PeerKind.OnnxRuntime];

    /// <summary>Those whose time is measured in larger and larger calls.</summary>
    public static IReadOnlyList<PeerKind> Growing { get; } = [PeerKind.Managed, PeerKind.OnnxRuntime];

    /// <summary>All but the managed engine.</summary>
    public static IReadOnlyList<PeerKind> Others { get; } = [.. All.Where(kind => kind != PeerKind.Managed)];

    /// <summary>The peer's name.</summary>
    public static string Name(this PeerKind kind) => kind switch
    {
        PeerKind.Managed => "managed engine",
        PeerKind.TensorFlow => "TensorFlow",
        PeerKind.TunedTensorFlow => "TensorFlow, tuned",
        PeerKind.OnnxRuntime => "ONNX Runtime",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
