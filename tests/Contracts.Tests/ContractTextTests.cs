namespace TypedModels.Tests;

public sealed class ContractTextTests
{
    private const string Head = "typedmodels contract 1\nmodel digits\npath models/digits\n";

    [Fact]
    public void AContractIsOneLinePerArgument() => Assert.Equal(
        $"""
        typedmodels contract 1
        model digits
        path models/digits
        tags serve
        signature serving_default
          input scalar int32 []
          input matrix float [?, 4]
          input any half [...]
          input sparse double [?, ?] sparse
          input ragged string [?, ?] ragged 1 int64
          input slices dtype77 [...] composite "My Slices"
          input scale float [] = 0.5
          input unit string [2] = [2] "a b" base64"/w=="
          input empty float [?] = [0]
          input long float [?] = [1000] sha256:5f0c
          output scores float [?, 10]
          method tensorflow/serving/predict
          alias predict
          changes AssignVariableOp RandomUniform
        operations MatMul Relu
        fingerprint {Contracts.EveryKind.Fingerprint}

        """,
        Contracts.EveryKind.ToString());

    [Fact]
    public void EveryKindOfArgumentSurvivesBeingWrittenAndRead() => Assert.Equal(Contracts.EveryKind, ModelContract.Parse(Contracts.EveryKind.ToString()));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("say \"x\"")]
    [InlineData("back\\slash")]
    [InlineData("line\nline\r\n")]
    [InlineData("tab\tnull\0")]
    [InlineData("naïve")]
    [InlineData("世界")]
    [InlineData("😀")]
    [InlineData("\ud83d lone")]
    [InlineData("lone \udc00")]
    [InlineData("\u2028\u2029\u0085")]
    [InlineData("# no comment")]
    [InlineData("=")]
    [InlineData("sparse")]
    [InlineData("[?]")]
    [InlineData("input")]
    [InlineData("my-signature.v2/x:0+@_")]
    public void AnyKeySurvivesBeingWrittenAndRead(string key)
    {
        var contract = Contracts.Of(new SignatureContract
        {
            Key = key,
            MethodName = key,
            AliasOf = key,
            StateChanges = [key],
            Inputs = [Contracts.Argument(key, DataType.Float, TensorShape.Scalar) with { Default = new DefaultValue { Shape = TensorShape.Scalar, Elements = ["1"] } }],
            Outputs = [Contracts.Argument(key, DataType.Int64, TensorShape.Unknown) with { Encoding = ArgumentEncoding.Sparse }],
        }) with { Model = key, Path = key, Tags = [key], Operations = [key, "x"] };
        string text = contract.ToString();

        Assert.Equal(key.Length == 0 ? contract with { Signatures = [contract.Signatures[0] with { MethodName = "" }] } : contract, ModelContract.Parse(text));
        Assert.Equal(text, ModelContract.Parse(text).ToString());
        Assert.Equal(key.Length == 0 ? 11 : 12, text.Count(c => c is '\n'));
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void WhereVariablesComeFromAndWhichTensorsAreMeantIsSaid()
    {
        var contract = Contracts.Of(
            [Contracts.Argument("x", DataType.Float, TensorShape.Scalar) with { Tensor = "a/x:0", Default = new DefaultValue { Shape = TensorShape.Scalar, Elements = ["1"] } }],
            [Contracts.Argument("y", DataType.Float, TensorShape.Unknown) with { Encoding = ArgumentEncoding.Sparse, Tensor = "my tensor" }]) with
        {
            Tags = [],
            Checkpoint = "../weights/m.ckpt 1",
            Scope = "a",
            Variables = [new VariableRename("model_a/", ""), new VariableRename("", "scope/")],
        };

        Assert.Equal(
            $"""
            {Head}tags
            checkpoint "../weights/m.ckpt 1"
            scope a
            variables model_a/ ""
            variables "" scope/
            signature predict
              input x float [] at a/x:0 = 1
              output y float [...] sparse at "my tensor"
            operations MatMul Relu
            fingerprint {contract.Fingerprint}

            """.ReplaceLineEndings("\n"),
            contract.ToString());
        Assert.Equal(contract, ModelContract.Parse(contract.ToString()));
        Assert.True(contract.Signatures[0].IsDeclared);
        Assert.False(Contracts.EveryKind.Signatures[0].IsDeclared);
    }

    [Fact]
    public void SeveralTagSetsAndAnErrorSurviveBeingWrittenAndRead()
    {
        var document = new ContractDocument
        {
            Model = "digits",
            Path = "models/digits",
            TagSets = [Contracts.EveryKind, Contracts.EveryKind with { Tags = ["gpu", "serve"] }],
            Error = new ContractError("TYMD1009", "Two\nlines \"quoted\""),
        };

        Assert.Equal(document, ContractReader.Read(ContractWriter.Write(document)));
        Assert.Throws<ContractFormatException>(() => ModelContract.Parse(ContractWriter.Write(document)));
    }

    [Fact]
    public void EmptyLinesCommentsAndWindowsLineEndsArePassedOver()
    {
        string text = "# written by hand\r\n\r\n" + Contracts.EveryKind.ToString().Replace("\n", "  \r\n", StringComparison.Ordinal);

        Assert.Equal(Contracts.EveryKind, ModelContract.Parse(text));
    }

    [Theory]
    [InlineData(1, "'typedmodels contract 1' is expected", "")]
    [InlineData(1, "'typedmodels contract 1' is expected", "something else\n")]
    [InlineData(1, "version 2 of the contract format is newer than this TypedModels reads; update the TypedModels package", "typedmodels contract 2\n")]
    [InlineData(2, "a line 'model …' is expected", "typedmodels contract 1\npath x\n")]
    [InlineData(2, "'more' was not expected", "typedmodels contract 1\nmodel x more\n")]
    [InlineData(4, "a line 'tags …' is expected", Head + "signature x\n")]
    [InlineData(4, "the diagnostic's id is missing", Head + "error\n")]
    [InlineData(4, "the message is missing", Head + "error TYMD1009\n")]
    [InlineData(4, "a line 'fingerprint …' is expected", Head + "tags serve\n")]
    [InlineData(5, "the checkpoint is missing", Head + "tags\ncheckpoint\n")]
    [InlineData(5, "the scope is missing", Head + "tags\nscope\n")]
    [InlineData(5, "'b' was not expected", Head + "tags\nscope a b\n")]
    [InlineData(5, "the name in the checkpoint is missing", Head + "tags\nvariables\n")]
    [InlineData(5, "the name in the graph is missing", Head + "tags\nvariables a\n")]
    [InlineData(5, "'c' was not expected", Head + "tags\nvariables a b c\n")]
    [InlineData(6, "a line 'fingerprint …' is expected", Head + "tags\nscope a\ncheckpoint c\n")]
    [InlineData(6, "the tensor's name is missing", Head + "tags\nsignature x\ninput a float [] at\n")]
    [InlineData(5, "the signature's key is missing", Head + "tags serve\nsignature\n")]
    [InlineData(5, "a closing quote is missing", Head + "tags serve\nsignature \"x\n")]
    [InlineData(5, "an escape is neither \\\", \\\\ nor \\uXXXX", Head + "tags serve\nsignature \"\\n\"\n")]
    [InlineData(5, "an escape is neither \\\", \\\\ nor \\uXXXX", Head + "tags serve\nsignature \"\\u00\"\n")]
    [InlineData(6, "the argument's key is missing", Head + "tags serve\nsignature x\ninput\n")]
    [InlineData(6, "the element type is missing", Head + "tags serve\nsignature x\ninput a\n")]
    [InlineData(6, "'float33' is not an element type", Head + "tags serve\nsignature x\ninput a float33 []\n")]
    [InlineData(6, "a shape in brackets is missing", Head + "tags serve\nsignature x\ninput a float\n")]
    [InlineData(6, "a shape in brackets is missing", Head + "tags serve\nsignature x\ninput a float [1\n")]
    [InlineData(6, "'-1' is neither a length nor '?'", Head + "tags serve\nsignature x\ninput a float [-1]\n")]
    [InlineData(6, "'' is neither a length nor '?'", Head + "tags serve\nsignature x\ninput a float [1,,2]\n")]
    [InlineData(6, "'99999999999999999999' is neither a length nor '?'", Head + "tags serve\nsignature x\ninput a float [99999999999999999999]\n")]
    [InlineData(6, "the ragged rank 'x' is not a number", Head + "tags serve\nsignature x\ninput a float [] ragged x int64\n")]
    [InlineData(6, "a ragged argument has at least one ragged axis, and row splits of int32 or int64", Head + "tags serve\nsignature x\ninput a float [] ragged 0 int64\n")]
    [InlineData(6, "a ragged argument has at least one ragged axis, and row splits of int32 or int64", Head + "tags serve\nsignature x\ninput a float [] ragged 1 float\n")]
    [InlineData(6, "the kind of value is missing", Head + "tags serve\nsignature x\ninput a float [] composite\n")]
    [InlineData(6, "'dense' was not expected", Head + "tags serve\nsignature x\ninput a float [] dense\n")]
    [InlineData(6, "the number of values, 0, is not that of the shape []", Head + "tags serve\nsignature x\ninput a float [] =\n")]
    [InlineData(6, "the number of values, 1, is not that of the shape [2]", Head + "tags serve\nsignature x\ninput a float [2] = [2] 1\n")]
    [InlineData(6, "the number of values, 1, is not that of the shape [?]", Head + "tags serve\nsignature x\ninput a float [2] = [?] 1\n")]
    [InlineData(7, "'a' occurs twice", Head + "tags serve\nsignature x\ninput a float []\ninput a float []\n")]
    [InlineData(6, "signature 'x' occurs twice", Head + "tags serve\nsignature x\nsignature x\n")]
    [InlineData(6, "the method's name is missing", Head + "tags serve\nsignature x\nmethod\n")]
    [InlineData(6, "the signature it is an alias of is missing", Head + "tags serve\nsignature x\nalias\n")]
    [InlineData(6, "'y' was not expected", Head + "tags serve\nsignature x\nalias x y\n")]
    [InlineData(6, "the fingerprint is missing", Head + "tags serve\noperations\nfingerprint\n")]
    [InlineData(6, "the fingerprint of the lines above is e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, not 5f0c", Head + "tags serve\noperations\nfingerprint 5f0c\n")]
    public void AMalformedLineIsNamed(int line, string problem, string text)
    {
        var error = Assert.Throws<ContractFormatException>(() => ContractReader.Read(text));

        Assert.Equal((line, problem), (error.Line, error.Problem));
        Assert.Equal($"Contract line {line}: {problem}.", error.Message);
    }

    [Fact]
    public void AnyDamageIsRefusedWithAnErrorOfOurs()
    {
        string text = Contracts.EveryKind.ToString();
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 5000; i++)
        {
            int at = random.Next(text.Length), length = Math.Min(random.Next(1, 6), text.Length - at);
            string damaged = random.Next(3) switch { 0 => text[..at], 1 => text.Remove(at, length), _ => text.Remove(at, 1).Insert(at, ((char)random.Next(0x20, 0x7f)).ToString()) };
            try
            {
                _ = ContractReader.Read(damaged);
            }
            catch (ContractFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 3000, 5000);
    }
}
