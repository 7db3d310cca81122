using System.Numerics;
using System.Runtime.InteropServices;

namespace TypedModels.Engine.Kernels.Elementwise;

/// <summary>Operations that work element by element.</summary>
internal static partial class ElementwiseKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        AddArithmetic(table);
        AddComparisons(table);
        AddLogic(table);
        AddFunctions(table);
        AddTrigonometry(table);
        AddComplexParts(table);
        AddActivations(table);
        AddGradients(table);
        AddParameterised(table);
        AddUniform(table);
        AddSpecial(table);
        table.Add("SelectV2", _ => new SelectKernel());
        table.Add("Select", _ => new SelectKernel(takesRows: true));
    }

    private static void AddUniform(KernelTable table)
    {
        table.Add("ZerosLike", _ => new UniformKernel([])).Where("T", DataTypeSet.FixedSize | DataTypeSet.Of(DataType.String));
        table.Add("OnesLike", node => new UniformKernel(One(node.Type("T")))).Where("T", DataTypeSet.Real | DataTypeSet.NarrowFloat | DataTypeSet.Complex | DataTypeSet.Of(DataType.Bool));
    }

    private static byte[] One(DataType type) => type switch
    {
        DataType.Float => Bytes(1f),
        DataType.Double => Bytes(1d),
        DataType.Half => Bytes(Half.One),
        DataType.BFloat16 => Bytes((BFloat16)1f),
        DataType.Complex64 => Bytes(new Complex64(1, 0)),
        DataType.Complex128 => Bytes(Complex.One),
        _ => DataTypes.SizeOf(type) switch
        {
            1 => Bytes((byte)1),
            2 => Bytes((ushort)1),
            4 => Bytes(1),
            _ => Bytes(1L),
        },
    };

    private static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes([value]).ToArray();

    // The functions of a hundred operations for a dozen types: a model pays for those that it has.
    private static void Row(KernelTable table, string name, Func<FunctionSet> create, ShapeRule shapes = ShapeRule.Broadcast)
    {
        var functions = new Lazy<FunctionSet>(create);
        table.Add(name, node => new ElementwiseKernel(functions.Value[node.Type("T")], shapes: shapes)).Elementwise().Later(row => Describe(row, functions.Value.Types));
    }

    private static void Describe(KernelRow row, DataTypeSet own)
    {
        bool isComplex = own.Contains(DataType.Complex128);
        var types = isComplex ? own | DataTypeSet.Complex : own;
        if (types.Contains(DataType.Float))
        {
            row.WhereWidened("T", types);
        }
        else
        {
            row.Where("T", types);
        }

        if (isComplex)
        {
            row.WidenComplex("T");
        }
    }
}
