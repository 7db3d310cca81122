using TypedModels.Formats.Operations;

namespace TypedModels.Engine.Conformance.Lists;

public sealed class ManagedListTests
{
    private const string Cure = "stale: run dotnet run --project tests/Engine.Conformance -- list-managed";

    [Fact]
    public void TheBuildKnowsTheOperationsOfTheEngine() => Assert.True(ManagedList.WriteNames() == File.ReadAllText(RepositoryFiles.ManagedOperations), $"{RepositoryFiles.ManagedOperations} is {Cure}");

    [Fact]
    public void ThePageListsTheOperationsOfTheEngine() => Assert.True(ManagedList.WritePage() == File.ReadAllText(RepositoryFiles.OperationsPage), $"{RepositoryFiles.OperationsPage} is {Cure}");

    [Fact]
    public void ConstantsCountAsAnOperationOfTheEngine()
    {
        Assert.True(ManagedOperations.Contains("Const"));
        Assert.False(ManagedOperations.Contains("CollectiveReduce"));
        Assert.False(ManagedOperations.Contains(""));
    }
}
