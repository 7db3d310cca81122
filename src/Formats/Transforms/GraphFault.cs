namespace TypedModels.Formats.Transforms;

/// <summary>Errors about a graph that contradicts itself, or that grows beyond bounds.</summary>
internal static class GraphFault
{
    /// <summary>An error about the graph as a whole.</summary>
    /// <param name="problem">What is wrong, as a sentence without its full stop.</param>
    public static ModelFormatException Of(string problem) => Of(problem, "Export the model again");

    /// <summary>An error with something else to do about it than exporting again.</summary>
    public static ModelFormatException Of(string problem, string remedy) => new(new ModelProblem(ExtractionError.Damaged, null, problem, remedy));
}
