using BenchmarkDotNet.Attributes;
using TypedModels.Micro.Cases;
using TypedModels.Micro.Measuring;
using TypedModels.Micro.Running;

namespace TypedModels.Micro;

/// <summary>Kernels that do little with each element.</summary>
public class MemoryBound
{
    private PlanRun? _run;

    /// <summary>The kernels that are measured.</summary>
    public static IEnumerable<MemoryCase> Kernels => MemoryKernels.All;

    /// <summary>The kernel and the size of its arrays.</summary>
    [ParamsSource(nameof(Kernels))]
    public MemoryCase? Kernel { get; set; }

    /// <summary>Loads the graph.</summary>
    [GlobalSetup]
    public void Load()
    {
        _ = CopySpeed.Of(Kernel!.Size);
        _run = PlanRun.Of(Kernel.Network, Kernel.Inputs);
    }

    /// <summary>One run over the arrays.</summary>
    [Benchmark]
    public void Run() => _run!.Run();

    /// <summary>Unloads the graph.</summary>
    [GlobalCleanup]
    public void Unload() => _run?.Dispose();
}
