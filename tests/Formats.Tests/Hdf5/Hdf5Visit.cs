using TypedModels.Formats;
using TypedModels.Formats.Hdf5;

namespace TypedModels.Tests.Hdf5;

/// <summary>Reads all that can be read of a file, each object once.</summary>
internal static class Hdf5Visit
{
    private const long LongestDataset = 16 << 20;

    /// <summary>Reads a file; what is refused is counted, and what lies beside it is read all the same.</summary>
    /// <returns>How many objects, attributes and lists were refused.</returns>
    public static int ReadAll(Hdf5File file)
    {
        int refused = 0;
        var seen = new HashSet<long>();
        var left = new Stack<Hdf5Group>();
        Try(() => left.Push(file.Root), ref refused);
        while (left.Count > 0)
        {
            var group = left.Pop();
            IReadOnlyList<string> names = [];
            Try(() => names = group.Names, ref refused);
            ReadAttributes(group, ref refused);
            foreach (string name in names)
            {
                Hdf5Object? found = null;
                Try(() => found = group.Find(name), ref refused);
                if (found is null || !seen.Add(found.Address))
                {
                    continue;
                }

                if (found is Hdf5Group inner)
                {
                    left.Push(inner);
                    continue;
                }

                ReadAttributes(found, ref refused);
                if (found is Hdf5Dataset dataset)
                {
                    Try(() => Read(dataset), ref refused);
                }
            }
        }

        return refused;
    }

    private static void ReadAttributes(Hdf5Object found, ref int refused)
    {
        IReadOnlyList<string> names = [];
        Try(() => names = found.Attributes.Names, ref refused);
        foreach (string name in names)
        {
            var attribute = found.Attributes.Find(name)!;
            Try(() => Read(attribute), ref refused);
        }
    }

    private static void Read(Hdf5Attribute attribute)
    {
        if (attribute.Type.IsText)
        {
            attribute.Texts();
        }
        else
        {
            attribute.RequireStored();
            attribute.Read(new byte[attribute.ElementCount * attribute.Type.Size]);
        }
    }

    private static void Read(Hdf5Dataset dataset)
    {
        if (dataset.Type.IsText)
        {
            dataset.ReadTexts();
            return;
        }

        dataset.RequireStored();
        if (dataset.ElementCount * dataset.Type.Size <= LongestDataset)
        {
            dataset.Read(new byte[dataset.ElementCount * dataset.Type.Size]);
        }
    }

    private static void Try(Action read, ref int refused)
    {
        try
        {
            read();
        }
        catch (ModelFormatException exception)
        {
            Assert.True(exception.Problem.Message.Length < 10_000);
            Assert.NotNull(exception.Problem.File);
            refused++;
        }
    }
}
