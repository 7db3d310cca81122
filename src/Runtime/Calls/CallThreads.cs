namespace TypedModels.Runtime.Calls;

/// <summary>
/// Threads for calls that their engine cannot stop. Not the thread pool's: a few long native calls there keep its timers from running, and with them the cancellation that should
/// release the callers. A limited number works through a queue; while nothing leaves the queue for a while, one more is added, so that calls that never end hold up nobody.
/// </summary>
internal static class CallThreads
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);
    private static readonly int s_usual = Math.Max(4, 2 * Environment.ProcessorCount);
    private static readonly Queue<Action> s_queue = new();
    private static int s_threads;
    private static int s_waiting;
    private static bool s_isWatched;

    /// <summary>Runs <paramref name="work"/>, which must not throw, soon on a thread of its own.</summary>
    public static void Queue(Action work)
    {
        lock (s_queue)
        {
            s_queue.Enqueue(work);
            if (s_queue.Count <= s_waiting)
            {
                Monitor.Pulse(s_queue);
            }
            else if (s_threads < s_usual)
            {
                AddThread();
            }
            else if (!s_isWatched)
            {
                s_isWatched = true;
                Start(Watch, "TypedModels call queue");
            }
        }
    }

    private static void AddThread()
    {
        s_threads++;
        Start(Work, "TypedModels call");
    }

    private static void Start(ThreadStart body, string name) => new Thread(body) { IsBackground = true, Name = name }.UnsafeStart();

    private static void Work()
    {
        while (Next() is { } work)
        {
            work();
        }
    }

    private static Action? Next()
    {
        lock (s_queue)
        {
            while (s_queue.Count == 0)
            {
                s_waiting++;
                bool wasWoken = Monitor.Wait(s_queue, s_idle);
                s_waiting--;
                if (!wasWoken && s_queue.Count == 0)
                {
                    s_threads--;
                    return null;
                }
            }

            return s_queue.Dequeue();
        }
    }

    /// <summary>Adds a thread whenever the queue has stood still, until it is empty.</summary>
    private static void Watch()
    {
        while (Head() is { } head)
        {
            Thread.Sleep(s_patience);
            lock (s_queue)
            {
                if (s_queue.TryPeek(out var next) && next == head)
                {
                    AddThread();
                }
            }
        }
    }

    /// <summary>What is next in the queue; null, and the watch is over, when that is nothing.</summary>
    private static Action? Head()
    {
        lock (s_queue)
        {
            s_isWatched = s_queue.TryPeek(out var head);
            return head;
        }
    }
}
