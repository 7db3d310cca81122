using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace TypedModels.TensorFlow.Execution;

/// <summary>
/// What models print while they run (<c>Print</c>, <c>PrintV2</c>), and where operations were placed. TensorFlow says it once per process, without the session: each log of a loaded model is told.
/// Without one it goes nowhere.
/// </summary>
internal static unsafe class NativeLog
{
    private static readonly Lock s_gate = new();
    private static volatile ILogger[] s_logs = [];

    /// <summary>Listens to the library; once in the process, for good.</summary>
    /// <param name="library">The library.</param>
    /// <param name="isQuiet">Whether what it does not tell us is kept from the console.</param>
    public static void Listen(TensorFlowLibrary library, bool isQuiet)
    {
        const int Fatal = 3;

        library.Whole.TF_RegisterLogListener(&OnMessage);
        if (isQuiet && library.Whole.AbslSetMinLogLevel is not null)
        {
            library.Whole.AbslSetMinLogLevel(Fatal);
        }
    }

    /// <summary>Tells <paramref name="log"/> from now on.</summary>
    public static void Add(ILogger log)
    {
        lock (s_gate)
        {
            s_logs = [.. s_logs, log];
        }
    }

    /// <summary>Ends one <see cref="Add"/>.</summary>
    public static void Remove(ILogger log)
    {
        lock (s_gate)
        {
            int index = Array.IndexOf(s_logs, log);
            if (index >= 0)
            {
                s_logs = [.. s_logs[..index], .. s_logs[(index + 1)..]];
            }
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMessage(byte* message)
    {
        try
        {
            string text = (Marshal.PtrToStringUTF8((nint)message) ?? "").TrimEnd();
            foreach (var log in s_logs.Distinct())
            {
                log.NativeMessage(text);
            }
        }
        catch (Exception e)
        {
            // An exception must not cross into native code, where it ends the process; a log that fails has no one else to tell.
            System.Diagnostics.Debug.WriteLine(e);
        }
    }
}
