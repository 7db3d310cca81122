using TypedModels.Tool.Conversion;

namespace TypedModels.Tool.Tests.Conversion;

public sealed class ConvertedAssetTests
{
    [Fact]
    public void FilesOfOneNameGetNamesOfTheirOwn()
    {
        var named = ConvertedAsset.Name([("a:0", "/one/words.txt"), ("b:0", "/two/words.txt"), ("c:0", "/three/words.txt"), ("d:0", "/three/labels.txt")]);

        Assert.Equal(["words.txt", "words.txt_1", "words.txt_2", "labels.txt"], named.Select(asset => asset.FileName));
    }

    [Fact]
    public void AFileThatSeveralTensorsTakeIsThereOnce()
    {
        var named = ConvertedAsset.Name([("a:0", "/one/words.txt"), ("b:0", "/one/words.txt")]);

        Assert.Equal(["words.txt", "words.txt"], named.Select(asset => asset.FileName));
        Assert.Equal(["a:0", "b:0"], named.Select(asset => asset.Tensor));
    }
}
