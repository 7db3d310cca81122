using TypedModels.Generator.Tasks;

namespace TypedModels.Tests;

public sealed class RelativePathTests
{
    [Theory]
    [InlineData("/project/models", "/project/models/m.ckpt", "m.ckpt")]
    [InlineData("/project/models/", "/project/models/deep/m.ckpt", "deep/m.ckpt")]
    [InlineData("/project/models/a", "/project/models/b/m.ckpt", "../b/m.ckpt")]
    [InlineData("/project/models/a", "/other/m.ckpt", "../../../other/m.ckpt")]
    [InlineData("/project/m", "/project/m", "../m")]
    public void AFileIsNamedAsSeenFromAFolder(string folder, string path, string relative) => Assert.Equal(relative, RelativePath.Of(folder, path));
}
