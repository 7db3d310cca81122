using System.Diagnostics;

namespace TypedModels.Tests.Builds;

/// <summary>Runs <c>dotnet</c>, or a program that it built, as a user's shell would.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    // What the command line and the test host tell their children about themselves: a build that inherits it is not the one a user starts.
    private static readonly string[] s_inherited = ["MSBUILD", "VSTEST_", "TESTINGPLATFORM_", "DOTNET_HOST_PATH", "DOTNET_CLI_", "TYPEDMODELS_"];

    /// <summary>The <c>dotnet</c> that runs the tests.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs <c>dotnet</c> in a folder.</summary>
    public static CommandResult Run(string folder, params IEnumerable<string> arguments) => Start(Program, folder, arguments, new Dictionary<string, string?>());

    /// <summary>Runs a program with the given variables added to its environment, or with null taken out of it.</summary>
    public static CommandResult Start(string program, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> variables)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => s_inherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} did not end within {s_patience}.");
        }

        return new CommandResult(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }
}
