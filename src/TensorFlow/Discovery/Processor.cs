using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TypedModels.TensorFlow.Discovery;

/// <summary>What the processor can do.</summary>
internal static class Processor
{
    /// <summary>Whether TensorFlow's own builds run: those for x64 use AVX from the first instruction on, and end the process where it is missing.</summary>
    public static bool CanRunTensorFlow
    {
        get
        {
            const int Xsave = 1 << 27;
            const int Avx = 1 << 28;
            const int Needed = Xsave | Avx;

            // Asked of the processor itself: what .NET uses can be turned off by a setting.
            return RuntimeInformation.ProcessArchitecture != Architecture.X64
                || (X86Base.IsSupported && (X86Base.CpuId(1, 0).Ecx & Needed) == Needed);
        }
    }
}
