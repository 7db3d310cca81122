using TypedModels.Formats.Protobuf;

namespace TypedModels.TensorFlow.Loading;

/// <summary>Writes a session's <c>ConfigProto</c>; the numbers are the fields of <c>tensorflow/core/protobuf/config.proto</c>.</summary>
internal static class SessionConfig
{
    private const long BytesPerMegabyte = 1 << 20;

    /// <param name="settings">The values of the process.</param>
    /// <param name="softPlacement">Whether operations may run on another device than they ask for.</param>
    /// <param name="isSingleThreaded">Whether the fast executor is taken.</param>
    public static byte[] Write(ProcessSettings settings, bool softPlacement, bool isSingleThreaded)
    {
        const int DeviceCount = 1, IntraOpParallelismThreads = 2, GpuOptions = 6, AllowSoftPlacement = 7, Experimental = 16;
        const int ExecutorType = 3, DisableOutputPartitionGraphs = 14;

        var config = new WireWriter();
        if (settings.VisibleDevices is { Count: 0 })
        {
            config.Message(DeviceCount, new WireWriter().Text(1, "GPU").Varint(2, 0));
        }

        if (settings.Threads is { } threads)
        {
            config.Varint(IntraOpParallelismThreads, threads);
        }

        if (softPlacement)
        {
            config.Bool(AllowSoftPlacement, true);
        }

        // The graphs of each partition would only be kept for those who ask for a run's metadata.
        var experimental = new WireWriter().Bool(DisableOutputPartitionGraphs, true);
        if (isSingleThreaded)
        {
            experimental.Text(ExecutorType, "SINGLE_THREADED_EXECUTOR");
        }

        var gpu = WriteGpu(settings);
        if (!gpu.Written.IsEmpty)
        {
            config.Message(GpuOptions, gpu);
        }

        return config.Message(Experimental, experimental).ToArray();
    }

    private static WireWriter WriteGpu(ProcessSettings settings)
    {
        const int AllowGrowth = 4, VisibleDeviceList = 5, Experimental = 9, VirtualDevices = 1, MemoryLimitMb = 1;

        var gpu = new WireWriter();
        if (settings.GpuMemoryGrowth)
        {
            gpu.Bool(AllowGrowth, true);
        }

        if (settings.VisibleDevices is { Count: > 0 } devices)
        {
            gpu.Text(VisibleDeviceList, string.Join(',', devices));
        }

        if (settings.GpuMemoryLimit is { } limit && settings.VisibleDevices is null or { Count: > 0 })
        {
            // A limit in bytes exists for virtual devices only, so each GPU becomes one of them. Their number must be that of the GPUs, which is known for those that are named.
            var virtualDevice = new WireWriter().Float(MemoryLimitMb, Math.Max(1, limit / BytesPerMegabyte));
            var experimental = new WireWriter();
            for (int i = 0; i < (settings.VisibleDevices?.Count ?? 1); i++)
            {
                experimental.Message(VirtualDevices, virtualDevice);
            }

            gpu.Message(Experimental, experimental);
        }

        return gpu;
    }
}
