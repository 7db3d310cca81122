namespace TypedModels.Engine.Kernels.Parsing;

/// <summary>Serialised examples.</summary>
internal static class ParsingKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("ParseExample", node => new ParseExampleKernel(node, new ExampleKeys.Inputs(checked(node.Int32("Nsparse") + node.Int32("Ndense")))));
        table.Add("ParseExampleV2", node => new ParseExampleKernel(node, new ExampleKeys.Vectors()));
        table.Add("ParseSequenceExample", node => new ParseSequenceKernel(SequenceForm.OfAttributes(node)));
        table.Add("ParseSequenceExampleV2", node => new ParseSequenceKernel(SequenceForm.OfVectors(node)));
        table.Add("ParseSingleSequenceExample", node => new ParseSequenceKernel(SequenceForm.OfScalars(node)));
        table.Add("ParseSingleExample", node => new ParseExampleKernel(node, new ExampleKeys.Attributes(node)));
    }
}
