using System.ComponentModel;
using System.Diagnostics;

namespace TypedModels.TensorFlow.Tests.Support;

/// <summary>Builds stand-ins for TensorFlow's library with the system's C compiler.</summary>
internal static class Compiler
{
    /// <summary>Compiles one of the sources in <c>Native</c> into a shared library; without a compiler the test is skipped.</summary>
    public static void Compile(string source, string library, params string[] arguments) =>
        Run([Path.Combine(AppContext.BaseDirectory, "Native", source), .. arguments, "-o", library]);

    /// <summary>Runs the compiler.</summary>
    public static void Run(string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the stand-ins are built for Linux");
        try
        {
            using var process = Process.Start(new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O1", .. arguments]) { RedirectStandardError = true })!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors);
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"no C compiler (cc): {e.Message}");
        }
    }
}
