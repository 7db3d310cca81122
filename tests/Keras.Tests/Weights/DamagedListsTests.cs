using System.Buffers.Binary;
using TypedModels.Formats;
using TypedModels.Keras.Files;
using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Weights;

/// <summary>Files of Keras 2 whose lists of layers were changed.</summary>
public sealed class DamagedListsTests : IDisposable
{
    private const int ReferenceLength = 16;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("typedmodels-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ALayerThatIsListedTwiceIsRefused()
    {
        // Each could be listed a thousand times, and list a thousand weights.
        string path = Change(bytes => bytes.AsSpan(ReferenceTo(bytes, "first".Length), ReferenceLength).CopyTo(bytes.AsSpan(ReferenceTo(bytes, "second".Length))));
        Assert.Contains("layer_names lists 'first' twice", Assert.Throws<ModelFormatException>(() => new NamedWeights().Open(path, byName: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALayerThatIsListedByAnotherPathOfItsGroupKeepsTheNamesOfItsWeights()
    {
        string path = Change(bytes => "//first"u8.CopyTo(bytes.AsSpan(HeapOf(bytes) + bytes.AsSpan(HeapOf(bytes)).IndexOf("dropout"u8))));
        using var weights = new NamedWeights().Open(path, byName: true);
        Assert.Equal(["first/bias", "first/kernel", "second/bias", "second/kernel"], weights.Keys);
    }

    private static int HeapOf(byte[] bytes) => bytes.AsSpan().IndexOf("GCOL"u8);

    // A reference to a text is its length, where its heap is, and its number there.
    private static int ReferenceTo(byte[] bytes, int length)
    {
        var reference = new byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(reference, length);
        BinaryPrimitives.WriteInt64LittleEndian(reference.AsSpan(4), HeapOf(bytes));
        return bytes.AsSpan().IndexOf(reference);
    }

    private string Change(Action<byte[]> change)
    {
        byte[] bytes = File.ReadAllBytes(WeightFixture.PathOf("keras2_weights.h5"));
        change(bytes);
        string path = Path.Combine(_folder.FullName, "changed.h5");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
