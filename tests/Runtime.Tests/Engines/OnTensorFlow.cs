using System.Diagnostics;
using TypedModels.Runtime;
using TypedModels.Tests.Keras;
using TypedModels.Tests.Support;
using TypedModels.Tests.Variables;

namespace TypedModels.Tests.Engines;

public sealed class RestoreOnTensorFlowTests() : RestoreTests(EngineKind.TensorFlow);

public sealed class DamagedCheckpointOnTensorFlowTests() : DamagedCheckpointTests(EngineKind.TensorFlow);

public sealed class RestoreUnderLoadOnTensorFlowTests() : RestoreUnderLoadTests(EngineKind.TensorFlow);

public sealed class SaveOnTensorFlowTests() : SaveTests(EngineKind.TensorFlow);

public sealed class SharingOnTensorFlowTests() : SharingTests(EngineKind.TensorFlow);

public sealed class InitialCheckpointOnTensorFlowTests() : InitialCheckpointTests(EngineKind.TensorFlow);

public sealed class VariableMemoryOnTensorFlowTests() : VariableMemoryTests(EngineKind.TensorFlow);

public sealed class SaverModelOnTensorFlowTests() : SaverModelTests(EngineKind.TensorFlow);

public sealed class KerasModelOnTensorFlowTests() : KerasModelTests(EngineKind.TensorFlow);

public sealed class KerasWeightsOnTensorFlowTests() : KerasWeightsTests(EngineKind.TensorFlow);

public sealed class CustomLayersOnTensorFlowTests() : CustomLayersTests(EngineKind.TensorFlow);

public sealed class SeveralModelsOnTensorFlowTests() : SeveralModelsTests(EngineKind.TensorFlow);

public sealed class RefusedModelOnTensorFlowTests() : RefusedModelTests(EngineKind.TensorFlow);

public sealed class RaggedModelOnTensorFlowTests() : RaggedModelTests(EngineKind.TensorFlow);

/// <summary>TensorFlow cannot end a call: its caller is released, and the call goes on for nobody.</summary>
public sealed class FailingModelOnTensorFlowTests() : FailingModelTests(EngineKind.TensorFlow)
{
    [Fact]
    public async Task CancellingReleasesTheCallerAndDisposingWaits()
    {
        var model = RecordedModel.Load(EngineKind.TensorFlow, "failing");
        int rounds = RoundsFor(model, TimeSpan.FromSeconds(4));
        using var source = new CancellationTokenSource();
        var caller = Wait.OnThread(() => Spin(model, rounds, source.Token));
        await Task.Delay(200);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);

        // The call goes on for nobody: others run beside it, and disposing has to wait for it.
        Assert.Equal(20, Value(model, 1));
        long disposing = Stopwatch.GetTimestamp();
        model.Dispose();
        Assert.InRange(Stopwatch.GetElapsedTime(disposing), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2));
        Assert.Throws<ObjectDisposedException>(() => Value(model, 1));
    }

    /// <summary>As many rounds of the loop as take about <paramref name="time"/>.</summary>
    private static int RoundsFor(ModelSession model, TimeSpan time)
    {
        Spin(model, 1000, default);
        long started = Stopwatch.GetTimestamp();
        Spin(model, 5000, default);
        return (int)(5000 * (time / Stopwatch.GetElapsedTime(started)));
    }
}
