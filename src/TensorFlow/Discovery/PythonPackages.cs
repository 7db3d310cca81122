using System.ComponentModel;
using System.Diagnostics;

namespace TypedModels.TensorFlow.Discovery;

/// <summary>TensorFlow as a Python package: its folder holds the C library. The package is found without being imported.</summary>
internal static class PythonPackages
{
    // find_spec of a package without a dot in its name executes nothing of it.
    private const string Script = "import importlib.util as u; s = u.find_spec('tensorflow'); print(s.submodule_search_locations[0] if s else '', end='')";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>The package's folder, or null.</summary>
    /// <param name="problem">Where it was looked for, when the answer is null.</param>
    public static string? FindTensorFlow(out string problem) => FindTensorFlow(
        [Environment.GetEnvironmentVariable("VIRTUAL_ENV"), Environment.GetEnvironmentVariable("CONDA_PREFIX"), Path.GetFullPath(".venv")],
        OperatingSystem.IsWindows() ? "python" : "python3",
        out problem);

    /// <summary>The same in these environments, and then as this interpreter finds it.</summary>
    public static string? FindTensorFlow(IEnumerable<string?> environments, string python, out string problem)
    {
        foreach (string? environment in environments)
        {
            if (!string.IsNullOrEmpty(environment) && FindIn(environment) is { } folder)
            {
                problem = "";
                return folder;
            }
        }

        return Ask(python, out problem);
    }

    private static string? FindIn(string environment)
    {
        string windows = Path.Join(environment, "Lib", "site-packages", "tensorflow");
        if (Directory.Exists(windows))
        {
            return windows;
        }

        string library = Path.Join(environment, "lib");
        return !Directory.Exists(library) ? null
            : Directory.EnumerateDirectories(library, "python3*")
                .Select(python => Path.Join(python, "site-packages", "tensorflow"))
                .Order(StringComparer.Ordinal)
                .FirstOrDefault(Directory.Exists);
    }

    private static string? Ask(string python, out string problem)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", Script]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(s_patience))
            {
                process.Kill(entireProcessTree: true);
                problem = $"{python} did not answer within {s_patience.TotalSeconds} seconds";
                return null;
            }

            string folder = output.GetAwaiter().GetResult().Trim();
            problem = $"no tensorflow in $VIRTUAL_ENV, $CONDA_PREFIX, ./.venv, nor the packages of {python}";
            return folder.Length > 0 ? folder : null;
        }
        catch (Win32Exception e)
        {
            problem = $"no tensorflow in $VIRTUAL_ENV, $CONDA_PREFIX, ./.venv; {python}: {e.Message}";
            return null;
        }
    }
}
