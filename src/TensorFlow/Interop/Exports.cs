using System.Runtime.InteropServices;

namespace TypedModels.TensorFlow.Interop;

/// <summary>The addresses that a loaded library exports. Collects the names that are missing, so that one error can list them all.</summary>
internal sealed class Exports(nint library)
{
    private readonly List<string> _missing = [];

    /// <summary>The required functions that the library does not have.</summary>
    public IReadOnlyList<string> Missing => _missing;

    /// <summary>The address of a function that every supported version has.</summary>
    public nint Get(string name)
    {
        if (!NativeLibrary.TryGetExport(library, name, out nint address))
        {
            _missing.Add(name);
        }

        return address;
    }

    /// <summary>The address of a function that some supported versions lack, or 0.</summary>
    public nint Find(string name) => NativeLibrary.TryGetExport(library, name, out nint address) ? address : 0;
}
