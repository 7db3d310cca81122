using System.Diagnostics;

namespace TypedModels.Engine.Tests.Compute;

/// <summary>Runs the tests of kernels again in processes that have narrower vectors than this machine.</summary>
public sealed class VectorWidthTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public async Task KernelsAnswerAsEverWithNarrowerVectors(string switchedOff)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(switchedOff) is not null, "this process is one of those");
        string program = Path.Combine(AppContext.BaseDirectory, "TypedModels.Engine.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[switchedOff] = "0";
        foreach (string folder in (string[])["Matrix", "Convolution", "Elementwise", "Recurrent", "Passes"])
        {
            start.ArgumentList.Add("-namespace");
            start.ArgumentList.Add("TypedModels.Engine.Tests." + folder);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, $"With {switchedOff}=0:\n{output}\n{await error}");
        Assert.Contains("Failed: 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Total: 0", output, StringComparison.Ordinal);
    }
}
