using System.Buffers;
using System.Text;
using TypedModels.Formats;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>The features of a batch of examples that a node asks for, found by key.</summary>
internal sealed class FeatureTable : IDisposable
{
    // Example.features, Features.feature and the parts of a map's entry.
    private const int FeaturesField = 1;
    private const int FeatureField = 1;
    private const int KeyField = 1;
    private const int ValueField = 2;

    private readonly KeyIndex _keys;
    private readonly FeatureList[] _lists;

    private FeatureTable(KeyIndex keys, int examples)
    {
        _keys = keys;
        Examples = examples;
        int size = checked(keys.Count * examples);
        _lists = ArrayPool<FeatureList>.Shared.Rent(size);
        _lists.AsSpan(0, size).Clear();
    }

    /// <summary>The number of examples.</summary>
    public int Examples { get; }

    /// <summary>Reads examples.</summary>
    /// <param name="context">The call.</param>
    /// <param name="texts">The serialised <c>Example</c> messages.</param>
    /// <param name="keys">The features to find.</param>
    /// <exception cref="OperationException">A text is no such message.</exception>
    public static FeatureTable Read(KernelContext context, ReadOnlySpan<ReadOnlyMemory<byte>> texts, KeyIndex keys)
    {
        var table = new FeatureTable(keys, texts.Length);
        try
        {
            for (int i = 0; i < texts.Length; i++)
            {
                context.ThrowIfCancelled();
                try
                {
                    table.ReadMessage(new WireReader(texts[i], "Example"), i);
                }
                catch (ModelFormatException)
                {
                    throw OperationException.InvalidArgument($"Could not parse example input, value: '{Encoding.UTF8.GetString(texts[i].Span)}'");
                }
            }

            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>The feature of a key in an example; absent when the example does not have it.</summary>
    public FeatureList this[int example, int key] => _lists[(example * _keys.Count) + key];

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<FeatureList>.Shared.Return(_lists, clearArray: true);

    private void ReadMessage(WireReader example, int index)
    {
        while (example.Next())
        {
            if (example.Field == FeaturesField && example.Type == WireType.Bytes)
            {
                ReadFeatures(example.Message("Features"), _lists.AsSpan(index * _keys.Count, _keys.Count), _keys);
            }
            else
            {
                example.SkipToEnd();
            }
        }
    }

    /// <summary>Finds features in a <c>Features</c> message; of a key that occurs again the last counts.</summary>
    public static void ReadFeatures(WireReader features, Span<FeatureList> lists, KeyIndex keys)
    {
        while (features.Next())
        {
            if (features.Field != FeatureField || features.Type != WireType.Bytes)
            {
                features.SkipToEnd();
                continue;
            }

            var entry = features.Message("Features.feature");
            ReadOnlyMemory<byte> key = default;
            var list = default(FeatureList);
            while (entry.Next())
            {
                switch (entry.Field, entry.Type)
                {
                    case (KeyField, WireType.Bytes):
                        key = entry.Bytes();
                        break;
                    case (ValueField, WireType.Bytes):
                        list = FeatureList.Read(entry.Message("Feature"));
                        break;
                    default:
                        entry.SkipToEnd();
                        break;
                }
            }

            if (keys.Find(key) is >= 0 and var number)
            {
                lists[number] = list;
            }
        }
    }
}
