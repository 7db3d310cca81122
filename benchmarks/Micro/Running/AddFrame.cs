using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engine;
using TypedModels.Engines;
using TypedModels.Formats.SavedModels;

namespace TypedModels.Micro.Running;

/// <summary>The engine's frame of <c>models/add</c>, without the runtime and its checks.</summary>
internal sealed class AddFrame : IDisposable
{
    private readonly EngineSession _session;
    private readonly CallFrame _frame;

    private AddFrame(EngineSession session) => (_session, _frame) = (session, session.CreateFrame(0));

    /// <summary>Loads the model beside the program.</summary>
    public static AddFrame Load()
    {
        var file = SavedModelFile.Read(Path.Combine(AppContext.BaseDirectory, "models", "add"));
        var metaGraph = file.Document.MetaGraphs[0];
        var definition = metaGraph.Signatures.Single();
        var model = new EngineModel
        {
            Name = "add",
            Source = file.Folder,
            GraphDef = metaGraph.GraphBytes,
            Signatures = [new EngineSignature(definition.Key, [.. definition.Inputs.Values.Select(Tensor)], [.. definition.Outputs.Values.Select(Tensor)])],
        };
        return new AddFrame(new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None));
    }

    /// <summary>Runs the plan with the arguments of the last call.</summary>
    public void Run() => _frame.Run(default);

    /// <summary>A call with everything that belongs to it.</summary>
    public void Call(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> sum)
    {
        x.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, float>(ref _frame.Input(0, [x.Length])), x.Length));
        y.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, float>(ref _frame.Input(1, [y.Length])), y.Length));
        _frame.Run(default);
        if (_frame.OutputShape(0) is not [var length] || length != sum.Length)
        {
            throw new InvalidOperationException("The model answered with another shape.");
        }

        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, float>(ref Unsafe.AsRef(in _frame.Output(0))), sum.Length).CopyTo(sum);
        _frame.Clear();
    }

    public void Dispose()
    {
        _frame.Dispose();
        _session.Dispose();
    }

    private static EngineTensor Tensor(TensorInfoDocument info) => new(info.Name, info.DataType);
}
