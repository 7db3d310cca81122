using TypedModels.Formats.Models;
using TypedModels.Formats.SavedModels;
using TypedModels.Formats.Variables;

namespace TypedModels.Tests.Variables;

public sealed class ReachedVariablesTests
{
    [Theory]
    [InlineData("encoder/code:0", "input:0", "encoder")]
    [InlineData("decoder_b/output:0", "encoder/code:0", "decoder_b")]
    [InlineData("decoder_c/output", "input", "decoder_c,encoder")]
    [InlineData("input:0", "input:0", "")]
    public void OnlyVariablesBehindWhatIsFedAreReached(string target, string fed, string scopes)
    {
        var metaGraph = ModelFile.Read(Path.Combine(TestModels.FolderOf("shared_encoder"), "all.ckpt.meta")).MetaGraphs[0];
        var reached = ReachedVariables.Of(metaGraph, VariableList.Of(metaGraph), [target], [fed]);

        Assert.Equal(scopes, string.Join(',', reached.Select(variable => variable.Node.Split('/')[0]).Distinct().Order(StringComparer.Ordinal)));
        Assert.Equal(scopes.Split(',', StringSplitOptions.RemoveEmptyEntries).Length * 4, reached.Count);
    }

    [Fact]
    public void EachSignatureOfANewModelReachesItsOwnPart()
    {
        var metaGraph = SavedModelFile.Read(TestModels.FolderOf("autoencoder")).Document.MetaGraphs[0];
        var list = VariableList.Of(metaGraph);
        string[] Of(string key)
        {
            var signature = metaGraph.Signatures.Single(signature => signature.Key == key);
            return [.. ReachedVariables.Of(metaGraph, list, signature.Outputs.Values.SelectMany(output => output.TensorNames), signature.Inputs.Values.SelectMany(input => input.TensorNames)).Select(variable => variable.CheckpointKey)];
        }

        Assert.NotEmpty(Of("encode"));
        Assert.NotEmpty(Of("decode_image"));
        Assert.Empty(Of("encode").Intersect(Of("decode_image")));
        Assert.Empty(Of("decode_class").Intersect(Of("decode_image")));
    }
}
