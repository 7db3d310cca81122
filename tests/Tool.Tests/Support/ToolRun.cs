using System.Text.Json;
using TypedModels.Tool.Terminal;

namespace TypedModels.Tool.Tests.Support;

/// <summary>One command line, run in this process, and what it wrote.</summary>
internal sealed record ToolRun(int Code, string Output, string Error)
{
    /// <summary>The output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs a command line, its output redirected.</summary>
    public static Task<ToolRun> Of(params string[] arguments) => Of(asTerminal: false, arguments);

    /// <summary>Runs a command line on a terminal.</summary>
    public static Task<ToolRun> OnTerminal(params string[] arguments) => Of(asTerminal: true, arguments);

    private static async Task<ToolRun> Of(bool asTerminal, string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await Application.RunAsync(arguments, ToolConsole.To(output, error, asTerminal));
        return new ToolRun(code, output.ToString(), error.ToString());
    }
}
