using System.Numerics.Tensors;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.SavedModels;
using TypedModels.Runtime;

namespace TypedModels.Benchmarks;

/// <summary>The wrapper of <c>models/add</c>, written out as the generator prints it.</summary>
internal sealed class AddModel(ModelSession session) : IDisposable
{
    /// <summary>Loads the model beside the program on TensorFlow, which is what the race is about.</summary>
    public static AddModel Load()
    {
        var file = SavedModelFile.Read(Path.Combine(AppContext.BaseDirectory, "models", "add"));
        return new AddModel(ModelSession.Load(ContractExtractor.Extract(file.Document.MetaGraphs[0], "add", "models/add"), new ModelOptions { Engine = EngineKind.TensorFlow }));
    }

    public PredictResult Predict(scoped TensorInput<float> x, scoped TensorInput<float> y, CancellationToken cancellationToken = default)
    {
        using var call = session.Begin(0, cancellationToken);
        call.Input(0, x);
        call.Input(1, y);
        call.Run();
        return PredictResult.Read(call.Results);
    }

    public TensorSize PredictInto(Span<float> sum, scoped TensorInput<float> x, scoped TensorInput<float> y, CancellationToken cancellationToken = default)
    {
        using var call = session.Begin(0, cancellationToken);
        call.Reserve(0, sum.Length);
        call.Input(0, x);
        call.Input(1, y);
        call.Run();
        return call.Results.Write(0, sum);
    }

    public void Dispose() => session.Dispose();

    internal sealed class PredictResult
    {
        public required Tensor<float> Sum { get; init; }

        internal static PredictResult Read(ModelResults results) => new() { Sum = results.Tensor<float>(0) };
    }
}
