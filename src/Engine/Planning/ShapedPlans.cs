using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Planning;

/// <summary>
/// The plans of a signature for shapes that it is called with again and again: they do less than the plan for any shapes, and give the same bits. A few are kept; those that were not asked for
/// the longest give way. For any number of threads.
/// </summary>
/// <param name="plan">Makes the plan for arguments of certain shapes; null where that does no less than the one for any.</param>
internal sealed class ShapedPlans(Func<Shape[], StepPlan?> plan)
{
    private const int MostEntries = 8;

    // A plan takes as long as some calls; shapes that come once or twice do not pay for one.
    private const int CallsBefore = 2;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];
    private long _time;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count(entry => entry.Plan is not null);
            }
        }
    }

    /// <summary>The plan for a call whose arguments have the given shapes; null for the one for any.</summary>
    /// <param name="shapes">The shapes.</param>
    /// <param name="isDecided">Whether later calls with these shapes get the same answer.</param>
    public StepPlan? Find(ReadOnlySpan<Shape> shapes, out bool isDecided)
    {
        Entry entry;
        lock (_lock)
        {
            entry = EntryOf(shapes);
            entry.LastUse = ++_time;
            isDecided = entry.IsDecided;
            if (isDecided || entry.IsBeingMade || ++entry.Calls <= CallsBefore)
            {
                return entry.Plan;
            }

            entry.IsBeingMade = true;
        }

        StepPlan? made = null;
        try
        {
            made = plan(entry.Shapes);
        }
        catch (OperationException)
        {
            // What is wrong with the shapes, the call itself says, at the node where it shows.
        }

        lock (_lock)
        {
            (entry.Plan, entry.IsDecided, entry.IsBeingMade) = (made, true, false);
        }

        isDecided = true;
        return made;
    }

    private Entry EntryOf(ReadOnlySpan<Shape> shapes)
    {
        foreach (var entry in _entries)
        {
            if (shapes.SequenceEqual(entry.Shapes))
            {
                return entry;
            }
        }

        if (_entries.Count == MostEntries)
        {
            _entries.Remove(_entries.MinBy(entry => entry.LastUse)!);
        }

        var added = new Entry(shapes.ToArray());
        _entries.Add(added);
        return added;
    }

    private sealed class Entry(Shape[] shapes)
    {
        public Shape[] Shapes => shapes;

        public StepPlan? Plan { get; set; }

        public bool IsDecided { get; set; }

        public bool IsBeingMade { get; set; }

        public int Calls { get; set; }

        public long LastUse { get; set; }
    }
}
