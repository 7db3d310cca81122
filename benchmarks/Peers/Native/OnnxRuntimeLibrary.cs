using System.Runtime.InteropServices;

namespace TypedModels.Benchmarks;

/// <summary>ONNX Runtime in this process: its functions, and the one environment that all sessions share. Never unloaded.</summary>
internal sealed unsafe class OnnxRuntimeLibrary
{
    /// <summary>The environment variable that names the library's file.</summary>
    public const string Variable = "ORT_LIBRARY";

    private const uint ApiVersion = 17;
    private const int ErrorsOnly = 3;

    private static readonly Lazy<OnnxRuntimeLibrary> s_shared = new(Load);

    private OnnxRuntimeLibrary(string version, OnnxFunctions functions)
    {
        Version = version;
        Functions = functions;
        OrtEnv* environment;
        fixed (byte* name = "peers\0"u8)
        {
            Check(functions.CreateEnv(ErrorsOnly, name, &environment));
        }

        Environment = environment;
    }

    /// <summary>The library that <see cref="Variable"/> names, loaded by the first who asks.</summary>
    public static OnnxRuntimeLibrary Shared => s_shared.Value;

    public string Version { get; }

    public OnnxFunctions Functions { get; }

    public OrtEnv* Environment { get; }

    /// <summary>Throws what a function says went wrong.</summary>
    public void Check(OrtStatus* status)
    {
        if (status is not null)
        {
            string message = Marshal.PtrToStringUTF8((nint)Functions.GetErrorMessage(status)) ?? "";
            Functions.ReleaseStatus(status);
            throw new InvalidOperationException($"ONNX Runtime: {message}");
        }
    }

    private static OnnxRuntimeLibrary Load()
    {
        string path = System.Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{Variable} has to name the file of ONNX Runtime's library.");
        nint* apis = ((delegate* unmanaged[Cdecl]<nint*>)NativeLibrary.GetExport(NativeLibrary.Load(path), "OrtGetApiBase"))();
        nint* functions = ((delegate* unmanaged[Cdecl]<uint, nint*>)apis[0])(ApiVersion);
        string version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)apis[1])()) ?? "";
        return functions is not null
            ? new OnnxRuntimeLibrary(version, new OnnxFunctions(functions))
            : throw new InvalidOperationException($"ONNX Runtime {version} does not have version {ApiVersion} of its API.");
    }
}
