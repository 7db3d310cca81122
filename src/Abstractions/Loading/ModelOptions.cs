using Microsoft.Extensions.Logging;

namespace TypedModels;

/// <summary>How a model is loaded and run. Checked as a whole when a model is loaded with it.</summary>
public sealed record ModelOptions
{
    /// <summary>The engine that runs the model; <see cref="EngineKind.Auto"/> takes the first that can.</summary>
    public EngineKind Engine { get; init; }

    /// <summary>
    /// TensorFlow's C library: the file, or the folder that it is in; null to look for it (<c>TYPEDMODELS_TENSORFLOW</c>, beside the application). A value of the process, as <see cref="Threads"/>.
    /// </summary>
    public string? TensorFlowLibrary { get; init; }

    /// <summary>Where the model is; null for the path that the wrapper was compiled with, beside the application.</summary>
    public ModelSource? Source { get; init; }

    /// <summary>
    /// The checkpoint that the variables are restored from in the place of the model's own: its prefix (the path without <c>.index</c>), or a folder whose file <c>checkpoint</c> says which; of a model of Keras also a
    /// file of weights (<c>.weights.h5</c>, <c>.h5</c>, <c>.keras</c>). A relative path is looked up beside the application.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>What variables are called in <see cref="Checkpoint"/>, where that is not what the model calls them; null for what the wrapper was declared with.</summary>
    public IReadOnlyList<VariableRename>? VariableMap { get; init; }

    /// <summary>How a model of Keras is loaded: what layers compute that are not Keras's own; null where there are none.</summary>
    public KerasOptions? Keras { get; init; }

    /// <summary>
    /// Threads that one call may use, at least 1; null for one per processor. On TensorFlow this is a value of the process: the first model loaded decides,
    /// a later one that asks for another is told so in the log.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>The device that operations without a device of their own are placed on, in TensorFlow's words (<c>/device:GPU:0</c>); null leaves it to the engine.</summary>
    public string? Device { get; init; }

    /// <summary>The GPUs that TensorFlow may see, by number, in order; null for all, empty for none. A value of the process, as <see cref="Threads"/>.</summary>
    public IReadOnlyList<int>? VisibleDevices { get; init; }

    /// <summary>The most memory TensorFlow takes of each GPU, in bytes, at least 1 MiB and down to whole MiB; null for no limit. Without <see cref="VisibleDevices"/> it also means the first GPU alone. A value of the process, as <see cref="Threads"/>.</summary>
    public long? GpuMemoryLimit { get; init; }

    /// <summary>Whether TensorFlow takes a GPU's memory as it needs it instead of all at once. A value of the process, as <see cref="Threads"/>.</summary>
    public bool GpuMemoryGrowth { get; init; }

    /// <summary>Whether an operation that asks for a device which is not there runs on another one. On by default: the same model loads on every computer.</summary>
    public bool SoftPlacement { get; init; } = true;

    /// <summary>The calls that are made at load, so that the first one of the program is as fast as any.</summary>
    public WarmUp WarmUp { get; init; }

    /// <summary>The longest that one call may take; it then ends with <see cref="TimeoutException"/>. Null for no limit.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The most calls that run at once, at least 1; further ones wait for their turn. Null for no limit.</summary>
    public int? ConcurrentCalls { get; init; }

    /// <summary>
    /// The most memory for numbers that one loaded model takes on the managed engine, in bytes, at least 1 MiB: weights of its own, constants and the values of its calls; a call that would
    /// need more fails with <see cref="ModelErrorCode.ResourceExhausted"/>. Null for no limit.
    /// </summary>
    public long? MemoryLimit { get; init; }

    /// <summary>
    /// Whether operations of the model may read any file that the program can read. Off by default: on the managed engine a model reads its own files alone, writes none, and starts no process and
    /// no connection. TensorFlow does what the graph says, whatever this is.
    /// </summary>
    public bool AllowReadingFiles { get; init; }

    /// <summary>Where messages about loading, drift of the contract and the engine's settings go; null for nowhere.</summary>
    public ILogger? Log { get; init; }

    /// <summary>Makes sure that every value is one that can be used.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    internal void Validate()
    {
        Require(Enum.IsDefined(Engine), nameof(Engine), Engine, "one of Auto, TensorFlow and Managed");
        Require(Threads is null or >= 1, nameof(Threads), Threads, "at least 1");
        Require(Device?.Contains('\0') != true, nameof(Device), "a text with a NUL character", "a device's name");
        Require(TensorFlowLibrary is not "", nameof(TensorFlowLibrary), "empty", "a file, a folder or null");
        Require(Device is not "", nameof(Device), "empty", "a device or null");
        Require(Checkpoint is not "", nameof(Checkpoint), "empty", "the prefix of a checkpoint, a folder or null");
        Require(GpuMemoryLimit is null or >= 1 << 20, nameof(GpuMemoryLimit), GpuMemoryLimit, "at least 1048576 bytes (1 MiB)");
        Require(MemoryLimit is null or >= 1 << 20, nameof(MemoryLimit), MemoryLimit, "at least 1048576 bytes (1 MiB)");
        Require(VisibleDevices is null || VisibleDevices.All(number => number >= 0), nameof(VisibleDevices), "a list with a negative number", "numbers from 0");
        Require(VisibleDevices is null || VisibleDevices.Distinct().Count() == VisibleDevices.Count, nameof(VisibleDevices), "a list with a number twice", "each number once");
        Require(Enum.IsDefined(WarmUp), nameof(WarmUp), WarmUp, "one of None, Zeros and Requests");
        Require(Deadline is null || Deadline > TimeSpan.Zero, nameof(Deadline), Deadline, "longer than zero");
        Require(Deadline is null || Deadline <= TimeSpan.FromMilliseconds(int.MaxValue), nameof(Deadline), Deadline, "at most 24 days");
        Require(ConcurrentCalls is null or >= 1, nameof(ConcurrentCalls), ConcurrentCalls, "at least 1");
    }

    private static void Require(bool holds, string member, object? value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException($"ModelOptions.{member} is {value}, expected {expected}.", member);
        }
    }
}
