namespace TypedModels.Tests;

/// <summary>What users can see changes only on purpose: one text file per assembly says what it is.</summary>
public sealed class PublicApiTests
{
    private const string Update = "TYPEDMODELS_UPDATE_SNAPSHOTS";

    [Theory]
    [InlineData("TypedModels.Abstractions")]
    [InlineData("TypedModels.Contracts")]
    [InlineData("TypedModels.Runtime")]
    public void ItIsTheCommittedOne(string assembly)
    {
        string file = Path.Combine(Repository.Folder, "tests", "Conventions.Tests", "PublicApi", assembly + ".txt");
        string actual = new PublicAssembly(assembly).Describe();
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{Repository.Relative(file)} is missing: run the test with {Update}=1.");
        string[] expected = File.ReadAllText(file).Split('\n'), lines = actual.Split('\n');
        var difference = expected.Except(lines).Select(line => "- " + line).Concat(lines.Except(expected).Select(line => "+ " + line)).ToList();

        Assert.True(difference.Count == 0 && expected.Length == lines.Length, $"{assembly} offers something else than {Repository.Relative(file)} says:\n{string.Join('\n', difference)}\nIf that is meant, run the test with {Update}=1.");
    }

    [Theory]
    [InlineData("TypedModels.Formats")]
    [InlineData("TypedModels.TensorFlow")]
    public void WhatUsersNeedNotTouchIsInternal(string assembly) => Assert.Equal("", new PublicAssembly(assembly).Describe());

    [Theory]
    [InlineData("TypedModels.Abstractions")]
    [InlineData("TypedModels.Contracts")]
    [InlineData("TypedModels.Runtime")]
    public void EveryPublicMemberIsDocumented(string assembly) => Assert.Empty(new PublicAssembly(assembly).Undocumented());
}
