using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Compute;

/// <summary>
/// Threads that help the callers' own with long kernels. Where one piece ends and the next begins does not depend on how many threads there are, so neither do results.
/// Each thread has a range of pieces of its own, the same part of the work in one kernel after the other, so that what it wrote is in its cache when it reads it; once its own are
/// done it takes others' pieces.
/// Any number of callers: one at a time gets the helpers, the others work alone, since there is then no idle processor to help them.
/// </summary>
internal sealed unsafe class WorkerPool : IDisposable
{
    // Long enough to span the time between two kernels of a call; then helpers sleep.
    private const int SpinsBeforeSleep = 500;

    // A caller who waits this long for a helper's last piece, longer than for its own ones, has helpers that the system does not let run: there is other work on the machine, and
    // it does better alone for a while.
    private static readonly long s_longWait = Stopwatch.Frequency / 4000;
    // How long, at first and at most: whoever keeps the processors busy may be gone in a moment.
    private static readonly long s_leastAlone = Stopwatch.Frequency / 4000;
    private static readonly long s_mostAlone = Stopwatch.Frequency / 125;
    private const int PromptBeforeTrust = 8;

    // The gate holds the number of the work, whether it may still be joined, and how many helpers have joined.
    private const long Joined = 0xFFFF;
    private const long Open = Joined + 1;
    private const int NumberShift = 17;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _wake;
    private readonly int[] _asleep;
    private readonly Lock _callers = new();
    private delegate*<void*, int, int, void> _execute;
    private void* _work;
    private StopSignal? _stop;
    private int _count;
    private int _pieceLength;
    private readonly PieceRange[] _ranges;
    private int _rangeCount;
    private long _gate;
    private Exception? _failure;
    private long _aloneUntil;
    private long _aloneNext = s_leastAlone;
    private int _prompt;
    private volatile bool _isDisposed;

