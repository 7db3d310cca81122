using System.Runtime.CompilerServices;

namespace TypedModels.Engine.Compute;

/// <summary>
/// Threads that help the callers' own with long kernels. Where one piece ends and the next begins does not depend on how many threads there are, so neither do results.
/// Any number of callers: one at a time gets the helpers, the others work alone, since there is then no idle processor to help them.
/// </summary>
internal sealed unsafe class WorkerPool : IDisposable
{
    // Long enough that a caller who finds a helper asleep does not wait for it in vain; then helpers sleep.
    private const int SpinsBeforeSleep = 2000;

    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _wake;
    private readonly Lock _callers = new();
    private delegate*<void*, int, int, void> _execute;
    private void* _work;
    private StopSignal? _stop;
    private int _count;
    private int _pieceLength;
    private int _next;
    private int _running;
    private Exception? _failure;
    private volatile bool _isDisposed;

    /// <param name="threads">How many threads work in all, the caller's own among them.</param>
    public WorkerPool(int threads)
    {
        _wake = [.. Enumerable.Range(1, Math.Max(0, threads - 1)).Select(_ => new SemaphoreSlim(0))];
        _threads = Array.ConvertAll(_wake, wake => new Thread(() => Help(wake)) { IsBackground = true, Name = "TypedModels worker" });
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>The threads of this process that all models share unless <see cref="ModelOptions.Threads"/> says otherwise.</summary>
    public static WorkerPool Shared { get; } = new(Environment.ProcessorCount);

    /// <summary>How many threads work in all.</summary>
    public int ThreadCount => _threads.Length + 1;

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
            for (long start = 0; start < count && !stop.IsRaised; start += pieceLength)
            {
                work.Execute((int)start, (int)Math.Min(count, start + pieceLength));
            }

            return;
        }

        try
        {
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
        int helpers = Math.Min(_threads.Length, pieces - 1);
        Volatile.Write(ref _running, helpers);
        Volatile.Write(ref _next, 0);
        for (int i = 0; i < helpers; i++)
        {
            _wake[i].Release();
        }

        TakePieces();
        var spin = default(SpinWait);
        while (Volatile.Read(ref _running) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        if (_failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void TakePieces()
    {
        try
        {
            while (true)
            {
                // The sum stays below twice the largest count: every thread passes the end once.
                long start = Interlocked.Increment(ref _next) - 1L;
                start *= _pieceLength;
                if (start >= _count || _stop!.IsRaised)
                {
                    return;
                }

                _execute(_work, (int)start, (int)Math.Min(_count, start + _pieceLength));
            }
        }
        catch (Exception exception)
        {
            // The caller throws it once everyone has stopped; the first is as good as any.
            Interlocked.CompareExchange(ref _failure, exception, null);
            Volatile.Write(ref _next, int.MaxValue / 2);
        }
    }

    private void Help(SemaphoreSlim wake)
    {
        while (true)
        {
            for (int i = 0; i < SpinsBeforeSleep && wake.CurrentCount == 0; i++)
            {
                Thread.SpinWait(10);
            }

            wake.Wait();
            if (_isDisposed)
            {
                return;
            }

            TakePieces();
            Interlocked.Decrement(ref _running);
        }
    }
}
