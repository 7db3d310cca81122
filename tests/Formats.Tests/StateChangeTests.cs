using TypedModels.Formats.Extraction;

namespace TypedModels.Tests;

public sealed class StateChangeTests
{
    [Theory]
    [InlineData("AssignVariableOp")]
    [InlineData("AssignAdd")]
    [InlineData("ResourceScatterNdAdd")]
    [InlineData("ResourceApplyAdam")]
    [InlineData("ScatterNdUpdate")]
    [InlineData("LookupTableInsertV2")]
    [InlineData("RandomUniform")]
    [InlineData("RngReadAndSkip")]
    [InlineData("QueueDequeueV2")]
    public void WhatWritesVariablesTablesOrGeneratorsIsOne(string operation) => Assert.True(StateChange.IsOne(operation));

    [Theory]
    [InlineData("ReadVariableOp")]
    [InlineData("VarHandleOp")]
    [InlineData("LookupTableFindV2")]
    [InlineData("ScatterNd")]
    [InlineData("ScatterNdNonAliasingAdd")]
    [InlineData("TensorScatterUpdate")]
    [InlineData("StatelessRandomUniformV2")]
    [InlineData("TensorListSetItem")]
    [InlineData("StatefulPartitionedCall")]
    public void WhatReadsOrLivesOnlyDuringTheCallIsNone(string operation) => Assert.False(StateChange.IsOne(operation));

    [Fact]
    public void AWriteIsFoundThroughFunctions()
    {
        var contract = Assert.Single(ContractExtractor.ExtractFolder(TestModels.FolderOf("counter"), "counter", "models/counter").Document.TagSets);

        Assert.Equal(
            ["current: ", "increment: AssignAddVariableOp", "reset: AssignVariableOp"],
            contract.Signatures.Select(signature => $"{signature.Key}: {string.Join(" ", signature.StateChanges)}"));
    }
}
