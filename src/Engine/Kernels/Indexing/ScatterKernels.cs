using System.Numerics;
using TypedModels.Engine.Kernels.Combining;

namespace TypedModels.Engine.Kernels.Indexing;

/// <summary>The operations that combine blocks with a value, for each type of numbers.</summary>
internal readonly struct ScatterKernels : IRealKernel
{
    /// <summary>Adds the rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("TensorScatterUpdate", _ => new ScatterUpdateKernel());
        AddRow(table, "ScatterNd", DataTypeSet.Real | DataTypeSet.Complex | DataTypeSet.Of(DataType.Bool, DataType.String));
        AddRow(table, "ScatterNdNonAliasingAdd", DataTypeSet.Real | DataTypeSet.Complex | DataTypeSet.Of(DataType.Bool));
        AddRow(table, "TensorScatterAdd", DataTypeSet.Real | DataTypeSet.Complex | DataTypeSet.Of(DataType.Bool));
        AddRow(table, "TensorScatterSub", DataTypeSet.Real | DataTypeSet.Complex);
        AddRow(table, "TensorScatterMax", DataTypeSet.Real);
        AddRow(table, "TensorScatterMin", DataTypeSet.Real);
    }

    /// <summary>The kernel for a type of numbers that have an order.</summary>
    public static Kernel Create<T>(KernelNode node)
        where T : unmanaged, INumber<T>, IMinMaxValue<T> => node.Operation switch
        {
            "ScatterNd" => new ScatterKernel<T, Sum<T>>(isNew: true),
            "ScatterNdNonAliasingAdd" or "TensorScatterAdd" => new ScatterKernel<T, Sum<T>>(isNew: false),
            "TensorScatterSub" => new ScatterKernel<T, Difference<T>>(isNew: false),
            "TensorScatterMax" => new ScatterKernel<T, Largest<T>>(isNew: false),
            _ => new ScatterKernel<T, Smallest<T>>(isNew: false),
        };

    private static void AddRow(KernelTable table, string operation, DataTypeSet types) =>
        table.Add(operation, Create).Where("T", types | DataTypeSet.NarrowFloat).WidenComplex("T");

    private static Kernel Create(KernelNode node)
    {
        bool isNew = node.Operation == "ScatterNd";
        return node.OutputType(0) switch
        {
            // A sum of truth values is true where one of them is.
            DataType.Bool => new ScatterKernel<byte, Largest<byte>>(isNew),
            DataType.String => new ActionKernel(ScatterNew.ScatterTexts),
            DataType.Complex128 when node.Operation == "TensorScatterSub" => new ScatterKernel<Complex, Difference<Complex>>(isNew),
            DataType.Complex128 => new ScatterKernel<Complex, Sum<Complex>>(isNew),
            DataType.BFloat16 => CreateRounded(node, isNew),
            var type => RealKernels.Create<ScatterKernels>(node, type),
        };
    }

    private static Kernel CreateRounded(KernelNode node, bool isNew) => node.Operation switch
    {
        "TensorScatterSub" => new ScatterKernel<BFloat16, Rounded<Difference<float>>>(isNew),
        "TensorScatterMax" => new ScatterKernel<BFloat16, Rounded<Largest<float>>>(isNew),
        "TensorScatterMin" => new ScatterKernel<BFloat16, Rounded<Smallest<float>>>(isNew),
        _ => new ScatterKernel<BFloat16, Rounded<Sum<float>>>(isNew),
    };
}
