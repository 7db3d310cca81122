using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Variables;

/// <summary>A damaged checkpoint is refused with the file's name, and the model keeps the weights that it has.</summary>
public abstract class DamagedCheckpointTests : IDisposable
{
    private readonly EngineKind _engine;
    private readonly TemporaryFolder _folder = new();
    private readonly string _prefix;

    protected DamagedCheckpointTests(EngineKind engine)
    {
        _engine = engine;
        _prefix = TestCheckpoint.CopyFiles(Path.Combine(TestModels.Folder, "shared_encoder", "all.ckpt"), _folder);
    }

    private string DataFile => _prefix + ".data-00000-of-00001";

    private string IndexFile => _prefix + ".index";

    [Fact]
    public void AnyFlippedBitOfTheDataIsFound()
    {
        using var model = Load();
        byte[] before = Answers.OfSharedEncoder(model), data = File.ReadAllBytes(DataFile);
        for (int at = 0; at < data.Length; at += 97)
        {
            data[at] ^= 4;
            File.WriteAllBytes(DataFile, data);
            var error = Assert.Throws<ModelRestoreException>(() => model.Restore(_prefix));
            Assert.Contains(Path.GetFileName(DataFile), error.Message, StringComparison.Ordinal);
            Assert.Contains("dense_", error.Message, StringComparison.Ordinal);
            data[at] ^= 4;
        }

        Assert.Equal(before, Answers.OfSharedEncoder(model));
        File.WriteAllBytes(DataFile, data);
        model.Restore(_prefix);
        Assert.Equal(before, Answers.OfSharedEncoder(model));
    }

    [Theory]
    [InlineData("data truncated")]
    [InlineData("data empty")]
    [InlineData("data deleted")]
    [InlineData("data of another")]
    [InlineData("index truncated")]
    [InlineData("index empty")]
    [InlineData("index foreign")]
    [InlineData("index flipped")]
    public void DamageIsARestoreErrorThatNamesTheFile(string damage)
    {
        using var model = Load();
        byte[] before = Answers.OfSharedEncoder(model);
        string file = Apply(damage);

        var error = Assert.Throws<ModelRestoreException>(() => model.Restore(_prefix));

        Assert.Equal(_prefix, error.Checkpoint);
        Assert.Contains(Path.GetFileName(file), error.Message, StringComparison.Ordinal);
        Assert.Contains("it has the weights that it had", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Answers.OfSharedEncoder(model));
    }

    [Theory]
    [InlineData("data truncated")]
    [InlineData("data deleted")]
    [InlineData("index truncated")]
    [InlineData("index foreign")]
    public void DamageIsALoadErrorThatNamesTheFile(string damage)
    {
        RecordedModel.Require(_engine);
        string file = Apply(damage);

        var error = Assert.Throws<ModelLoadException>(() => Load(new ModelOptions { Checkpoint = _prefix }));

        Assert.Contains(Path.GetFileName(file), error.Message, StringComparison.Ordinal);
        Assert.Contains("shared_encoder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotThereIsARestoreError()
    {
        using var model = Load();
        string empty = Directory.CreateDirectory(Path.Combine(_folder.Path, "empty")).FullName;

        Assert.Contains("no checkpoint", Assert.Throws<ModelRestoreException>(() => model.Restore(empty)).Message, StringComparison.Ordinal);
        Assert.Contains("'copy'", Assert.Throws<ModelRestoreException>(() => model.Restore(_prefix + "1")).Message, StringComparison.Ordinal);
        Assert.Contains("no folder", Assert.Throws<ModelRestoreException>(() => model.Restore(Path.Combine(_folder.Path, "none", "x"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALoadThatFailsLeavesTheCheckpointFreeToBeDeletedAndTheOwnerAsItWas()
    {
        using var encoder = DeclaredModel.Load(_engine, DeclaredModel.Encoder);
        byte[] before = Answers.OfSharedEncoder(encoder);
        string bad = TestCheckpoint.CopyFiles(Path.Combine(TestModels.Folder, "shared_encoder", "decoder_a.ckpt"), _folder, "bad");
        byte[] data = File.ReadAllBytes(bad + ".data-00000-of-00001");
        data[3] ^= 1;
        File.WriteAllBytes(bad + ".data-00000-of-00001", data);
        for (int i = 0; i < 5; i++)
        {
            Assert.Throws<ModelLoadException>(() => DeclaredModel.Load(_engine, DeclaredModel.Decoder("decoder_a"), new ModelOptions { Checkpoint = bad }, encoder));
        }

        Assert.DoesNotContain(OpenFiles(), file => file.StartsWith(_folder.Path, StringComparison.Ordinal));
        Assert.Equal(before, Answers.OfSharedEncoder(encoder));
        using var decoder = DeclaredModel.Load(_engine, DeclaredModel.Decoder("decoder_a"), owner: encoder);
        new RecordedModel("shared_encoder", DeclaredModel.Decoder("decoder_a")).Check(decoder, 0);
    }

    [Fact]
    public void NoCheckpointStaysOpen()
    {
        using var model = Load(new ModelOptions { Checkpoint = _prefix });
        model.Restore(_prefix);
        Assert.Throws<ModelRestoreException>(() => model.Restore(_prefix, new RestoreOptions { Only = "none" }));
        model.Save(_prefix + "2");

        Assert.DoesNotContain(OpenFiles(), file => file.StartsWith(_folder.Path, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private static IEnumerable<string> OpenFiles() => Directory.Exists("/proc/self/fd")
        ? [.. Directory.EnumerateFiles("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget).OfType<string>()]
        : [];

    private ModelSession Load(ModelOptions? options = null) => DeclaredModel.Load(_engine, DeclaredModel.SharedEncoder, options);

    private string Apply(string damage)
    {
        byte[] data = File.ReadAllBytes(DataFile), index = File.ReadAllBytes(IndexFile);
        switch (damage)
        {
            case "data truncated":
                File.WriteAllBytes(DataFile, data[..^1]);
                return DataFile;
            case "data empty":
                File.WriteAllBytes(DataFile, []);
                return DataFile;
            case "data deleted":
                File.Delete(DataFile);
                return DataFile;
            case "data of another":
                Array.Reverse(data);
                File.WriteAllBytes(DataFile, data);
                return DataFile;
            case "index truncated":
                File.WriteAllBytes(IndexFile, index[..(index.Length / 2)]);
                return IndexFile;
            case "index empty":
                File.WriteAllBytes(IndexFile, []);
                return IndexFile;
            case "index foreign":
                File.WriteAllBytes(IndexFile, data);
                return IndexFile;
            default:
                index[20] ^= 8;
                File.WriteAllBytes(IndexFile, index);
                return IndexFile;
        }
    }
}
