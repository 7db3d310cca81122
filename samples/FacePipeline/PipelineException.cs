namespace FacePipeline;

/// <summary>Something that the user can put right: a sentence for the terminal and how the program ends.</summary>
internal sealed class PipelineException(ExitCode exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode ExitCode { get; } = exitCode;
}
