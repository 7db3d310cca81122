using TypedModels.Generator.Parsing;

namespace TypedModels.Generator.Tests.Parsing;

public class ContractParserTests
{
    private const string Head = "typedmodels contract 1\nmodel add\npath models/add\n";

    [Theory]
    [InlineData("", 1, "'typedmodels contract 1' is expected")]
    [InlineData("something else", 1, "'typedmodels contract 1' is expected")]
    [InlineData("typedmodels contract", 1, "the version is missing")]
    [InlineData("typedmodels contract 1", 1, "a line 'model …' is expected")]
    [InlineData("typedmodels contract 1\npath models/add", 2, "a line 'model …' is expected")]
    [InlineData("typedmodels contract 1\nmodel add\ntags serve", 3, "a line 'path …' is expected")]
    [InlineData("typedmodels contract 1\nmodel add more\npath models/add", 2, "'more' was not expected")]
    [InlineData("typedmodels contract 1\nmodel \"add\npath models/add", 2, "a closing quote is missing")]
    [InlineData(Head + "signature a", 4, "a line 'tags …' is expected")]
    [InlineData(Head + "error TYMD1003", 4, "the message is missing")]
    [InlineData(Head + "tags serve\nsignature", 5, "the signature's key is missing")]
    [InlineData(Head + "tags serve\nsignature a b", 5, "'b' was not expected")]
    [InlineData(Head + "tags serve\nsignature a\n  input", 6, "the argument's key is missing")]
    [InlineData(Head + "tags serve\nsignature a\n  input x", 6, "the element type is missing")]
    [InlineData(Head + "tags serve\nsignature a\n  input x floot []", 6, "'floot' is not an element type")]
    [InlineData(Head + "tags serve\nsignature a\n  input x float", 6, "a shape in brackets is missing")]
    [InlineData(Head + "tags serve\nsignature a\n  input x float [?, 28", 6, "a shape in brackets is missing")]
    [InlineData(Head + "tags serve\nsignature a\n  input x float [-1]", 6, "'-1' is neither a length nor '?'")]
    [InlineData(Head + "tags serve\nsignature a\n  input x float [99999999999999999999]", 6, "'99999999999999999999' is neither a length nor '?'")]
    [InlineData(Head + "tags serve\nsignature a\n  input x float [] dense", 6, "'dense' was not expected")]
    [InlineData(Head + "tags serve\nsignature a\n  input x float [?] ragged", 6, "the ragged rank is missing")]
    [InlineData(Head + "tags serve\nsignature a\n  input x float [?] ragged one int64", 6, "the ragged rank 'one' is not a number")]
    [InlineData(Head + "tags serve\nsignature a\n  input x float [?] ragged 1", 6, "the type of the row splits is missing")]
    [InlineData(Head + "tags serve\nsignature a\n  input x string [] = \"\\q\"", 6, "an escape is neither \\\", \\\\ nor \\uXXXX")]
    [InlineData(Head + "tags serve\nsignature a\n  method", 6, "the method's name is missing")]
    [InlineData(Head + "tags serve\nsignature a\n  alias", 6, "the signature it is an alias of is missing")]
    [InlineData(Head + "tags serve\nsignature a\n  nonsense x", 6, "a line 'fingerprint …' is expected")]
    [InlineData(Head + "tags serve\noperations Add", 5, "a line 'fingerprint …' is expected")]
    [InlineData(Head + "tags serve\noperations Add\nfingerprint", 6, "the fingerprint is missing")]
    public void AMalformedLineIsNamed(string text, int line, string problem)
    {
        var contract = ContractParser.Parse("add.tfcontract", text);
        Assert.Null(contract.Document);
        Assert.Equal((line, problem, false), (contract.Problem!.Line, contract.Problem.Text, contract.Problem.IsNewer));
    }

    [Fact]
    public void AWrongFingerprintIsNamed()
    {
        var problem = ContractParser.Parse("add.tfcontract", Head + "tags serve\noperations\nfingerprint 00").Problem!;
        Assert.Equal(6, problem.Line);
        Assert.EndsWith(", not 00", problem.Text);
    }

    [Fact]
    public void ANewerVersionIsToldApart()
    {
        var contract = ContractParser.Parse("add.tfcontract", "typedmodels contract 7\npath models/add\n");
        Assert.True(contract.Problem!.IsNewer);
        Assert.Equal("models/add", contract.Path);
    }

    [Fact]
    public void DamagedTextNeverEscapesAsAnotherError()
    {
        string text = Contracts.Of("models/add",
            """
            signature a
              input x float [?, 28] = [2] 1 2
              input t string [] = "a\u0041\"b"
              output y int64 [...] sparse
              output z int64 [2, ?] ragged 1 int32
              changes VarHandleOp
              alias b
            """).Content;
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++)
        {
            char[] damaged = text.ToCharArray();
            for (int hits = random.Next(1, 4); hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = " \"\\[]?=\n#u\u20289"[random.Next(12)];
            }

            var contract = ContractParser.Parse("add.tfcontract", new string(damaged, 0, random.Next(damaged.Length)));
            Assert.True(contract.Document is null != contract.Problem is null);
        }
    }
}
