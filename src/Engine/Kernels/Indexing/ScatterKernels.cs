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
        AddRow(table, "ScatterNd", "T", DataTypeSet.Real | DataTypeSet.Complex | DataTypeSet.Of(DataType.Bool, DataType.String));
        AddRow(table, "ScatterNdNonAliasingAdd", "T", DataTypeSet.Real | DataTypeSet.Complex | DataTypeSet.Of(DataType.Bool));
        AddRow(table, "TensorScatterAdd", "T", DataTypeSet.Real | DataTypeSet.Complex | DataTypeSet.Of(DataType.Bool));
        AddRow(table, "TensorScatterSub", "T", DataTypeSet.Real | DataTypeSet.Complex);
        AddRow(table, "TensorScatterMax", "T", DataTypeSet.Real);
        AddRow(table, "TensorScatterMin", "T", DataTypeSet.Real);
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

    private static void AddRow(KernelTable table, string operation, string attribute, DataTypeSet types) =>
        table.Add(operation, Create).WhereWidened(attribute, types).WidenComplex(attribute);

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
            var type => RealKernels.Create<ScatterKernels>(node, type),
        };
    }
}
