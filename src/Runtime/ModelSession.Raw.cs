using TypedModels.Engines.Profiling;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime;

public sealed partial class ModelSession
{
    /// <summary>Calls a signature without types, for warm-up and tools: one value for each slot, as they are; the engine refuses what does not fit.</summary>
    /// <param name="signature">The signature's position in the contract.</param>
    /// <param name="inputs">The values of the slots, in the order of the contract's inputs taken apart.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The values of the output slots, in the order of the contract's outputs taken apart.</returns>
    internal FixedTensor[] Call(int signature, ReadOnlySpan<FixedTensor> inputs, CancellationToken cancellationToken = default)
    {
        using var call = Begin(signature, cancellationToken);
        call.FeedSlots(inputs);
        call.Run();
        return call.FetchSlots();
    }

    /// <summary>Whether <see cref="Profile"/> can be called.</summary>
    internal bool CanProfileCalls => _engine.CanProfileCalls;

    /// <summary>Calls a signature as <see cref="Call"/> does, and lets the engine write down what it does.</summary>
    /// <param name="signature">The signature's position in the contract.</param>
    /// <param name="inputs">The values of the slots.</param>
    /// <param name="profile">Where the engine writes to.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    internal void Profile(int signature, ReadOnlySpan<FixedTensor> inputs, CallProfile profile, CancellationToken cancellationToken = default)
    {
        using var call = Begin(signature, cancellationToken);
        call.FeedSlots(inputs);
        call.RunProfiled(profile);
        call.FetchSlots();
    }
}
