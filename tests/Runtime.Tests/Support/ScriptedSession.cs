using TypedModels.Engines;
using TypedModels.Runtime;
using TypedModels.Runtime.Calls;

namespace TypedModels.Tests.Support;

/// <summary>An engine's session whose calls run the test's own code, and which counts its frames.</summary>
internal sealed class ScriptedSession : EngineSession
{
    private readonly IReadOnlyList<EngineSignature> _signatures;
    private int _created;
    private int _disposed;
    private int _cleared;
    private int _disposals;

    public ScriptedSession(IReadOnlyList<EngineSignature> signatures) => _signatures = signatures;

    /// <summary>What a call does; at first it answers each output with the input of its position.</summary>
    public Action<ScriptedFrame, CallLimits> OnRun { get; set; } = (frame, _) => frame.Echo();

    /// <summary>What comes before a frame is made.</summary>
    public Action OnCreate { get; set; } = () => { };

    /// <summary>Whether the engine can stop a call.</summary>
    public bool Stops { get; init; }

    public override string EngineName => "scripted";

    public override bool CanStopCalls => Stops;

    public int FramesCreated => Volatile.Read(ref _created);

    public int FramesDisposed => Volatile.Read(ref _disposed);

    /// <summary>How often a frame let go of its results, at the end of a call.</summary>
    public int FramesCleared => Volatile.Read(ref _cleared);

    public int Disposals => Volatile.Read(ref _disposals);

    /// <summary>A model with one signature <c>embed_crops</c>, called through a wrapper named <c>FaceEmbedder</c>.</summary>
    public static (ModelSession Model, ScriptedSession Engine) Load(
        IEnumerable<ArgumentContract> inputs, IEnumerable<ArgumentContract> outputs, ModelOptions? options = null, bool stops = false, params FixedTensor?[] defaults)
    {
        var contract = new ModelContract { Model = "face_embedder", Path = "models/face_embedder", Signatures = [TestContract.Signature("embed_crops", inputs, outputs)] };
        var keyed = contract.Signatures[0].Inputs.Zip(defaults).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First.Key, pair => pair.Second!);
        var binding = new SignatureBinding(contract.Model, "FaceEmbedder", contract.Signatures[0], keyed);
        var engine = new ScriptedSession([new EngineSignature("embed_crops", SlotsOf(binding.Inputs), SlotsOf(binding.Outputs))]) { Stops = stops };
        var info = new ModelInfo { Model = contract.Model, Source = "scripted", Engine = "scripted", Contract = contract };
        return (new ModelSession(engine, info, info.Model, [binding], options ?? new ModelOptions()), engine);
    }

    /// <summary>A model that answers <c>float [?]</c> with itself.</summary>
    public static (ModelSession Model, ScriptedSession Engine) LoadEcho(ModelOptions? options = null, bool stops = false) =>
        Load([TestContract.Argument("x", DataType.Float, -1)], [TestContract.Argument("y", DataType.Float, -1)], options, stops);

    public override CallFrame CreateFrame(int signature)
    {
        OnCreate();
        Interlocked.Increment(ref _created);
        return new ScriptedFrame(this, _signatures[signature].Inputs.Select(input => input.DataType), _signatures[signature].Outputs.Select(output => output.DataType));
    }

    public override void Dispose()
    {
        Assert.Equal(FramesCreated, FramesDisposed);
        Interlocked.Increment(ref _disposals);
    }

    public void CountClearedFrame() => Interlocked.Increment(ref _cleared);

    public void CountDisposedFrame() => Interlocked.Increment(ref _disposed);

    private static EngineTensor[] SlotsOf(ArgumentBinding[] arguments) =>
        [.. arguments.SelectMany(argument => Enumerable.Range(0, ArgumentBinding.SlotsOf(argument.Contract)).Select(part => new EngineTensor(argument.Contract.Key, argument.SlotType(part))))];
}
