using System.Reflection.PortableExecutable;

namespace TypedModels.Tests;

/// <summary>Assemblies that hold code for a processor beside their IL.</summary>
internal static class CompiledAssembly
{
    /// <summary>Why there are none.</summary>
    public const string NotThere = ".NET's compiler cannot be restored here: the package was packed without compiled assemblies.";

    /// <summary>Whether a file has a header of native code, as ReadyToRun's compiler writes it.</summary>
    public static bool IsReadyToRun(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
