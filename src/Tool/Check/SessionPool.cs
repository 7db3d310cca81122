using TypedModels.Runtime;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.Check;

/// <summary>
/// The sessions that cases are replayed in. A case is due a session that no other case has left a trace in. A signature that changes no state leaves none: such cases
/// share one session, which makes no difference to the answers and saves a load for each. The others get a session of their own.
/// </summary>
internal sealed class SessionPool(CallableModel model, ModelOptions options) : IDisposable
{
    private readonly ModelSession _shared = model.Load(options);

    /// <summary>What answers, with its version.</summary>
    public string Engine => _shared.Info.Engine;

    /// <summary>Lets <paramref name="use"/> work with a session for one case of a signature.</summary>
    public T With<T>(SignatureContract signature, Func<ModelSession, T> use)
    {
        if (signature.StateChanges.Count == 0)
        {
            return use(_shared);
        }

        using var fresh = model.Load(options);
        return use(fresh);
    }

    /// <summary>Frees the shared session.</summary>
    public void Dispose() => _shared.Dispose();
}
