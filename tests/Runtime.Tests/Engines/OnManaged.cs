using TypedModels.Tests.Keras;
using TypedModels.Tests.Support;
using TypedModels.Tests.Variables;

namespace TypedModels.Tests.Engines;

public sealed class RestoreOnManagedTests() : RestoreTests(EngineKind.Managed);

public sealed class DamagedCheckpointOnManagedTests() : DamagedCheckpointTests(EngineKind.Managed);

public sealed class RestoreUnderLoadOnManagedTests() : RestoreUnderLoadTests(EngineKind.Managed);

public sealed class SaveOnManagedTests() : SaveTests(EngineKind.Managed);

public sealed class SharingOnManagedTests() : SharingTests(EngineKind.Managed);

public sealed class InitialCheckpointOnManagedTests() : InitialCheckpointTests(EngineKind.Managed);

public sealed class VariableMemoryOnManagedTests() : VariableMemoryTests(EngineKind.Managed);

public sealed class SaverModelOnManagedTests() : SaverModelTests(EngineKind.Managed);

public sealed class KerasModelOnManagedTests() : KerasModelTests(EngineKind.Managed);

public sealed class KerasWeightsOnManagedTests() : KerasWeightsTests(EngineKind.Managed);

public sealed class CustomLayersOnManagedTests() : CustomLayersTests(EngineKind.Managed);

public sealed class SeveralModelsOnManagedTests() : SeveralModelsTests(EngineKind.Managed);

public sealed class RefusedModelOnManagedTests() : RefusedModelTests(EngineKind.Managed);

public sealed class RaggedModelOnManagedTests() : RaggedModelTests(EngineKind.Managed);

/// <summary>The managed engine ends a call itself.</summary>
public sealed class FailingModelOnManagedTests() : FailingModelTests(EngineKind.Managed)
{
    [Fact]
    public async Task CancellingEndsTheCallSoThatDisposingHasNothingToWaitFor()
    {
        var model = RecordedModel.Load(EngineKind.Managed, "failing");
        using var source = new CancellationTokenSource();
        var caller = Wait.OnThread(() => Spin(model, Forever, source.Token));
        await Task.Delay(100);
        Assert.False(caller.IsCompleted);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);

        // A call that still ran would keep this from ever returning.
        await Wait.OnThread(model.Dispose).WaitAsync(Wait.Long);
        Assert.Throws<ObjectDisposedException>(() => Value(model, 1));
    }

    [Fact]
    public void AnErrorNamesTheNode()
    {
        using var model = RecordedModel.Load(EngineKind.Managed, "failing");
        var error = Assert.Throws<ModelRunException>(() => Value(model, 7));

        Assert.EndsWith("GatherV2", error.Node, StringComparison.Ordinal);
        Assert.Equal("GatherV2", error.Operation);
    }
}
