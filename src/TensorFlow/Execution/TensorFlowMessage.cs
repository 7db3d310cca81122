using System.Text.RegularExpressions;

namespace TypedModels.TensorFlow.Execution;

/// <summary>A message of TensorFlow, without the marks that it puts around nodes.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Node">The node it is about, or null.</param>
/// <param name="Function">The function the node is in, or null.</param>
internal readonly partial record struct TensorFlowMessage(string Text, string? Node, string? Function)
{
    /// <summary>
    /// Takes a message apart: <c>{{node a/b}}</c> and <c>{{function_node f}}</c> mark names, and lines such as <c>[[{{node a/b}}]]</c> list where it happened, innermost first.
    /// What does not look so stays as it is.
    /// </summary>
    public static TensorFlowMessage Parse(string message)
    {
        string? node = NodeMark().Match(message) is { Success: true } mark ? mark.Groups[1].Value : null;
        string? function = FunctionMark().Match(message) is { Success: true } inside ? inside.Groups[1].Value : null;
        string text = NodeMark().Replace(FunctionMark().Replace(PlaceLine().Replace(message, ""), ""), "$1");
        return new TensorFlowMessage(text.Trim(), node, function);
    }

    [GeneratedRegex(@"\{\{node ([^{}]+)\}\}")]
    private static partial Regex NodeMark();

    [GeneratedRegex(@"\{\{function_node ([^{}]+)\}\} ?")]
    private static partial Regex FunctionMark();

    [GeneratedRegex(@"\n[ \t]*\[\[[^\n]*\]\](?=\n|$)|\s*\[\[\{\{node [^{}]+\}\}\]\]")]
    private static partial Regex PlaceLine();
}
