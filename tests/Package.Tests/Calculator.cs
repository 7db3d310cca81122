using TypedModels.Tests.Builds;

namespace TypedModels.Tests;

/// <summary>The smallest program that runs a model: it adds with <c>models/add</c>, or says why it cannot.</summary>
internal static class Calculator
{
    public const string Wrapper = """
        using TypedModels;

        namespace Calculating;

        [TfModel("models/add")]
        public partial class Add;
        """;

    public const string Program = """
        using Calculating;
        using TypedModels;

        try
        {
            using var add = Add.Load();
            Console.WriteLine(string.Join(" ", add.Predict([1f, 2f], [3f, 4f]).Sum.ToArray()));
        }
        catch (EngineNotFoundException exception)
        {
            Console.WriteLine(exception.Message);
        }
        """;

    /// <summary>Adds the program to a solution.</summary>
    public static ConsumerProject AddTo(ConsumerSolution solution)
    {
        var project = solution.Add("Calculator");
        project.CopyModel("add", "models/add");
        project.Write("Add.cs", Wrapper);
        project.Write("Program.cs", Program);
        return project;
    }

    /// <summary>Runs the program from another folder, with TensorFlow's library when the tests have one: it adds, or else names what it lacks.</summary>
    public static void AssertRuns(string program)
    {
        string? library = Environment.GetEnvironmentVariable("TYPEDMODELS_TENSORFLOW");
        var result = DotnetCommand.Start(program, Path.GetTempPath(), [], new Dictionary<string, string?> { ["TYPEDMODELS_TENSORFLOW"] = library }).Succeeded();
        if (string.IsNullOrEmpty(library))
        {
            Assert.StartsWith("TensorFlow's C library is needed but was not found", result.Output, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("4 6", result.Output.Trim());
        }
    }
}
