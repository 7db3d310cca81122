namespace TypedModels.Tests;

public sealed class ModelOptionsTests
{
    [Fact]
    public void TheDefaultsAreValid() => new ModelOptions().Validate();

    [Fact]
    public void TheLimitsThemselvesAreValid() =>
        new ModelOptions { Threads = 1, ConcurrentCalls = 1, GpuMemoryLimit = 1 << 20, Deadline = TimeSpan.FromTicks(1), VisibleDevices = [], Device = "/device:GPU:0" }.Validate();

    public static TheoryData<ModelOptions, string, string> Faulty => new()
    {
        { new() { Engine = (EngineKind)7 }, "Engine", "ModelOptions.Engine is 7, expected one of Auto, TensorFlow and Managed." },
        { new() { WarmUp = (WarmUp)(-1) }, "WarmUp", "ModelOptions.WarmUp is -1, expected one of None, Zeros and Requests." },
        { new() { Threads = 0 }, "Threads", "ModelOptions.Threads is 0, expected at least 1." },
        { new() { ConcurrentCalls = -2 }, "ConcurrentCalls", "ModelOptions.ConcurrentCalls is -2, expected at least 1." },
        { new() { MemoryLimit = 1000 }, "MemoryLimit", "ModelOptions.MemoryLimit is 1000, expected at least 1048576 bytes (1 MiB)." },
        { new() { GpuMemoryLimit = 1000 }, "GpuMemoryLimit", "ModelOptions.GpuMemoryLimit is 1000, expected at least 1048576 bytes (1 MiB)." },
        { new() { VisibleDevices = [0, -1] }, "VisibleDevices", "ModelOptions.VisibleDevices is a list with a negative number, expected numbers from 0." },
        { new() { VisibleDevices = [1, 1] }, "VisibleDevices", "ModelOptions.VisibleDevices is a list with a number twice, expected each number once." },
        { new() { Deadline = TimeSpan.Zero }, "Deadline", "ModelOptions.Deadline is 00:00:00, expected longer than zero." },
        { new() { Deadline = TimeSpan.FromDays(25) }, "Deadline", "ModelOptions.Deadline is 25.00:00:00, expected at most 24 days." },
        { new() { Device = "" }, "Device", "ModelOptions.Device is empty, expected a device or null." },
        { new() { TensorFlowLibrary = "" }, "TensorFlowLibrary", "ModelOptions.TensorFlowLibrary is empty, expected a file, a folder or null." },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void AValueOutOfItsRangeIsNamed(ModelOptions options, string member, string message)
    {
        var error = Assert.Throws<ArgumentException>(options.Validate);

        Assert.Equal(member, error.ParamName);
        Assert.Equal($"{message} (Parameter '{member}')", error.Message);
    }

    [Fact]
    public void ARelativeFolderIsBesideTheApplication()
    {
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "models", "x"), ModelSource.Folder("models/x").ToString());
        Assert.Equal(Path.GetFullPath("/models/x"), ((ModelSource)"/models/x").ToString());
    }

    [Fact]
    public void AFolderMustBeNamed()
    {
        Assert.Throws<ArgumentNullException>(() => ModelSource.Folder(null!));
        Assert.Throws<ArgumentException>(() => ModelSource.Folder(""));
    }
}
