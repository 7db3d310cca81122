using System.Diagnostics;
using Google.Protobuf;
using TypedModels.Formats;

namespace TypedModels.Tests;

/// <summary>
/// Our reader against Google.Protobuf: the same bytes give the same document, or both refuse them. It may refuse more only for the reasons in
/// <see cref="s_stricter"/>: rules of protobuf, or of TensorFlow, that protobuf's C# parser does not keep.
/// </summary>
public sealed class ProtobufAgreementTests
{
    private const int CasesPerModel = 2500;

    private static readonly string[] s_stricter =
    [
        "a text is not UTF-8", // the C# parser puts replacement characters
        "has the unknown wire type", // the C# parser passes over them inside entries of maps
        "a dimension has the length -", // means nothing to TensorFlow
    ];

    /// <summary>Small models of many kinds of fields.</summary>
    public static TheoryData<string> SmallModels => ["add", "counter", "defaults", "sparse", "tf1_saved_model", "shapes"];

    public static TheoryData<string> AllModels => TestModels.All;

    [Theory, MemberData(nameof(AllModels))]
    public void EveryModelReadsTheSame(string model) => AssertSame(File.ReadAllBytes(Path.Combine(TestModels.FolderOf(model), "saved_model.pb")));

    [Fact]
    public void ModelsThatOthersSavedReadTheSame()
    {
        Assert.SkipWhen(TestModels.SharedFolder is null, "the models beside the repository are not there");
        string wild = Path.Combine(TestModels.SharedFolder!, "wild");
        foreach (string model in TestModels.NamesIn(wild))
        {
            AssertSame(File.ReadAllBytes(Path.Combine(wild, model, "saved_model.pb")));
        }
    }

    [Fact]
    public void CompositeArgumentsReadTheSame() => AssertSame(HandMadeModels.Composite());

    [Theory, MemberData(nameof(SmallModels))]
    public void DamagedModelsReadTheSameOrAreRefusedByBoth(string model)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(TestModels.FolderOf(model), "saved_model.pb"));
        AssertAgreementOnDamage(bytes, seed: model.Length);
    }

    [Fact]
    public void DamagedCompositeArgumentsReadTheSameOrAreRefusedByBoth() => AssertAgreementOnDamage(HandMadeModels.Composite(), seed: 1);

    [Fact]
    public void AModelCutAtAnyByteReadsTheSameOrIsRefusedByBoth()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(TestModels.FolderOf("add"), "saved_model.pb"));
        for (int length = 0; length < bytes.Length; length++)
        {
            AssertAgreement(bytes[..length], $"cut after {length} bytes");
        }
    }

    private static void AssertSame(byte[] bytes) => Assert.Equal(MessageText.Of(bytes), DocumentText.Of(bytes));

    private static void AssertAgreementOnDamage(byte[] bytes, int seed)
    {
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        int same = 0;
        for (int i = 0; i < CasesPerModel; i++)
        {
            byte[] damaged = Damage.Apply(bytes, random, out string how);
            same += AssertAgreement(damaged, $"case {i}: {how}") ? 1 : 0;
        }

        Assert.InRange(same, 1, CasesPerModel - 1);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"{CasesPerModel} cases took {watch.Elapsed}");
    }

    private static bool AssertAgreement(byte[] bytes, string how)
    {
        bool hasReplacedValues = false;
        var (ours, ourReason) = Text(() => DocumentText.Of(bytes, out hasReplacedValues), how);
        var (theirs, theirReason) = Text(() => MessageText.Of(bytes), how);
        if (ours != theirs && !(hasReplacedValues && theirs is null) && !s_stricter.Any(reason => ourReason?.Contains(reason, StringComparison.Ordinal) == true))
        {
            Assert.Fail($"{how}\nours: {ourReason ?? Clip(ours!, theirs)}\ntheirs: {theirReason ?? Clip(theirs!, ours)}");
        }

        return ours is not null;
    }

    private static (string? Text, string? Reason) Text(Func<string> read, string how)
    {
        try
        {
            return (read(), null);
        }
        catch (Exception exception) when (exception is ModelFormatException or InvalidProtocolBufferException)
        {
            return (null, exception.Message);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{how}: {exception.GetType().Name}", exception);
        }
    }

    // The first line in which a text differs from another.
    private static string Clip(string text, string? other)
    {
        string[] lines = text.Split('\n'), others = other?.Split('\n') ?? [];
        int first = Enumerable.Range(0, lines.Length).FirstOrDefault(i => i >= others.Length || lines[i] != others[i]);
        return $"line {first}: {lines[first]}";
    }
}
