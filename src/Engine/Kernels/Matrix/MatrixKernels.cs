using System.Numerics;

namespace TypedModels.Engine.Kernels.Matrix;

/// <summary>Products of matrices.</summary>
internal static class MatrixKernels
{
    private static readonly DataTypeSet s_multiplied = DataTypeSet.Real | DataTypeSet.Of(DataType.Complex128);

    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("MatMul", MatMul).WhereWidened("T", s_multiplied).WidenComplex("T");
        table.Add("_FusedMatMul", MatMul).WhereWidened("T", DataTypeSet.Of(DataType.Float));
        table.Add("BatchMatMul", node => BatchMatMul(node, "T", broadcasts: false)).WhereWidened("T", s_multiplied).WidenComplex("T");
        table.Add("BatchMatMulV2", node => BatchMatMul(node, "T", broadcasts: true)).WhereWidened("T", s_multiplied).WidenComplex("T");
        table.Add("BatchMatMulV3", MixedBatchMatMul).WhereWidened("Ta", s_multiplied).WhereWidened("Tb", s_multiplied).WhereWidened("Tout", s_multiplied)
            .WidenComplex("Ta").WidenComplex("Tb").WidenComplex("Tout");
        table.Add("SparseMatMul", node => new SparseMatMulKernel(node.Flag("transpose_a"), node.Flag("transpose_b")));
        table.Add("Einsum", Einsum).WhereWidened("T", s_multiplied).WidenComplex("T");
        table.Add("BiasAddGrad", BiasGradient).WhereWidened("T", DataTypeSet.Float | DataTypeSet.Index);
        table.Add(["BiasAdd", "BiasAddV1"], BiasAdd, row => row.WhereWidened("T", s_multiplied).WidenComplex("T"));
    }

    private static Kernel MatMul(KernelNode node) => node.Type("T") switch
    {
        DataType.Float => new MatMulKernel<float>(node),
        DataType.Double => new MatMulKernel<double>(node),
        DataType.Int8 => new MatMulKernel<sbyte>(node),
        DataType.Int16 => new MatMulKernel<short>(node),
        DataType.Int32 => new MatMulKernel<int>(node),
        DataType.Int64 => new MatMulKernel<long>(node),
        DataType.UInt8 => new MatMulKernel<byte>(node),
        DataType.UInt16 => new MatMulKernel<ushort>(node),
        DataType.UInt32 => new MatMulKernel<uint>(node),
        DataType.UInt64 => new MatMulKernel<ulong>(node),
        _ => new MatMulKernel<Complex>(node),
    };

    private static Kernel BatchMatMul(KernelNode node, string type, bool broadcasts) => node.Type(type) switch
    {
        DataType.Float => new BatchMatMulKernel<float>(node, broadcasts),
        DataType.Double => new BatchMatMulKernel<double>(node, broadcasts),
        DataType.Int8 => new BatchMatMulKernel<sbyte>(node, broadcasts),
        DataType.Int16 => new BatchMatMulKernel<short>(node, broadcasts),
        DataType.Int32 => new BatchMatMulKernel<int>(node, broadcasts),
        DataType.Int64 => new BatchMatMulKernel<long>(node, broadcasts),
        DataType.UInt8 => new BatchMatMulKernel<byte>(node, broadcasts),
        DataType.UInt16 => new BatchMatMulKernel<ushort>(node, broadcasts),
        DataType.UInt32 => new BatchMatMulKernel<uint>(node, broadcasts),
        DataType.UInt64 => new BatchMatMulKernel<ulong>(node, broadcasts),
        _ => new BatchMatMulKernel<Complex>(node, broadcasts),
    };

    private static Kernel MixedBatchMatMul(KernelNode node)
    {
        DataType left = node.Type("Ta"), right = node.Type("Tb"), result = node.Type("Tout");
        if (result is DataType.Int8 or DataType.UInt8)
        {
            throw OperationException.InvalidArgument($"Value for attr 'Tout' of {result.ToWord()} is not in the list of allowed values");
        }

        bool areBytes = left is DataType.Int8 or DataType.UInt8 && right is DataType.Int8 or DataType.UInt8 && result == DataType.Int32;
        return areBytes || (left == result && right == result)
            ? BatchMatMul(node, "Tout", broadcasts: true)
            : throw KernelNode.Unsupported($"{node.Operation} of {left.ToWord()} and {right.ToWord()} into {result.ToWord()} is not supported.");
    }

    private static Kernel Einsum(KernelNode node) => node.Type("T") switch
    {
        DataType.Float => new EinsumKernel<float>(node),
        DataType.Double => new EinsumKernel<double>(node),
        DataType.Int8 => new EinsumKernel<sbyte>(node),
        DataType.Int16 => new EinsumKernel<short>(node),
        DataType.Int32 => new EinsumKernel<int>(node),
        DataType.Int64 => new EinsumKernel<long>(node),
        DataType.UInt8 => new EinsumKernel<byte>(node),
        DataType.UInt16 => new EinsumKernel<ushort>(node),
        DataType.UInt32 => new EinsumKernel<uint>(node),
        DataType.UInt64 => new EinsumKernel<ulong>(node),
        _ => new EinsumKernel<Complex>(node),
    };

    private static Kernel BiasGradient(KernelNode node)
    {
        bool isChannelsFirst = node.Text("data_format") == "NCHW";
        return node.Type("T") switch
        {
            DataType.Float => new BiasGradientKernel<float>(isChannelsFirst),
            DataType.Double => new BiasGradientKernel<double>(isChannelsFirst),
            DataType.Int32 => new BiasGradientKernel<int>(isChannelsFirst),
            _ => new BiasGradientKernel<long>(isChannelsFirst),
        };
    }

    private static Kernel BiasAdd(KernelNode node)
    {
        bool isChannelsFirst = node.Has("data_format") && node.Text("data_format") == "NCHW";
        return node.Type("T") switch
        {
            DataType.Float => new BiasAddKernel<float>(isChannelsFirst),
            DataType.Double => new BiasAddKernel<double>(isChannelsFirst),
            DataType.Int8 => new BiasAddKernel<sbyte>(isChannelsFirst),
            DataType.Int16 => new BiasAddKernel<short>(isChannelsFirst),
            DataType.Int32 => new BiasAddKernel<int>(isChannelsFirst),
            DataType.Int64 => new BiasAddKernel<long>(isChannelsFirst),
            DataType.UInt8 => new BiasAddKernel<byte>(isChannelsFirst),
            DataType.UInt16 => new BiasAddKernel<ushort>(isChannelsFirst),
            DataType.UInt32 => new BiasAddKernel<uint>(isChannelsFirst),
            DataType.UInt64 => new BiasAddKernel<ulong>(isChannelsFirst),
            _ => new BiasAddKernel<Complex>(isChannelsFirst),
        };
    }
}
