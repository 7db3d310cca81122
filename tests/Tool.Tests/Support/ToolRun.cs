using System.Text.Json;
using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Tests.Support;

/// <summary>One command line, run in this process, and what it wrote.</summary>
internal sealed record ToolRun(int Code, string Output, string Error)
{
    /// <summary>The output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs a command line.</summary>
    public static async Task<ToolRun> Of(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await Application.RunAsync(arguments, ToolConsole.To(output, error));
        return new ToolRun(code, output.ToString(), error.ToString());
    }
}
