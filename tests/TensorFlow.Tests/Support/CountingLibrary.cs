using System.Runtime.InteropServices;
using System.Text;
using TypedModels.Engines;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>A stand-in for TensorFlow's library that counts its objects (<c>Native/counting.c</c>). Each instance is a copy of its own.</summary>
internal sealed unsafe class CountingLibrary : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly nint _handle;

    public CountingLibrary()
    {
        string path = _folder.File("libtensorflow.so");
        Compiler.Compile("counting.c", path);
        _handle = NativeLibrary.Load(path);
        Library = TensorFlowLibrary.Bind(path, _handle, out string problem) ?? throw new InvalidOperationException(problem);
        Engine = new TensorFlowEngine(Library);
    }

    /// <summary>The kinds of objects that are counted, as <c>counting.c</c> numbers them.</summary>
    public enum Kind
    {
        Status,
        Graph,
        Session,
        SessionOptions,
        ImportOptions,
        Tensor,
        Buffer,
        Text,
    }

    public TensorFlowLibrary Library { get; }

    public TensorFlowEngine Engine { get; }

    /// <summary>The last session's <c>ConfigProto</c>.</summary>
    public byte[] Config
    {
        get
        {
            nuint length;
            byte* bytes = ((delegate* unmanaged<nuint*, byte*>)Export("fake_config"))(&length);
            return new ReadOnlySpan<byte>(bytes, (int)length).ToArray();
        }
    }

    /// <summary>The most sets of feeds, fetches and targets that one session was run with: TensorFlow keeps something for each.</summary>
    public int MostExecutors => ((delegate* unmanaged<int>)Export("fake_most_executors"))();

    /// <summary>How many objects of a kind are alive.</summary>
    public int Live(Kind kind) => ((delegate* unmanaged<int, int>)Export("fake_live"))((int)kind);

    /// <summary>How many objects of a kind were ever made.</summary>
    public int Made(Kind kind) => ((delegate* unmanaged<int, int>)Export("fake_made"))((int)kind);

    /// <summary>Makes a function fail once, after it has succeeded a number of times.</summary>
    public void Fail(string function, ModelErrorCode code, string message, int countdown = 0)
    {
        fixed (byte* name = Utf8(function), text = Utf8(message))
        {
            ((delegate* unmanaged<byte*, int, int, byte*, void>)Export("fake_fail"))(name, countdown, (int)code, text);
        }
    }

    /// <summary>Opens a model.</summary>
    public EngineSession Open(EngineModel model, ModelOptions? options = null) => Engine.Open(model, options ?? new ModelOptions(), _ => { }, CancellationToken.None);

    /// <summary>No object is left, and none was freed twice or used after it was freed.</summary>
    public void AssertNothingIsLeft()
    {
        AssertNoMistake();
        Assert.All(Enum.GetValues<Kind>(), kind => Assert.True(Live(kind) == 0, $"{Live(kind)} of {kind} are left"));
    }

    /// <summary>No object was freed twice or used after it was freed.</summary>
    public void AssertNoMistake()
    {
        int errors = ((delegate* unmanaged<int>)Export("fake_errors"))();
        Assert.True(errors == 0, $"{errors} mistakes, the first: {Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)Export("fake_first_error"))())}");
    }

    // The library stays loaded: handles that a failed test leaves behind may still be freed by their finalizers.
    public void Dispose() => _folder.Dispose();

    private nint Export(string name) => NativeLibrary.GetExport(_handle, name);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
