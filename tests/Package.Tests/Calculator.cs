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

    /// <summary>Runs the program from another folder, where there is no TensorFlow: it adds.</summary>
    public static void AssertRuns(string program)
    {
        var environment = new Dictionary<string, string?> { ["TYPEDMODELS_TENSORFLOW"] = null };
        Assert.Equal("4 6", DotnetCommand.Start(program, Path.GetTempPath(), [], environment).Succeeded().Output.Trim());
    }
}
