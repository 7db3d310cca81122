using FacePipeline.Faces;
using FacePipeline.Page;
using TypedModels;

namespace FacePipeline;

/// <summary>What surrounds the pipeline: arguments, the page, the summary in the terminal, and a sentence for everything that can go wrong.</summary>
internal static class CommandLine
{
    /// <summary>Runs <paramref name="pipeline"/> for a command line.</summary>
    /// <returns>The program's exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, Func<Arguments, FaceReport> pipeline)
    {
        string picture = "";
        try
        {
            var arguments = Arguments.Parse(args);
            if (arguments.Help)
            {
                output.WriteLine(Arguments.Usage);
                return (int)ExitCode.Done;
            }

            picture = arguments.Picture;
            var report = pipeline(arguments);
            string page = PageFile.Write(arguments.Page, report);
            Summary.Write(output, report);
            output.WriteLine($"Page: {page}");
            return (int)ExitCode.Done;
        }
        catch (PipelineException exception)
        {
            error.WriteLine(exception.Message);
            return (int)exception.ExitCode;
        }
        catch (EngineNotFoundException exception)
        {
            error.WriteLine(exception.Message);
            return (int)ExitCode.NoEngine;
        }
        catch (ModelRunException exception)
        {
            error.WriteLine($"{Describe(exception, picture)}{Environment.NewLine}{exception.Message}");
            return (int)ExitCode.Failed;
        }
        catch (ModelException exception)
        {
            error.WriteLine(exception.Message);
            return (int)ExitCode.Failed;
        }
    }

    /// <summary>The detector decodes the picture itself, so a file that is no picture is an error of its graph.</summary>
    private static string Describe(ModelRunException exception, string picture) => exception switch
    {
        { Signature: "detect_file", Code: ModelErrorCode.InvalidArgument } => $"'{picture}' is not a picture that the model can read: it takes PNG and JPEG.",
        { Code: ModelErrorCode.ResourceExhausted } => $"'{picture}' is too large for the memory of this computer.",
        _ => $"The models failed on '{picture}'.",
    };
}
