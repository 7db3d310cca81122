using Microsoft.Extensions.Logging;

namespace TypedModels.TensorFlow;

/// <summary>What this engine writes to the log. The numbers stay what they are.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(2001, LogLevel.Information, "{Model} runs on {Engine} of {Path}")]
    public static partial void LibraryLoaded(this ILogger log, string model, string engine, string path);

    [LoggerMessage(2002, LogLevel.Warning, "TensorFlow keeps {Option} once per process: {Model} asks for {Asked}, but {FirstModel} was loaded first with {Holding}, which stays")]
    public static partial void ProcessValueHeld(this ILogger log, string option, string model, string asked, string firstModel, string holding);

    [LoggerMessage(2003, LogLevel.Information, "{Model} runs on TensorFlow's default executor: {Reason}")]
    public static partial void FastExecutorRefused(this ILogger log, string model, string reason);

    [LoggerMessage(2004, LogLevel.Information, "TensorFlow: {Text}")]
    public static partial void NativeMessage(this ILogger log, string text);
}
