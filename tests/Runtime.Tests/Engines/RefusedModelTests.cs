using TypedModels.Formats;
using TypedModels.Formats.Extraction;
using TypedModels.Formats.SavedModels;
using TypedModels.Runtime;
using TypedModels.Tests.Support;

namespace TypedModels.Tests.Engines;

/// <summary>Models that must be refused at load, with what is wrong and what to do.</summary>
public abstract class RefusedModelTests(EngineKind engine)
{
    [Theory]
    [InlineData("no_variables_folder", "variables")]
    [InlineData("no_variables_data", "data of the variables is missing")]
    [InlineData("truncated_index", "cut off")]
    [InlineData("truncated_data", "variables")]
    [InlineData("flipped_bit", "hecksum")]
    [InlineData("empty_pb", "empty")]
    [InlineData("truncated_pb", "cut off")]
    [InlineData("not_a_protobuf", "web page")]
    [InlineData("git_lfs_pointer", "Git LFS pointer")]
    [InlineData("missing_asset", "asset")]
    [InlineData("unknown_op", "MyCompanyAdd")]
    [InlineData("newer_producer", "newer")]
    [InlineData("no_serve_tag", "tags")]
    [InlineData("no_signatures", "signature")]
    [InlineData("dangling_signature", "tensor")]
    [InlineData("bad_tensor_name", "output")]
    [InlineData("wrong_dtype", "int32")]
    [InlineData("no_meta_graph", "no graph")]
    [InlineData("only_variables", "saved_model.pb")]
    public void ItSaysWhatIsWrong(string name, string text)
    {
        RecordedModel.Require(engine);
        string folder = Path.Combine(TestModels.Folder, "refused", name);
        var error = Assert.ThrowsAny<ModelLoadException>(() => ModelSession.Load(Compiled(name, folder), new ModelOptions { Engine = engine, Source = folder }).Dispose());

        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.File);
    }

    [Fact]
    public void EveryRefusedModelIsHere()
    {
        var tested = typeof(RefusedModelTests).GetMethod(nameof(ItSaysWhatIsWrong))!.GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute)).Count();

        Assert.Equal(Directory.EnumerateDirectories(Path.Combine(TestModels.Folder, "refused")).Count(), tested);
    }

    /// <summary>A contract that the model keeps, as far as it can be read, so that it is not refused for breaking it.</summary>
    private static ModelContract Compiled(string name, string folder)
    {
        var contract = RecordedModel.ContractOf("add") with { Model = name };
        try
        {
            var metaGraph = SavedModelFile.Read(folder).Document.Find(["serve"]);
            var signatures = metaGraph?.Signatures.Select(ContractExtractor.ReadSignature).ToList() ?? [];
            return signatures.Count > 0 ? contract with { Signatures = signatures.ToValueList() } : contract;
        }
        catch (ModelFormatException)
        {
            return contract; // It cannot be read: any contract will do.
        }
    }
}
