using TypedModels.Formats.Protobuf;
using TypedModels.TensorFlow.Interop;

namespace TypedModels.TensorFlow.Execution;

/// <summary>How one run goes: <c>RunOptions</c> of <c>tensorflow/core/protobuf/config.proto</c>, whose fields these are.</summary>
internal static unsafe class RunOptions
{
    private const int TimeoutInMilliseconds = 2;

    /// <summary><c>inter_op_thread_pool: -1</c>: the operations run on the thread that calls, without a hop to TensorFlow's own.</summary>
    public static ReadOnlySpan<byte> OnCallersThread => [0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];

    /// <summary>A run that ends in time. Not on the caller's thread: there the time is not looked at.</summary>
    public static byte[] WithDeadline(TimeSpan deadline) =>
        new WireWriter().Varint(TimeoutInMilliseconds, Math.Max(1, (long)Math.Ceiling(deadline.TotalMilliseconds))).ToArray();

    /// <summary>The buffer that hands the bytes to TensorFlow, which reads them during the call.</summary>
    public static TF_Buffer Buffer(byte* bytes, int length) => new() { data = bytes, length = (nuint)length };
}
