using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using TypedModels.Engines;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime;

/// <summary>A loaded model, for generated code: it owns everything the model needs, begins calls, and frees it all once the last call is back.</summary>
/// <remarks>Safe for any number of threads.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class ModelSession : IDisposable, IAsyncDisposable
{
    private readonly EngineSession _engine;
    private readonly string _wrapper;
    private readonly FramePool[] _pools;
    private readonly TimeSpan? _deadline;
    private readonly SemaphoreSlim? _turns;
    private readonly object _closing = new();
    private CallObserver? _observer;
    private volatile bool _isDisposing;
    private bool _isFreed;

    internal ModelSession(EngineSession engine, ModelInfo info, string wrapper, IReadOnlyList<SignatureBinding> signatures, ModelOptions options)
    {
        _engine = engine;
        _wrapper = wrapper;
        Info = info;
        ChangesState = signatures.Any(signature => signature.Contract.StateChanges.Count > 0);
        _deadline = options.Deadline;
        _turns = options.ConcurrentCalls is { } most ? new SemaphoreSlim(most) : null;
        _pools = new FramePool[signatures.Count];
        for (int i = 0; i < _pools.Length; i++)
        {
            int signature = i;
            _pools[i] = new FramePool(signatures[i], () => engine.CreateFrame(signature));
        }
    }

    /// <summary>What was loaded, from where and by which engine.</summary>
    public ModelInfo Info { get; }

    /// <summary>Tells <paramref name="observer"/> of every call from now on.</summary>
    public void Observe(CallObserver observer) => _observer = observer;

    /// <summary>Begins a call.</summary>
    /// <param name="signature">The signature's position in the contract that the wrapper was compiled with.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <param name="method">The method that is called, for messages.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="TimeoutException">A restore held the call longer than its deadline.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled while a restore held it.</exception>
    public ModelCall Begin(int signature, CancellationToken cancellationToken = default, [CallerMemberName] string method = "")
    {
        var lease = _pools[signature].Rent(method, _deadline, cancellationToken);
        lease.Begin(this, method, _observer is null ? 0 : Stopwatch.GetTimestamp(), cancellationToken);
        return new ModelCall(lease);
    }

    /// <summary>Refuses new calls, waits for the running ones, and frees the model. Further calls do nothing but wait likewise.</summary>
    public void Dispose()
    {
        _isDisposing = true;
        Group.Remove(this);
        foreach (var pool in _pools)
        {
            pool.Close();
        }

        lock (_closing)
        {
            if (_isFreed)
            {
                return;
            }

            foreach (var pool in _pools)
            {
                pool.Drain();
            }

            _engine.Dispose();
            _turns?.Dispose();
            _isFreed = true;
        }
    }

    /// <summary>Does what <see cref="Dispose"/> does, without holding the caller's thread while calls are running.</summary>
    public ValueTask DisposeAsync() => new(Task.Factory.StartNew(Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    /// <summary>Tells the observer of a call that ended for its caller.</summary>
    internal void Notify(SignatureBinding signature, long started, Exception? error) =>
        _observer?.Invoke(new CallInfo(signature.Contract.Key, Stopwatch.GetElapsedTime(started), error));
}
