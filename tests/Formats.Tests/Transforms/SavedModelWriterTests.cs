using TypedModels.Formats.SavedModels;
using TypedModels.Formats.Transforms;
using static TypedModels.Tests.Transforms.GraphParts;

namespace TypedModels.Tests.Transforms;

public sealed class SavedModelWriterTests
{
    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        byte[] file = SavedModelWriter.Write(new SavedModelContent
        {
            Graph = Graph([Placeholder("a"), Unary("n", "Neg", "a")]).Bytes,
            Tags = ["serve", "gpu"],
            TensorFlowVersion = "2.16.2",
            Signatures =
            [
                new SignatureContent(
                    "negate",
                    new Dictionary<string, ArgumentContent> { ["x"] = new("a:0", DataType.Float, new TensorShape(-1, 3)) },
                    new Dictionary<string, ArgumentContent> { ["y"] = new("n:0", DataType.Float, TensorShape.Unknown) })
                {
                    Defaults = new Dictionary<string, ReadOnlyMemory<byte>> { ["x"] = TensorWriter.Numbers(DataType.Float, TensorShape.Scalar, new byte[4]).Written },
                },
            ],
            Saver = new SaverNames("save/Const:0", "save/control_dependency:0", "save/restore_all"),
            InitOperation = "init",
            Assets = [("words:0", "words.txt")],
        });

        var metaGraph = new SavedModelDocument(file).Find(["gpu", "serve"])!;
        Assert.Equal(("2.16.2", "init"), (metaGraph.TensorFlowVersion, metaGraph.InitOperation));
        Assert.Equal(["init"], metaGraph.Collection("saved_model_main_op")!.Nodes);
        Assert.Equal(("save/Const:0", "save/restore_all", 2), (metaGraph.Saver!.FilenameTensor, metaGraph.Saver.RestoreOperation, metaGraph.Saver.FormatVersion));
        Assert.Equal(("words:0", "words.txt"), (Assert.Single(metaGraph.Assets).Tensor, metaGraph.Assets[0].FileName));
        var signature = Assert.Single(metaGraph.Signatures);
        Assert.Equal(("negate", "tensorflow/serving/predict"), (signature.Key, signature.MethodName));
        Assert.Equal(("a:0", DataType.Float, new TensorShape(-1, 3)), (signature.Input("x")!.Name, signature.Input("x")!.DataType, signature.Input("x")!.Shape));
        Assert.Equal(("n:0", TensorShape.Unknown, true), (signature.Output("y")!.Name, signature.Output("y")!.Shape, signature.Output("y")!.HasShape));
        Assert.Equal(DataType.Float, signature.Defaults["x"].DataType);
        Assert.Equal(2, metaGraph.Graph.Nodes.Count);
    }
}
