using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>Looks keys up: <c>LookupTableFindV2(table, keys, default_value)</c>.</summary>
internal sealed class TableFindKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var table = Handles.Of<LookupTable>(context.Input(0));
        var keys = context.Input(1);
        var defaults = context.Input(2);
        var value = table.Definition.ValueShape;
        TableTypes.Require(table, keys, defaults.Type);
        var shape = Shape.Concat(keys.Shape.Lengths, value.Lengths);
        if (defaults.Shape != value && !(table.Definition.IsMutable && defaults.Shape == shape))
        {
            throw OperationException.InvalidArgument($"Expected shape {value} for default value, got {defaults.Shape}");
        }

        table.Find(context, keys, defaults, context.Output(0, shape));
    }
}
