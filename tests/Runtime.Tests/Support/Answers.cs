using System.Runtime.InteropServices;
using TypedModels.Runtime;
using TypedModels.Runtime.Calls;

namespace TypedModels.Tests.Support;

/// <summary>Calls models with made-up numbers, and compares answers to the bit.</summary>
internal static class Answers
{
    /// <summary>The same numbers each time.</summary>
    public static FixedTensor Numbers(params long[] shape)
    {
        var random = new Random(1);
        float[] numbers = [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (count, length) => count * length)).Select(_ => random.NextSingle() - 0.5f)];
        return new FixedTensor(shape, MemoryMarshal.AsBytes<float>(numbers).ToArray());
    }

    /// <summary>The bytes of a signature's first output.</summary>
    public static byte[] Of(ModelSession model, FixedTensor input, string? signature = null, CancellationToken token = default) =>
        model.Call(signature is null ? 0 : SignatureOf(model, signature), [input], token)[0].Elements.ToArray();

    /// <summary>The answer of a part of the graph with one encoder and three decoders.</summary>
    public static byte[] OfSharedEncoder(ModelSession model) => Of(model, SharedEncoderInput);

    /// <summary>An input for that graph.</summary>
    public static FixedTensor SharedEncoderInput { get; } = Numbers(3, 6);

    /// <summary>The position of a signature.</summary>
    public static int SignatureOf(ModelSession model, string key) => model.Info.Contract.Signatures.ToList().FindIndex(signature => signature.Key == key);
}
