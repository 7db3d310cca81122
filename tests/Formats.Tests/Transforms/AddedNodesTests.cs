using TypedModels.Formats.Graphs;
using TypedModels.Formats.Transforms;
using static TypedModels.Tests.Transforms.GraphParts;

namespace TypedModels.Tests.Transforms;

public sealed class AddedNodesTests
{
    [Fact]
    public void ANodeSaysAllThatItWasGiven()
    {
        var node = new NodeDocument(new NodeWriter("n", "Op")
            .WaitFor(["w", "w"]).Input("a:1").On("/device:CPU:0")
            .With("t", AttributeWriter.Types([DataType.Float, DataType.Int64]))
            .With("s", AttributeWriter.Shapes([new TensorShape(2, -1), TensorShape.Unknown]))
            .With("i", AttributeWriter.Integers([-1, 5]))
            .With("b", AttributeWriter.Bools([true, false]))
            .With("f", AttributeWriter.Floats([0.5f]))
            .With("x", AttributeWriter.Float(2))
            .With("g", AttributeWriter.Functions(["one", "two"]))
            .With("v", AttributeWriter.Tensor(TensorWriter.Texts(["x", ""])))
            .With("w", AttributeWriter.Tensors([TensorWriter.Numbers(DataType.Int32, TensorShape.Scalar, [7, 0, 0, 0])]))
            .Write().Written);

        Assert.Equal(("n", "Op", "/device:CPU:0"), (node.Name, node.Operation, node.Device));
        Assert.Equal(["a:1", "^w"], node.Inputs);
        Assert.Equal([DataType.Float, DataType.Int64], node.Attributes["t"]!.List!.Types);
        Assert.Equal([new TensorShape(2, -1), TensorShape.Unknown], node.Attributes["s"]!.List!.Shapes);
        Assert.Equal([-1, 5], node.Attributes["i"]!.List!.Integers);
        Assert.Equal([true, false], node.Attributes["b"]!.List!.Bools);
        Assert.Equal([BitConverter.SingleToUInt32Bits(0.5f)], node.Attributes["f"]!.List!.FloatBits);
        Assert.Equal(BitConverter.SingleToUInt32Bits(2), node.Attributes["x"]!.FloatBits);
        Assert.Equal(["one", "two"], node.Attributes["g"]!.Functions.Select(function => function.Name));
        Assert.Equal(["x"u8.ToArray(), []], TensorElements.ToTexts(node.Attributes["v"]!.Tensor!).Select(text => text.ToArray()));
        Assert.Equal([7, 0, 0, 0], TensorElements.ToBytes(Assert.Single(node.Attributes["w"]!.List!.Tensors)));
    }

    [Fact]
    public void NewNamesMeetNoneOfTheGraph()
    {
        var names = new GraphBuilder(Graph([Placeholder("a"), Placeholder("a_2"), Placeholder("save/x")])).Names;

        Assert.Equal(["a_1", "a_3", "b", "b_1"], [names.Take("a"), names.Take("a"), names.Take("b"), names.Take("b")]);
        Assert.Equal(["save_1", "save_2"], [names.TakeScope("save"), names.TakeScope("save")]);
    }

    [Fact]
    public void VariablesAreSetAndRead()
    {
        var builder = new GraphBuilder(Graph([new NodeWriter("v", "VarHandleOp"), new NodeWriter("r", "VariableV2")]));

        var access = VariableNodes.Append(builder, [new GraphVariable("v", DataType.Float, true), new GraphVariable("r", DataType.Int32, false)]);

        Assert.Equal([new VariableAccess("variables/value:0", "variables/assign", "variables/read:0"), new VariableAccess("variables/value_1:0", "variables/assign_1", "variables/read_1:0")], access);
        Assert.Equal(
            ["variables/value = Placeholder() {dtype: float, shape: [...]}",
             "variables/assign = AssignVariableOp(v, variables/value) {dtype: float, validate_shape: False}",
             "variables/read = ReadVariableOp(v) {dtype: float}",
             "variables/value_1 = Placeholder() {dtype: int32, shape: [...]}",
             "variables/assign_1 = Assign(r, variables/value_1) {T: int32, use_locking: False, validate_shape: True}",
             "variables/read_1 = Identity(r) {T: int32}"],
            GraphText.Of(builder.ToArray())[2..]);
    }

    [Fact]
    public void ASaverIsWiredAsTensorFlowDoes()
    {
        var builder = new GraphBuilder(Graph([new NodeWriter("v", "VarHandleOp"), new NodeWriter("r", "VariableV2")]));

        var saver = SaverNodes.Append(builder, [new SavedVariable(new GraphVariable("v", DataType.Float, true), "v"), new SavedVariable(new GraphVariable("r", DataType.Int32, false), "r", "6 0,2")]);

        Assert.Equal(new SaverNames("save/Const:0", "save/control_dependency:0", "save/restore_all"), saver);
        Assert.Equal(
            ["save/filename/input = Const() {dtype: string, value: tensor}",
             "save/filename = PlaceholderWithDefault(save/filename/input) {dtype: string, shape: []}",
             "save/Const = PlaceholderWithDefault(save/filename) {dtype: string, shape: []}",
             "save/read = ReadVariableOp(v) {dtype: float}",
             "save/read_1 = Identity(r) {T: int32}",
             "save/SaveV2/tensor_names = Const() {dtype: string, value: tensor}",
             "save/SaveV2/shape_and_slices = Const() {dtype: string, value: tensor}",
             "save/SaveV2 = SaveV2(save/Const, save/SaveV2/tensor_names, save/SaveV2/shape_and_slices, save/read, save/read_1) {dtypes: [float, int32]}",
             "save/control_dependency = Identity(save/Const, ^save/SaveV2) {T: string}",
             "save/RestoreV2/tensor_names = Const() {dtype: string, value: tensor}",
             "save/RestoreV2/shape_and_slices = Const() {dtype: string, value: tensor}",
             "save/RestoreV2 = RestoreV2(save/Const, save/RestoreV2/tensor_names, save/RestoreV2/shape_and_slices) {dtypes: [float, int32]}",
             "save/Assign = AssignVariableOp(v, save/RestoreV2:0) {dtype: float, validate_shape: False}",
             "save/Assign_1 = Assign(r, save/RestoreV2:1) {T: int32, use_locking: False, validate_shape: True}",
             "save/restore_all = NoOp(^save/Assign, ^save/Assign_1)"],
            GraphText.Of(builder.ToArray())[2..]);
    }
}
