using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using TypedModels.Engines;

namespace TypedModels.Runtime.Calls;

/// <summary>
/// Keeps the frames of one signature between calls. Each thread looks into a place of its own first, so that threads do not meet; renting and returning cost one atomic exchange each.
/// A rented frame is also the lease that <see cref="Close"/> waits for.
/// </summary>
internal sealed class FramePool
{
    private static readonly int s_places = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 2 * Environment.ProcessorCount));

    private readonly Place[] _places = new Place[s_places];
    private readonly SignatureBinding _binding;
    private readonly Func<CallFrame> _create;
    // Stands in every place while no frame is to be had.
    private readonly CallLease _mark;
    private readonly object _sync = new();
    private int _live;
    private bool _isPaused;
    private bool _isClosed;

    public FramePool(SignatureBinding binding, Func<CallFrame> create)
    {
        _binding = binding;
        _create = create;
        _mark = new CallLease(this, binding, null!);
    }

    /// <summary>A frame for one call; it comes back through <see cref="Return"/>. While the pool is paused, the call waits for it within its limits.</summary>
    /// <param name="method">The method that is called, for messages.</param>
    /// <param name="deadline">The longest that the call waits, or null.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="TimeoutException">The deadline passed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public CallLease Rent(string method = "", TimeSpan? deadline = null, CancellationToken cancellationToken = default)
    {
        int home = Environment.CurrentManagedThreadId;
        for (int step = 0; step < _places.Length; step++)
        {
            ref CallLease? place = ref _places[(home + step) & (_places.Length - 1)].Lease;
            var lease = Volatile.Read(ref place);
            if (lease is not null && lease != _mark && Interlocked.CompareExchange(ref place, null, lease) == lease)
            {
                return lease;
            }
        }

        return Create(new CallLimits(deadline, cancellationToken), method);
    }

    /// <summary>Takes a frame back.</summary>
    public void Return(CallLease lease)
    {
        int home = Environment.CurrentManagedThreadId;
        for (int step = 0; step < _places.Length; step++)
        {
            ref CallLease? place = ref _places[(home + step) & (_places.Length - 1)].Lease;
            if (Volatile.Read(ref place) is null && Interlocked.CompareExchange(ref place, lease, null) is null)
            {
                return;
            }
        }

        // Every place is taken, or the pool is paused or closed.
        Discard(lease);
    }

    /// <summary>Lets new calls wait, and frees the frames that are not out: those made later are made of what the engine has then.</summary>
    public void Pause()
    {
        lock (_sync)
        {
            _isPaused = true;
        }

        Empty();
    }

    /// <summary>Lets calls go on.</summary>
    public void Resume()
    {
        lock (_sync)
        {
            _isPaused = false;
            for (int i = 0; i < _places.Length && !_isClosed; i++)
            {
                Interlocked.CompareExchange(ref _places[i].Lease, null, _mark);
            }

            Monitor.PulseAll(_sync);
        }
    }

    /// <summary>Refuses new calls and frees the frames that are not out.</summary>
    public void Close()
    {
        lock (_sync)
        {
            _isClosed = true;
            Monitor.PulseAll(_sync);
        }

        Empty();
    }

    /// <summary>Waits until the frames that are out have come back. The pool is paused or closed.</summary>
    public void Drain()
    {
        lock (_sync)
        {
            while (_live > 0)
            {
                Monitor.Wait(_sync);
            }
        }
    }

    private void Empty()
    {
        for (int i = 0; i < _places.Length; i++)
        {
            var lease = Interlocked.Exchange(ref _places[i].Lease, _mark);
            if (lease is not null && lease != _mark)
            {
                Discard(lease);
            }
        }
    }

    private CallLease Create(CallLimits limits, string method)
    {
        lock (_sync)
        {
            if (_isPaused)
            {
                AwaitResume(limits, method);
            }

#pragma warning disable CA1513 // ThrowIf names the type of what it is given; this is the name itself.
            if (_isClosed)
            {
                throw new ObjectDisposedException(_binding.Wrapper);
            }
#pragma warning restore CA1513

            _live++;
        }

        try
        {
            return new CallLease(this, _binding, _create());
        }
        catch
        {
            Forget();
            throw;
        }
    }

    // Called under the lock. The registration is not waited for: what it calls takes the lock itself.
    private void AwaitResume(CallLimits limits, string method)
    {
        long started = Stopwatch.GetTimestamp();
        var registration = limits.Token.UnsafeRegister(static pool => ((FramePool)pool!).Wake(), this);
        try
        {
            while (_isPaused && !_isClosed)
            {
                if (limits.Token.IsCancellationRequested)
                {
                    throw CallLimit.Cancelled(_binding, method, limits.Token);
                }

                var left = limits.Deadline is { } deadline ? deadline - Stopwatch.GetElapsedTime(started) : Timeout.InfiniteTimeSpan;
                if (limits.Deadline is not null && left <= TimeSpan.Zero)
                {
                    throw CallLimit.TimedOut(_binding, method, limits.Deadline.Value);
                }

                Monitor.Wait(_sync, left);
            }
        }
        finally
        {
            registration.Unregister();
        }
    }

    private void Wake()
    {
        lock (_sync)
        {
            Monitor.PulseAll(_sync);
        }
    }

    private void Discard(CallLease lease)
    {
        try
        {
            lease.Frame.Dispose();
        }
        finally
        {
            Forget();
        }
    }

    private void Forget()
    {
        lock (_sync)
        {
            _live--;
            Monitor.PulseAll(_sync);
        }
    }

    /// <summary>A place on cache lines of its own: two threads' places never share one.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Place
    {
        [FieldOffset(0)]
        public CallLease? Lease;
    }
}
