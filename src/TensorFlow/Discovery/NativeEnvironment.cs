using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace TypedModels.TensorFlow.Discovery;

/// <summary>The environment variables that native code sees: on Unix not the ones that .NET code has set.</summary>
internal static unsafe class NativeEnvironment
{
    private const string LogLevel = "TF_CPP_MIN_LOG_LEVEL";

    /// <summary>Whether the user has left TensorFlow's messages on the console to us.</summary>
    public static bool IsQuiet => Environment.GetEnvironmentVariable(LogLevel) is null;

    /// <summary>
    /// Hands on what the program has set for TensorFlow (<c>TF_…</c>), and turns its messages on the console off unless the user has chosen a level: its errors come back to the caller.
    /// To be called before the library is loaded: it reads them once.
    /// </summary>
    public static void Prepare()
    {
        if (IsQuiet)
        {
            Set(LogLevel, "3");
        }

        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable is { Key: string name, Value: string value } && name.StartsWith("TF_", StringComparison.Ordinal))
            {
                Set(name, value);
            }
        }
    }

    private static void Set(string name, string value)
    {
        fixed (byte* nameBytes = Utf8(name), valueBytes = Utf8(value))
        {
            if (OperatingSystem.IsWindows())
            {
                // The C runtime keeps a copy of the environment of its own.
                var putenv = (delegate* unmanaged[Cdecl]<byte*, byte*, int>)NativeLibrary.GetExport(NativeLibrary.Load("ucrtbase.dll"), "_putenv_s");
                putenv(nameBytes, valueBytes);
            }
            else
            {
                var setenv = (delegate* unmanaged[Cdecl]<byte*, byte*, int, int>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "setenv");
                setenv(nameBytes, valueBytes, 1);
            }
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
