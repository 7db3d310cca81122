using System.Text.Json;
using TypedModels.Tool.Tests.Support;

namespace TypedModels.Tool.Tests.Bench.Profiling;

public sealed class ProfileTests
{
    [Fact]
    public async Task TheJsonHasTheMembersThatScriptsRelyOn()
    {
        var json = (await Profile("digits", "--json")).Json.GetProperty("profile");

        Assert.Equal(["calls", "call_us", "profiled_call_us", "nodes_us", "operations", "nodes", "memory", "plan"], Members(json));
        Assert.Equal(["operation", "nodes", "runs", "us", "share", "gflops", "gbytes_per_second"], Members(json.GetProperty("operations")[0]));
        Assert.Equal(
            ["node", "operation", "fused", "runs", "us", "share", "gflops", "gbytes_per_second", "is_shared", "inputs", "outputs", "output_bytes", "in_use_bytes", "managed_bytes"],
            Members(json.GetProperty("nodes")[0]));
        Assert.Equal(["peak_bytes", "peak_node", "frame_bytes", "model_bytes", "constant_bytes", "managed_bytes"], Members(json.GetProperty("memory")));
        Assert.Equal(["steps", "fused", "folded", "skipped"], Members(json.GetProperty("plan")));
    }

    [Fact]
    public async Task TheNodesOfACallAreToldWithWhatTheyCarryOut()
    {
        var json = (await Profile("digits", "--json")).Json.GetProperty("profile");
        var nodes = json.GetProperty("nodes").EnumerateArray().ToArray();
        var plan = json.GetProperty("plan");

        Assert.InRange(nodes.Sum(node => node.GetProperty("share").GetDouble()), 0.98, 1.02);
        Assert.InRange(json.GetProperty("operations").EnumerateArray().Sum(operation => operation.GetProperty("share").GetDouble()), 0.98, 1.02);
        Assert.Equal(plan.GetProperty("steps").GetInt32(), nodes.Length);
        Assert.Equal(plan.GetProperty("fused").GetInt32(), nodes.Sum(node => node.GetProperty("fused").GetArrayLength()));
        var product = nodes.First(node => node.GetProperty("operation").GetString() == "MatMul" && node.GetProperty("fused").GetArrayLength() > 0);
        Assert.Contains("Relu", product.GetProperty("fused").EnumerateArray().Select(fused => fused.GetProperty("operation").GetString()));
        Assert.True(product.GetProperty("gflops").GetDouble() > 0);
        Assert.StartsWith("float[1, ", product.GetProperty("outputs")[0].GetString(), StringComparison.Ordinal);
        var memory = json.GetProperty("memory");
        Assert.InRange(memory.GetProperty("peak_bytes").GetInt64(), 1, memory.GetProperty("frame_bytes").GetInt64());
    }

    [Theory]
    [InlineData("digits", 1)]
    [InlineData("control_flow", 2, "--signature", "mapped")]
    public async Task TheTraceHasAnEventForEachRunInsideTheOneThatItLiesIn(string model, int depth, params string[] options)
    {
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("trace.json");
        var run = await Profile(model, [file, .. options]);

        Assert.Equal(0, run.Code);
        using var trace = JsonDocument.Parse(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        var events = trace.RootElement.GetProperty("traceEvents").EnumerateArray().Where(entry => entry.GetProperty("ph").GetString() == "X").ToArray();
        var open = new Stack<(double Start, double End)>();
        int deepest = 0;
        foreach (var entry in events)
        {
            double start = entry.GetProperty("ts").GetDouble(), end = start + entry.GetProperty("dur").GetDouble();
            while (open.TryPeek(out var last) && last.End <= start)
            {
                open.Pop();
            }

            Assert.True(open.Count == 0 ? entry.GetProperty("cat").GetString() == "call" : open.Peek().Start <= start && end <= open.Peek().End + 0.001);
            deepest = Math.Max(deepest, open.Count);
            open.Push((start, end));
        }

        Assert.True(events.Length > 5);
        Assert.Equal(depth, deepest);
        Assert.All(events[1..], entry => Assert.NotEmpty(entry.GetProperty("args").GetProperty("node").GetString()!));
    }

    [Fact]
    public async Task PeopleSeeOperationsNodesAndMemory()
    {
        var run = await Profile("digits");

        Assert.Equal((0, ""), (run.Code, run.Error));
        foreach (string part in new[] { "Profile  ", "Operations  ", "Nodes  ", "Memory and plan", " + Relu", "GFLOP/s", " with the profile", "nodes that others carry out" })
        {
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WithoutTheOptionNothingIsSaidOfNodes()
    {
        var run = await ToolRun.Of("bench", TestModels.FolderOf("add"), "--seconds", "0.05");

        Assert.DoesNotContain("Profile", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TensorFlowTellsNothingOfItsNodes()
    {
        var run = await ToolRun.Of("bench", TestModels.FolderOf("add"), "--profile", "--engine", "tensorflow");

        Assert.Equal(2, run.Code);
        Assert.Contains("Give --profile or --engine tensorflow.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderInPlaceOfTheFileIsRefused()
    {
        var run = await ToolRun.Of("bench", "--profile", TestModels.FolderOf("add"));

        Assert.Equal(2, run.Code);
        Assert.Contains("If it is the model, give it before --profile.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatCannotBeWrittenIsToldBeforeAnythingIsMeasured()
    {
        using var folder = new TemporaryFolder();
        var run = await Profile("add", folder.PathOf("missing/trace.json"));

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("cannot be written", run.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Members(JsonElement json) => json.EnumerateObject().Select(member => member.Name);

    private static Task<ToolRun> Profile(string model, params string[] options) => ToolRun.Of(["bench", TestModels.FolderOf(model), "--seconds", "0.05", "--profile", .. options]);
}
