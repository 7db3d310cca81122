using System.Diagnostics;
using System.Text.RegularExpressions;
using TypedModels.Tests.Builds;

namespace TypedModels.Tests.Running;

/// <summary>A sample that is a web server, started on a port of the loopback that the system chooses.</summary>
internal sealed partial class SampleServer : IDisposable
{
    private readonly Process _process;

    private SampleServer(Process process, string address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts a sample of the repository as it was built.</summary>
    public static Task<SampleServer> Start(string sample, CancellationToken cancellationToken) =>
        Start("dotnet", [Path.Combine(Repository.Folder, "artifacts", "bin", sample, Repository.Configuration, sample + ".dll")], cancellationToken);

    /// <summary>Starts a program.</summary>
    public static async Task<SampleServer> Start(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo(program, [.. arguments, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true })!;
        try
        {
            return new SampleServer(process, await AddressOf(process, cancellationToken));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        Client.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static async Task<string> AddressOf(Process server, CancellationToken cancellationToken)
    {
        while (await server.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                return match.Groups[1].Value;
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    [GeneratedRegex("Now listening on: (http://127\\.0\\.0\\.1:\\d+)")]
    private static partial Regex Listening();
}
