using TypedModels.Engine.Kernels.Basic;

namespace TypedModels.Engine.Kernels.Casting;

/// <summary>Operations that give elements another type.</summary>
internal static class CastingKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add("Cast", Cast);
        table.Add("Bitcast", node => new BitcastKernel(node.Type("T"), node.Type("type"))).Where("T", DataTypeSet.FixedSize).Where("type", DataTypeSet.FixedSize);
    }

    private static Kernel Cast(KernelNode node)
    {
        DataType from = node.Type("SrcT"), to = node.Type("DstT");
        if (from == to)
        {
            return new IdentityKernel();
        }

        return DataTypeSet.FixedSize.Contains(from) && DataTypeSet.FixedSize.Contains(to) ? new CastKernel(CastPlan.Of(from, to, node.Flag("Truncate")))
            : throw KernelNode.Unsupported($"Cast {from.ToWord()} to {to.ToWord()} is not supported");
    }
}
