using TypedModels.Formats.Operations;
using TypedModels.TensorFlow.Discovery;

namespace TypedModels.Engine.Conformance.Lists;

public sealed class OperationListTests
{
    [Fact]
    public void TheTableIsTensorFlowsOwnList()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LibrarySearch.Variable)), $"{LibrarySearch.Variable} is not set: TensorFlow's library is needed");
        Assert.SkipUnless(TensorFlowList.Version == "2.16.2", $"The table is that of TensorFlow 2.16.2, the library here is {TensorFlowList.Version}");

        Assert.Equal(File.ReadAllText(RepositoryFiles.OperationTable), TensorFlowList.Write());
    }

    [Fact]
    public void EveryOperationIsTheSameOnceItIsReadBack()
    {
        string written = string.Concat(OperationTable.Names.Select(name => OperationLineWriter.Write(OperationTable.Find(name)!) + "\n"));

        Assert.Equal(File.ReadAllText(RepositoryFiles.OperationTable), written);
    }
}
