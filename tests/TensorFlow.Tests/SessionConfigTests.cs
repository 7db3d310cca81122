using TypedModels.TensorFlow.Execution;
using TypedModels.TensorFlow.Loading;

namespace TypedModels.TensorFlow.Tests;

/// <summary>The bytes that options become; they were compared with what TensorFlow's own Python writes.</summary>
public sealed class SessionConfigTests
{
    // experimental { disable_output_partition_graphs: true }
    private const string Base = "82-01-02-70-01";

    [Fact]
    public void TheFastExecutorIsNamed() =>
        Assert.Equal("82-01-1C-70-01-1A-18-" + Hex("SINGLE_THREADED_EXECUTOR"u8), Write(new ModelOptions { SoftPlacement = false }, isSingleThreaded: true));

    [Fact]
    public void SoftPlacementIsOnUnlessItIsTurnedOff()
    {
        Assert.Equal($"38-01-{Base}", Write(new ModelOptions()));
        Assert.Equal(Base, Write(new ModelOptions { SoftPlacement = false }));
    }

    [Fact]
    public void ThreadsAreThoseOfOneOperation() => Assert.Equal($"10-03-38-01-{Base}", Write(new ModelOptions { Threads = 3 }));

    [Fact]
    public void NoVisibleDeviceMeansNoGpu() => Assert.Equal($"0A-07-0A-03-47-50-55-10-00-38-01-{Base}", Write(new ModelOptions { VisibleDevices = [] }));

    [Fact]
    public void VisibleDevicesAndGrowthAreGpuOptions() =>
        Assert.Equal($"38-01-32-07-20-01-2A-03-{Hex("2,0"u8)}-{Base}", Write(new ModelOptions { VisibleDevices = [2, 0], GpuMemoryGrowth = true }));

    [Fact]
    public void AMemoryLimitIsOneVirtualDevicePerGpu()
    {
        // memory_limit_mb is a repeated float: 1024 is 00 00 80 44.
        const string Device = "0A-05-0D-00-00-80-44";
        Assert.Equal($"38-01-32-09-4A-07-{Device}-{Base}", Write(new ModelOptions { GpuMemoryLimit = 1L << 30 }));
        Assert.Equal($"38-01-32-15-2A-03-{Hex("0,1"u8)}-4A-0E-{Device}-{Device}-{Base}", Write(new ModelOptions { GpuMemoryLimit = (1L << 30) + 5, VisibleDevices = [0, 1] }));
    }

    [Fact]
    public void RunOptionsAreTheFieldsOfTheirMessage()
    {
        Assert.Equal("18-FF-FF-FF-FF-FF-FF-FF-FF-FF-01", Hex(RunOptions.OnCallersThread));
        Assert.Equal("10-C8-01", Hex(RunOptions.WithDeadline(TimeSpan.FromMilliseconds(200))));
        Assert.Equal("10-01", Hex(RunOptions.WithDeadline(TimeSpan.FromTicks(1))));
    }

    private static string Write(ModelOptions options, bool isSingleThreaded = false) => Hex(SessionConfig.Write(new ProcessSettings("model", options), options.SoftPlacement, isSingleThreaded));

    private static string Hex(ReadOnlySpan<byte> bytes) => BitConverter.ToString(bytes.ToArray());
}
