using System.CommandLine;

namespace TypedModels.Tool.CommandLine;

/// <summary>Arguments and options that several commands have, with one meaning everywhere.</summary>
internal static class SharedOptions
{
    /// <summary>The model that the command is about.</summary>
    public static Argument<string> Model() => new("MODEL") { Description = "The model: the folder of a SavedModel, a .keras, .h5 or .json file of Keras, a .meta graph, or a graph in a .pb or .pbtxt file." };

    /// <summary>Which of the model's graphs is meant.</summary>
    public static Option<string?> Tags() => new("--tags") { Description = "The tags of the graph, separated by commas; needed only when the model has several and none is 'serve'.", HelpName = "serve" };

    /// <summary>Whether the answer is JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Write JSON, whose members do not change between versions." };

    /// <summary>What runs the model.</summary>
    public static Option<string> Engine()
    {
        var option = new Option<string>("--engine") { Description = "What runs the model.", DefaultValueFactory = _ => WordOf(EngineKind.Auto) };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<EngineKind>().Select(WordOf)]);
        return option;
    }

    /// <summary>Adds a check to a number that has a lower bound.</summary>
    public static Option<T> AtLeast<T>(this Option<T> option, double lowest)
    {
        option.Validators.Add(result =>
        {
            // A value that is no number has its own message.
            if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, out double value) && !(value >= lowest && double.IsFinite(value)))
            {
                result.AddError($"{option.Name} is {result.Tokens[0].Value}, expected a number of at least {lowest}.");
            }
        });
        return option;
    }

    /// <summary>The engine that <paramref name="word"/> names.</summary>
    public static EngineKind EngineOf(string word) => Enum.GetValues<EngineKind>().First(kind => WordOf(kind) == word);

    /// <summary>The tags in the value of <see cref="Tags"/>, or null when it was not given.</summary>
    public static IReadOnlyList<string>? TagsOf(string? value) => value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The word that <see cref="Engine"/> takes for an engine.</summary>
    public static string WordOf(EngineKind kind) => kind.ToString().ToLowerInvariant();
}
