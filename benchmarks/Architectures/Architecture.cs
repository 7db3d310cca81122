using TypedModels.Architectures.Building;

namespace TypedModels.Architectures;

/// <summary>A network that can be written.</summary>
/// <param name="Build">Adds it to a builder.</param>
/// <param name="UsesEinsum">Whether TensorFlow's graph has products of sequences as <c>Einsum</c>.</param>
/// <param name="OperatorSet">The version of ONNX's operations.</param>
internal sealed record Architecture(Action<NetworkBuilder> Build, bool UsesEinsum = false, int OperatorSet = 17)
{
    /// <summary>A version whose operations ONNX Runtime joins to one of attention; those since 13 it leaves apart.</summary>
    public const int AttentionOperatorSet = 12;
}
