using System.Diagnostics;
using System.Globalization;
using TypedModels.Formats.Protobuf;
using static TypedModels.Tests.HandMadeModels;

namespace TypedModels.Tests;

/// <summary>Graphs of 200 MB, read in a process of their own: its peak memory stays below 2.5 times the file.</summary>
public sealed class LargeGraphTests : IDisposable
{
    private const long FileBytes = 200_000_000;
    private const double MostOfFile = 2.5;

    private readonly string _folder = Directory.CreateTempSubdirectory("typedmodels").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ManyNodes() => AssertPeak(index => Node($"layer_{index}/some/scope/add", "AddV2", [index == 0 ? "x" : $"layer_{index - 1}/some/scope/add", "x"], ("T", Type(DataType.Float))));

    [Fact]
    public void LargeConstants()
    {
        var tensor = new WireWriter().Varint(1, (int)DataType.Float).Message(2, Shape(new TensorShape(2_500_000))).Bytes(4, new byte[10_000_000]);
        AssertPeak(index => Node($"weights_{index}", "Const", [], ("value", new WireWriter().Message(8, tensor))));
    }

    private void AssertPeak(Func<int, WireWriter> node)
    {
        long length = Write(node, out string last);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TypedModels.Formats.Probe.dll"), _folder]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string[] output = process.StandardOutput.ReadToEnd().Split('\n', 2);
        process.WaitForExit();
        long peak = long.Parse(output[0], CultureInfo.InvariantCulture);

        Assert.Contains("signature call\n  input x float []\n  output y float []\n", output[1], StringComparison.Ordinal);
        Assert.True(peak <= MostOfFile * length, $"{last}: the peak is {peak / 1e6:f0} MB for a file of {length / 1e6:f0} MB");
        TestContext.Current.TestOutputHelper?.WriteLine($"{length / 1e6:f0} MB, peak {peak / 1e6:f0} MB");
    }

    // The file is put together piece by piece: a protocol buffer's singular messages may occur in parts.
    private long Write(Func<int, WireWriter> node, out string last)
    {
        using var graph = new MemoryStream();
        graph.Write(new WireWriter().Message(1, Placeholder("x", DataType.Float)).Written.Span);
        string name = "";
        for (int i = 0; graph.Length < FileBytes; i++)
        {
            var message = node(i);
            name = NameOf(message);
            graph.Write(new WireWriter(message.Written.Length + 16).Message(1, message).Written.Span);
        }

        var metaGraph = new WireWriter().Message(1, new WireWriter().Text(4, "serve"))
            .Message(5, Signature("call", [("x", Tensor("x:0", DataType.Float))], [("y", Tensor(name, DataType.Float))]))
            .Bytes(2, graph.GetBuffer().AsSpan(0, (int)graph.Length));
        File.WriteAllBytes(Path.Combine(_folder, "saved_model.pb"), new WireWriter().Varint(1, 1).Message(2, metaGraph).ToArray());
        last = name;
        return new FileInfo(Path.Combine(_folder, "saved_model.pb")).Length;
    }

    private static string NameOf(WireWriter node)
    {
        var reader = new WireReader(node.Written, "NodeDef");
        reader.Next();
        return reader.Text();
    }
}