    /// <param name="threads">How many threads work in all, the caller's own among them.</param>
    public WorkerPool(int threads)
    {
        _wake = [.. Enumerable.Range(1, Math.Max(0, threads - 1)).Select(_ => new SemaphoreSlim(0))];
        _asleep = new int[_wake.Length];
        _ranges = new PieceRange[_wake.Length + 1];
        _threads = [.. Enumerable.Range(0, _wake.Length).Select(index => new Thread(() => Help(index)) { IsBackground = true, Name = "TypedModels worker" })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>The threads of this process that all models share unless <see cref="ModelOptions.Threads"/> says otherwise.</summary>
    public static WorkerPool Shared { get; } = new(Environment.ProcessorCount);

    /// <summary>How many threads work in all.</summary>
    public int ThreadCount => _threads.Length + 1;

    /// <summary>How often work was shared so far, of all callers.</summary>
    public long SharedWorks => Volatile.Read(ref _gate) >> NumberShift;

    /// <summary>Does <paramref name="count"/> items, in pieces of <paramref name="pieceLength"/> that any thread may take.</summary>
    /// <param name="count">The number of items.</param>
    /// <param name="pieceLength">Items in a piece: enough for some ten microseconds, and not dependent on the number of threads.</param>
    /// <param name="work">What to do; not moved or copied while it is done.</param>
    /// <param name="stop">Looked at before each piece; once it is raised the rest is left undone, and the caller has to look at it too.</param>
    public void Run<TWork>(int count, int pieceLength, ref TWork work, StopSignal stop)
        where TWork : unmanaged, IRangeWork
    {
        pieceLength = Math.Max(1, pieceLength);
        if (count <= pieceLength || _threads.Length == 0 || !_callers.TryEnter())
        {
            RunAlone(count, pieceLength, ref work, stop);
            return;
        }

        try
        {
            if (_aloneUntil != 0 && IsStillAlone())
            {
                RunAlone(count, pieceLength, ref work, stop);
                return;
            }

            fixed (TWork* pointer = &work)
            {
                Share(count, pieceLength, pointer, &Execute<TWork>, stop);
            }
        }
        finally
        {
            _callers.Exit();
        }
    }

    /// <summary>Ends the helpers; nobody may call any more.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        Array.ForEach(_wake, wake => wake.Release());
        Array.ForEach(_threads, thread => thread.Join());
        Array.ForEach(_wake, wake => wake.Dispose());
    }

    private static void RunAlone<TWork>(int count, int pieceLength, ref TWork work, StopSignal stop)
        where TWork : unmanaged, IRangeWork
    {
        for (long start = 0; start < count && !stop.IsRaised; start += pieceLength)
        {
            work.Execute((int)start, (int)Math.Min(count, start + pieceLength));
        }
    }

    private static void Execute<TWork>(void* work, int start, int end)
        where TWork : unmanaged, IRangeWork => Unsafe.AsRef<TWork>(work).Execute(start, end);

    private void Share(int count, int pieceLength, void* work, delegate*<void*, int, int, void> execute, StopSignal stop)
    {
        _execute = execute;
        _work = work;
        _stop = stop;
        _count = count;
        _pieceLength = pieceLength;
        _failure = null;
        int pieces = (int)(((long)count + pieceLength - 1) / pieceLength);
        int ranges = Math.Min(_ranges.Length, pieces);
        for (int i = 0; i < ranges; i++)
        {
            _ranges[i] = new PieceRange((int)((long)i * pieces / ranges), (int)((i + 1L) * pieces / ranges));
        }

        _rangeCount = ranges;
        Interlocked.Exchange(ref _gate, (((_gate >> NumberShift) + 1) << NumberShift) | Open);
        for (int i = 0; i < Math.Min(_threads.Length, pieces - 1); i++)
        {
            if (Volatile.Read(ref _asleep[i]) != 0 && Interlocked.Exchange(ref _asleep[i], 0) != 0)
            {
                _wake[i].Release();
            }
        }

        long begin = Stopwatch.GetTimestamp();
        TakePieces(0);

        // Helpers that the system has not let run by now come too late: only those are waited for that have pieces.
        Interlocked.And(ref _gate, ~Open);
        AwaitHelpers(begin);
        if (_failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    private bool IsStillAlone()
    {
        if (Stopwatch.GetTimestamp() < _aloneUntil)
        {
            return true;
        }

        _aloneUntil = 0;
        return false;
    }

    private void AwaitHelpers(long begin)
    {
        if ((Volatile.Read(ref _gate) & Joined) == 0)
        {
            return;
        }

        long start = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while ((Volatile.Read(ref _gate) & Joined) != 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        bool isLong = Stopwatch.GetTimestamp() - start > Math.Max(s_longWait, 2 * (start - begin));
        if (isLong)
        {
            _aloneUntil = Stopwatch.GetTimestamp() + _aloneNext;
            _aloneNext = Math.Min(2 * _aloneNext, s_mostAlone);
            _prompt = 0;
        }
        else if (++_prompt == PromptBeforeTrust)
        {
            _aloneNext = Math.Max(_aloneNext / 2, s_leastAlone);
            _prompt = 0;
        }
    }

    /// <summary>Does what is left of a thread's own pieces, then of those of the others.</summary>
    private void TakePieces(int own)
    {
        try
        {
            for (int i = 0; i < _rangeCount; i++)
            {
                ref var range = ref _ranges[(own + i) % _rangeCount];
                while (range.TryTake(out int piece))
                {
                    if (_stop!.IsRaised)
                    {
                        return;
                    }

                    long start = (long)piece * _pieceLength;
                    _execute(_work, (int)start, (int)Math.Min(_count, start + _pieceLength));
                }
            }
        }
        catch (Exception exception)
        {
            // The caller throws it once everyone has stopped; the first is as good as any.
            Interlocked.CompareExchange(ref _failure, exception, null);
            for (int i = 0; i < _rangeCount; i++)
            {
                _ranges[i].Close();
            }
        }
    }

    private void Help(int index)
    {
        long last = 0;
        while (true)
        {
            long gate = AwaitWork(index, last);
            if (_isDisposed)
            {
                return;
            }

            if ((gate & Open) == 0)
            {
                last = gate >> NumberShift;
            }
            else if (Interlocked.CompareExchange(ref _gate, gate + 1, gate) == gate)
            {
                last = gate >> NumberShift;
                TakePieces(index + 1);
                Interlocked.Decrement(ref _gate);
            }
        }
    }

    /// <summary>Waits until the gate has another number than <paramref name="last"/>; the first moments awake, since work often follows work.</summary>
    private long AwaitWork(int index, long last)
    {
        long gate;
        for (int i = 0; i < SpinsBeforeSleep; i++)
        {
            gate = Volatile.Read(ref _gate);
            if (gate >> NumberShift != last || _isDisposed)
            {
                return gate;
            }

            Thread.SpinWait(10);
        }

        // Whoever takes the mark away wakes: the caller, or the helper itself when work came in the meantime.
        Interlocked.Exchange(ref _asleep[index], 1);
        gate = Volatile.Read(ref _gate);
        if ((gate >> NumberShift == last && !_isDisposed) || Interlocked.Exchange(ref _asleep[index], 0) == 0)
        {
            _wake[index].Wait();
        }

        return Volatile.Read(ref _gate);
    }
}
