using System.Text;
using TypedModels.Formats;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>The feature lists of a batch of <c>tf.train.SequenceExample</c> messages, found by key: for each a feature a step, or null where the example has no such list.</summary>
internal sealed class SequenceTable
{
    // SequenceExample.feature_lists, FeatureLists.feature_list, the parts of a map's entry, FeatureList.feature.
    private const int ListsField = 2;
    private const int ListField = 1;
    private const int KeyField = 1;
    private const int ValueField = 2;
    private const int StepField = 1;

    private readonly FeatureList[]?[][] _lists;

    private SequenceTable(int examples, int keys) =>
        _lists = [.. Enumerable.Range(0, examples).Select(_ => new FeatureList[]?[keys])];

    /// <summary>The number of examples.</summary>
    public int Examples => _lists.Length;

    /// <summary>The steps of a feature list.</summary>
    public FeatureList[]? this[int example, int key] => _lists[example][key];

    /// <summary>Reads examples.</summary>
    /// <exception cref="OperationException">A text is no such message.</exception>
    public static SequenceTable Read(KernelContext context, ReadOnlySpan<ReadOnlyMemory<byte>> texts, KeyIndex keys)
    {
        var table = new SequenceTable(texts.Length, keys.Count);
        for (int i = 0; i < texts.Length; i++)
        {
            context.ThrowIfCancelled();
            try
            {
                table.ReadExample(new WireReader(texts[i], "SequenceExample"), i, keys);
            }
            catch (ModelFormatException)
            {
                throw OperationException.InvalidArgument($"Could not parse example input, value: '{Encoding.UTF8.GetString(texts[i].Span)}'");
            }
        }

        return table;
    }

    private void ReadExample(WireReader example, int index, KeyIndex keys)
    {
        while (example.Next())
        {
            if (example.Field != ListsField || example.Type != WireType.Bytes)
            {
                example.Skip();
                continue;
            }

            var lists = example.Message("FeatureLists");
            while (lists.Next())
            {
                if (lists.Field == ListField && lists.Type == WireType.Bytes)
                {
                    ReadEntry(lists.Message("FeatureLists.feature_list"), index, keys);
                }
                else
                {
                    lists.Skip();
                }
            }
        }
    }

    private void ReadEntry(WireReader entry, int index, KeyIndex keys)
    {
        ReadOnlyMemory<byte> key = default;
        var steps = new List<FeatureList>();
        while (entry.Next())
        {
            switch (entry.Field, entry.Type)
            {
                case (KeyField, WireType.Bytes):
                    key = entry.Bytes();
                    break;
                case (ValueField, WireType.Bytes):
                    ReadSteps(entry.Message("FeatureList"), steps);
                    break;
                default:
                    entry.Skip();
                    break;
            }
        }

        if (keys.Find(key) is >= 0 and var number)
        {
            _lists[index][number] = [.. steps];
        }
    }

    private static void ReadSteps(WireReader list, List<FeatureList> steps)
    {
        while (list.Next())
        {
            if (list.Field == StepField && list.Type == WireType.Bytes)
            {
                steps.Add(FeatureList.Read(list.Message("Feature")));
            }
            else
            {
                list.Skip();
            }
        }
    }
}
