using TypedModels.Generator.Tasks;

namespace TypedModels.Tests;

public sealed class ContractFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("typedmodels-").FullName;

    private string File => Path.Combine(_folder, "new", "x.tfcontract");

    [Fact]
    public void AFileThatSaysTheSameKeepsItsTime()
    {
        Assert.True(ContractFile.WriteIfDifferent(File, "größe\n"));
        var time = System.IO.File.GetLastWriteTimeUtc(File);

        Assert.False(ContractFile.WriteIfDifferent(File, "größe\n"));
        Assert.Equal(time, System.IO.File.GetLastWriteTimeUtc(File));

        Assert.True(ContractFile.WriteIfDifferent(File, "größer\n"));
        Assert.Equal("größer\n"u8.ToArray(), System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void BuildsThatWriteAtOnceLeaveOneWholeTextAndNothingElse()
    {
        string[] texts = [.. Enumerable.Range(0, 4).Select(number => new string((char)('a' + number), 100_000))];

        Parallel.For(0, 200, i =>
        {
            ContractFile.WriteIfDifferent(File, texts[i % texts.Length]);
            Assert.Contains(System.IO.File.ReadAllText(File), texts);
        });

        Assert.Contains(System.IO.File.ReadAllText(File), texts);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
