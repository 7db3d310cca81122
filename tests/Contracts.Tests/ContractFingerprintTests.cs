namespace TypedModels.Tests;

public sealed class ContractFingerprintTests
{
    private static readonly ArgumentContract s_input = Contracts.Argument("x", DataType.Float, new TensorShape(-1, 4));
    private static readonly ArgumentContract s_other = Contracts.Argument("y", DataType.Float, new TensorShape(-1, 4));
    private static readonly ModelContract s_contract = Contracts.Of([s_input, s_other], [s_input]);

    [Fact]
    public void ItDoesNotCoverModelPathTagsOperationsMethodsAliasesAndStateChanges()
    {
        var signature = s_contract.Signatures[0] with { MethodName = "tensorflow/serving/classify", AliasOf = "other", StateChanges = ["AssignVariableOp"] };
        var other = s_contract with { Model = "m", Path = "p", Tags = ["gpu"], Operations = ["Conv2D"], Signatures = [signature] };

        Assert.Equal(s_contract.Fingerprint, other.Fingerprint);
    }

    [Fact]
    public void ItDoesNotCoverWhichTensorsAreMeantAndWhereVariablesComeFrom() => Assert.Equal(
        s_contract.Fingerprint,
        (Contracts.Of([s_input with { Tensor = "a:0" }, s_other], [s_input]) with { Checkpoint = "c", Scope = "s", Variables = [new VariableRename("a", "b")] }).Fingerprint);

    [Fact]
    public void ItCoversKeysTypesShapesEncodingsDefaultsAndOrder()
    {
        ModelContract[] others =
        [
            s_contract,
            s_contract with { Signatures = [s_contract.Signatures[0] with { Key = "other" }] },
            Contracts.Of([s_input with { Key = "z" }, s_other], [s_input]),
            Contracts.Of([s_input with { DataType = DataType.Half }, s_other], [s_input]),
            Contracts.Of([s_input with { Shape = new TensorShape(-1, -1) }, s_other], [s_input]),
            Contracts.Of([s_input with { Shape = TensorShape.Unknown }, s_other], [s_input]),
            Contracts.Of([s_input with { Shape = TensorShape.Scalar }, s_other], [s_input]),
            Contracts.Of([s_input with { Encoding = ArgumentEncoding.Sparse }, s_other], [s_input]),
            Contracts.Of([s_input with { Default = new DefaultValue { Shape = new TensorShape(0, 4) } }, s_other], [s_input]),
            Contracts.Of([s_other, s_input], [s_input]),
            Contracts.Of([s_input], [s_other, s_input]),
        ];

        Assert.Equal(others.Length, others.Select(contract => contract.Fingerprint).Distinct().Count());
    }
}
