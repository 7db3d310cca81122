namespace TypedModels.Engines.Profiling;

/// <summary>One run of one node. Times are timestamps of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
/// <param name="Node">The node.</param>
/// <param name="Parent">The position of the run that it lies in, whose node called the function that this one belongs to; −1 for none.</param>
/// <param name="Depth">How many runs it lies in.</param>
internal record struct NodeRun(ProfiledNode Node, int Parent, int Depth)
{
    /// <summary>When the engine turned to the node; what lies between this and <see cref="Started"/> is measuring.</summary>
    public long Entered { get; set; }

    /// <summary>When its kernel began.</summary>
    public long Started { get; set; }

    /// <summary>When its kernel ended.</summary>
    public long Ended { get; set; }

    /// <summary>When the engine turned to the next; what lies between <see cref="Ended"/> and this is measuring.</summary>
    public long Left { get; set; }

    /// <summary>What it read.</summary>
    public ProfiledValue[] Inputs { get; set; } = [];

    /// <summary>What it gave.</summary>
    public ProfiledValue[] Outputs { get; set; } = [];

    /// <summary>How often it shared work among threads.</summary>
    public long SharedWorks { get; set; }

    /// <summary>The bytes of the frame that were in use at its end, what it worked in included; 0 unless memory is measured.</summary>
    public long BytesInUse { get; set; }

    /// <summary>The bytes by which the frame grew, functions that it called included; 0 in calls that repeat the sizes of earlier ones.</summary>
    public long FrameGrowth { get; set; }

    /// <summary>The managed memory that it allocated on the calling thread, functions that it called included; 0 unless memory is measured.</summary>
    public long ManagedBytes { get; set; }
}
