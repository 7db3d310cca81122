using TypedModels.Runtime;
using TypedModels.Tool.Models;

namespace TypedModels.Tool.Check;

/// <summary>
/// The sessions that cases are replayed in. A case is due a session that no other case has left a trace in. A signature that changes no state leaves none: such cases
/// share one session, which makes no difference to the answers and saves a load for each. The others get a session of their own.
/// </summary>
/// <remarks>Where the managed engine cannot take in the model as a whole, each signature is loaded by itself, so that one that cannot be run does not hide what becomes of the others.</remarks>
internal sealed class SessionPool : IDisposable
{
    private readonly CallableModel _model;
    private readonly ModelOptions _options;
    private readonly ModelSession? _shared;

    public SessionPool(CallableModel model, ModelOptions options)
    {
        _model = model;
        _options = options;
        try
        {
            _shared = model.Load(options);
            Engine = _shared.Info.Engine;
        }
        catch (ModelLoadException) when (options.Engine == EngineKind.Managed && model.Signatures.Count > 1)
        {
            Engine = EngineKind.Managed.ToString();
        }
    }

    /// <summary>What answers, with its version.</summary>
    public string Engine { get; }

    /// <summary>Lets <paramref name="use"/> work with a session for one case of a signature, and tells it the signature's position there.</summary>
    /// <exception cref="ModelLoadException">The signature cannot be loaded.</exception>
    public T With<T>(int signature, Func<ModelSession, int, T> use)
    {
        if (_shared is null)
        {
            using var alone = _model.LoadSignature(signature, _options);
            return use(alone, 0);
        }

        if (_model.Contract.Signatures[signature].StateChanges.Count == 0)
        {
            return use(_shared, signature);
        }

        using var fresh = _model.Load(_options);
        return use(fresh, signature);
    }

    /// <summary>Frees the shared session.</summary>
    public void Dispose() => _shared?.Dispose();
}
