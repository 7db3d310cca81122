using TypedModels.Formats.Archives;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Tests.Hdf5;

/// <summary>Files that Keras itself saved.</summary>
public sealed class KerasHdf5Tests
{
    private static readonly string s_folder = Path.Combine(TestModels.Folder, "keras");

    public static TheoryData<string> Models => ["legacy_functional.h5", "legacy_recurrent.h5", "legacy_sequential.h5", "digits_keras3.h5"];

    public static TheoryData<string> Archives => ["digits.keras", "iris.keras", "wide_resnet.keras"];

    public static TheoryData<string> Weights => ["digits.weights.h5", "wide_resnet.weights.h5"];

    [Theory, MemberData(nameof(Models))]
    public void EveryWeightThatAWholeModelNamesIsRead(string name)
    {
        using var file = Hdf5File.Open(Path.Combine(s_folder, name));
        Assert.StartsWith("{", file.Root.Attributes.Text("model_config"), StringComparison.Ordinal);
        var weights = file.Root.FindGroup("model_weights")!;

        int read = 0;
        foreach (string layer in weights.Attributes.Texts("layer_names")!)
        {
            var group = weights.FindGroup(layer)!;
            foreach (string weight in group.Attributes.Texts("weight_names")!)
            {
                RequireNumbers(group.FindDataset(weight)!);
                read++;
            }
        }

        Assert.True(read > 3);
    }

    [Theory, MemberData(nameof(Weights))]
    public void EveryArrayOfAWeightsFileIsRead(string name)
    {
        using var file = Hdf5File.Open(Path.Combine(s_folder, name));

        Assert.True(ReadAll(file.Root) > 3);
    }

    [Theory, MemberData(nameof(Archives))]
    public void TheHdf5InAnArchiveIsReadWhereItIs(string name)
    {
        string path = Path.Combine(s_folder, name);
        using var archive = ArchiveFile.Open(path);
        Assert.Contains("keras_version", System.Text.Encoding.UTF8.GetString(archive.Find("metadata.json")!.ReadAll(1 << 20)), StringComparison.Ordinal);
        Assert.True(archive.Find("model.weights.h5")!.IsStored);

        using var file = Hdf5File.Open(archive.Find("model.weights.h5")!.Open());

        Assert.True(ReadAll(file.Root) > 3);
        Assert.All(Datasets(file.Root), dataset =>
        {
            byte[] bytes = new byte[dataset.ElementCount * dataset.Type.Size];
            dataset.Read(bytes);
            var place = dataset.Place!.Value;
            using var raw = File.OpenRead(place.File);
            raw.Position = place.Offset;
            byte[] plain = new byte[bytes.Length];
            raw.ReadExactly(plain);
            Assert.Equal(plain, bytes);
        });
    }

    [Fact]
    public void AnArchiveOfArraysIsReadToo()
    {
        using var archive = ArchiveFile.Open(Path.Combine(TestModels.Repository, "tests", "Formats.Tests", "Archives", "autoencoder_weights.npz"));

        Assert.All(archive.Entries, entry => Assert.Equal(entry.Length, entry.ReadAll(int.MaxValue).Length));
        Assert.NotEmpty(archive.Entries);
    }

    private static int ReadAll(Hdf5Group group) => Datasets(group).Select(RequireNumbers).Count();

    private static IEnumerable<Hdf5Dataset> Datasets(Hdf5Group group) => group.Names.Select(name => group.Find(name)).SelectMany(found => found switch
    {
        Hdf5Group inner => Datasets(inner),
        Hdf5Dataset dataset => [dataset],
        _ => [],
    });

    // Weights are small numbers; bytes from elsewhere would not all be.
    private static int RequireNumbers(Hdf5Dataset dataset)
    {
        if (dataset.DataType == DataType.Float)
        {
            Assert.All(Fixture.Read<float>(dataset), value => Assert.InRange(value, -1e4f, 1e4f));
        }
        else
        {
            Assert.InRange(Fixture.Read<long>(dataset).Length, 0, 1000);
        }

        return 1;
    }
}
