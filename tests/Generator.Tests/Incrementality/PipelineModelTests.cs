using TypedModels.Generator.Model;
using TypedModels.Generator.Parsing;

namespace TypedModels.Generator.Tests.Incrementality;

/// <summary>What flows through the pipeline can be compared, and keeps nothing of a compilation alive.</summary>
public class PipelineModelTests
{
    private const string Text = "signature s\n  input x float [?, 28] = [2] 1 2\n  input t string []\n  output y int64 [...] sparse\n  changes AssignVariableOp";

    private static readonly HashSet<Type> s_plain = [typeof(string), typeof(bool), typeof(int), typeof(long)];

    public static TheoryData<Type> Roots => [typeof(BoundModel), typeof(WrapperResult)];

    [Theory]
    [MemberData(nameof(Roots))]
    public void ModelsAreMadeOfPlainValuesAndRecordsAlone(Type root)
    {
        var seen = new HashSet<Type>();
        Check(root, root.Name, seen);
        Assert.True(seen.Count > 1);
    }

    [Fact]
    public void TheGuardSeesWhatDoesNotBelong()
    {
        Assert.Throws<Xunit.Sdk.FailException>(() => Check(typeof(KeepsASymbol), "", []));
        Assert.Throws<Xunit.Sdk.FailException>(() => Check(typeof(KeepsAnArray), "", []));
        Assert.Throws<Xunit.Sdk.FailException>(() => Check(typeof(KeepsALocation), "", []));
    }

    [Fact]
    public void ModelsOfOneTextAreEqual()
    {
        var first = Parse(Contracts.Of("models/m", Text));
        var second = Parse(new ContractText("/project/obj/models.m.tfcontract", "# other\n" + Contracts.Of("models/m", Text).Content));
        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Theory]
    [InlineData("28", "29")]
    [InlineData("[2] 1 2", "[2] 1 3")]
    [InlineData("input t string []", "input t string [...]")]
    [InlineData("sparse", "ragged 1 int64")]
    [InlineData("AssignVariableOp", "AssignAddVariableOp")]
    [InlineData("signature s", "signature z")]
    public void EveryDifferenceCounts(string part, string other) =>
        Assert.NotEqual(Parse(Contracts.Of("models/m", Text)), Parse(Contracts.Of("models/m", Text.Replace(part, other, StringComparison.Ordinal))));

    private static WrapperResult Parse(ContractText contract)
    {
        var host = new HostModel { Key = "M", Namespace = "", Name = "M", Accessibility = "public", Path = "models/m" };
        var result = WrapperParser.Parse(
            ContractBinder.Bind(host, [ContractParser.Parse(contract, CancellationToken.None)], [], [], new CompilationFacts("13.0", false, true)), CancellationToken.None);
        Assert.Empty(result.Diagnostics);
        return result;
    }

    private static void Check(Type type, string path, HashSet<Type> seen)
    {
        if (s_plain.Contains(type) || type.IsEnum || !seen.Add(type))
        {
            return;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            Check(type.GetGenericArguments()[0], path + "[]", seen);
            return;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            Check(underlying, path, seen);
            return;
        }

        bool isOurs = type.Assembly == typeof(ModelGenerator).Assembly || type.DeclaringType == typeof(PipelineModelTests);
        bool isComparable = typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type);
        if (!isOurs || !isComparable || type.IsAssignableTo(typeof(ISymbol)))
        {
            Assert.Fail($"{path} is a {type}, which is neither a plain value nor a record of ours.");
        }

        foreach (var field in type.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic))
        {
            Check(field.FieldType, $"{path}.{field.Name}", seen);
        }
    }

    private sealed record KeepsASymbol(INamedTypeSymbol Type);

    private sealed record KeepsAnArray(string[] Names);

    private sealed record KeepsALocation(Location Place);
}
