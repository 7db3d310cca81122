namespace FacePipeline;

/// <summary>How the program ended.</summary>
internal enum ExitCode
{
    /// <summary>The page was written.</summary>
    Done = 0,

    /// <summary>A file could not be read or written, the picture is none, or a model failed.</summary>
    Failed = 1,

    /// <summary>The command line asks for something that cannot be done.</summary>
    WrongArguments = 2,

    /// <summary>No engine on this computer runs the models.</summary>
    NoEngine = 3,
}
