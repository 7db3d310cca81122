using System.Globalization;

namespace FacePipeline;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        FacePipeline: finds the faces in a picture, compares them, and writes a page about it.

        dotnet run --project samples/FacePipeline [-- [picture.png|.jpg] [options]]

          picture               a PNG or JPEG file; without one, the astronaut that comes with the sample
          --out page.html       where the page is written; faces.html by default
          --threshold 0.8       the score from 0 to 1 that a face must reach
          --max-faces 20        the most faces that are looked at
          --help                this text
        """;

    public string Picture { get; init; } = SamplePicture;

    public string Page { get; init; } = "faces.html";

    public float Threshold { get; init; } = 0.8f;

    public int MaxFaces { get; init; } = 20;

    public bool Help { get; init; }

    /// <summary>The picture that comes with the sample.</summary>
    public static string SamplePicture => Path.Combine(AppContext.BaseDirectory, "pictures", "astronaut.png");

    /// <summary>Who made the picture, where the sample knows.</summary>
    public string? Credit => Picture == SamplePicture ? "NASA, public domain." : null;

    /// <summary>Reads a command line.</summary>
    /// <exception cref="PipelineException">It says something that cannot be done.</exception>
    public static Arguments Parse(ReadOnlySpan<string> args)
    {
        var arguments = new Arguments();
        bool hasPicture = false;
        for (int i = 0; i < args.Length; i++)
        {
            string arg = args[i];
            if (arg is "--help" or "-h" or "-?")
            {
                arguments = arguments with { Help = true };
            }
            else if (arg is "--out" or "--threshold" or "--max-faces")
            {
                arguments = i + 1 < args.Length
                    ? arguments.With(arg, args[++i])
                    : throw Wrong($"{arg} needs a value after it.");
            }
            else if (arg.StartsWith('-'))
            {
                throw Wrong($"There is no option {arg}.");
            }
            else if (hasPicture)
            {
                throw Wrong($"One picture at a time: both '{arguments.Picture}' and '{arg}' were given.");
            }
            else
            {
                arguments = arguments with { Picture = arg };
                hasPicture = true;
            }
        }

        return arguments;
    }

    private Arguments With(string option, string value) => option switch
    {
        "--out" when value.Length > 0 => this with { Page = value },
        "--threshold" when float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out float threshold) && threshold is >= 0 and <= 1 => this with { Threshold = threshold },
        "--threshold" => throw Wrong($"--threshold is '{value}', expected a number from 0 to 1 such as 0.8."),
        "--max-faces" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int most) && most >= 1 => this with { MaxFaces = most },
        "--max-faces" => throw Wrong($"--max-faces is '{value}', expected a whole number from 1."),
        _ => throw Wrong($"{option} is empty, expected the name of a file."),
    };

    private static PipelineException Wrong(string message) => new(ExitCode.WrongArguments, $"{message} --help shows what can be asked for.");
}
